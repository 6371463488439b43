import type { Contribution } from '../../../../src/compile/expand/contribution.ts';
import type { JsonObject } from '../../../../src/model/json.ts';
import type { AppNames } from '../../../../src/model/names.ts';
import { mounting } from './fixture.ts';

export interface Sample {
  workload: JsonObject;
  definition?: JsonObject;
  contribution?: Contribution;
  names?: Partial<AppNames>;
}

const image = 'ghcr.io/owner/name:1.2.3';
const server = { image, ports: { http: 8080 } };
const claim = (name: string) => ({ persistentVolumeClaim: { claimName: `romm-${name}` } });
const two = {
  server: { containers: { app: { image, ports: { http: 8080 } } } },
  worker: { containers: { app: { image, command: ['worker'] } } },
};
const many = (...contributions: Contribution[]): Contribution => ({
  volumes: contributions.flatMap(({ volumes }) => volumes ?? []),
});

/** Workloads that between them use every key of the format; each is named after what it shows. */
export const samples: Record<string, Sample> = {
  'the least there is': { workload: { image } },
  'a port and its service': { workload: server },
  'several ports': { workload: { image, ports: { http: 80, metrics: 9090 } } },
  'UDP and TCP on one port': {
    workload: { image, ports: { bt: { port: 6881, protocol: ['TCP', 'UDP'] }, dns: { port: 53, protocol: 'UDP' } } },
  },
  'SCTP, which the chart lacks': { workload: { image, ports: { http: 80, sig: { port: 3868, protocol: 'SCTP' } } } },
  'environment of every form': {
    workload: {
      image,
      env: {
        TEXT: 'a',
        NUMBER: 5432,
        FLAG: false,
        SECRET: { secret: 'romm', key: 'A' },
        CONFIG: { config: 'settings', key: 'b' },
        FIELD: { field: 'metadata.namespace' },
        RESOURCE: { resource: 'limits.memory' },
      },
    },
  },
  'a variable that reads another': { workload: { image, env: { Z: 'z', A: '$(Z)/a' } } },
  'templates of the author in env and annotations': {
    workload: {
      image,
      env: { FORMAT: '{{ .Name }} at {{ .Time }}', PLAIN: '}} {' },
      annotations: { pod: { note: '{{ x }}' }, controller: { note: '{{ y }}' } },
    },
  },
  'templates of the author in args': { workload: { image, command: ['sh'], args: ['--format', '{{ .Name }}'] } },
  'templates of the author in a probe': { workload: { ...server, probe: { path: '/?q={{x}}' } } },
  'envFrom with a prefix': {
    workload: { image, envFrom: [{ secret: 'romm' }, { config: 'settings', prefix: 'APP_' }] },
  },
  'a time zone of its own': { workload: { image, env: { TZ: 'UTC' } } },
  'the profile image': { workload: { image, security: 'image' } },
  'the profile restricted by word': { workload: { image, security: 'restricted' } },
  'a security map': {
    workload: {
      image,
      security: { uid: 977, gid: 978, groups: [44], capabilities: ['NET_ADMIN'], readOnlyRootFilesystem: false },
    },
  },
  'a privileged root container': { workload: { image, security: { uid: 0, privileged: true } } },
  'containers that differ in security': {
    workload: {
      controllers: {
        main: {
          containers: {
            app: { image },
            other: { image, security: { uid: 5 } },
            root: { image, security: { uid: 0, gid: 0 } },
          },
        },
      },
    },
  },
  'an image profile beside a restricted one': {
    workload: { controllers: { main: { containers: { app: { image, security: 'image' }, other: { image } } } } },
    contribution: mounting('data', claim('data'), [{ path: '/data', in: ['main.app', 'main.other'] }]),
  },
  'an HTTP probe with headers and timings': {
    workload: {
      ...server,
      probe: {
        path: '/health',
        headers: { Host: 'romm.example.com' },
        periodSeconds: 5,
        failureThreshold: 6,
        successThreshold: 2,
        startup: '10m',
      },
    },
  },
  'a TCP probe of a named port': {
    workload: { image, ports: { http: 80, amqp: 5672 }, probe: { tcp: true, port: 'amqp' } },
  },
  'an exec probe': { workload: { image, probe: { exec: ['sh', '-c', 'true'] } } },
  'a gRPC probe': { workload: { image, ports: { grpc: 50051 }, probe: { grpc: true } } },
  'a gRPC probe of a service': { workload: { image, ports: { grpc: 50051 }, probe: { grpc: 'api' } } },
  'no probe, with a reason': { workload: { ...server, probe: { none: 'it has none' } } },
  'probes one by one': {
    workload: {
      ...server,
      probes: {
        startup: { path: '/ready', failureThreshold: 60 },
        liveness: { tcp: true },
        readiness: { exec: ['ok'] },
      },
    },
  },
  'command, args and resources': {
    workload: {
      image,
      command: ['run'],
      args: ['--a', 'b'],
      resources: { requests: { cpu: '10m' }, limits: { memory: '1Gi' } },
    },
  },
  'replicas and RollingUpdate': { workload: { ...server, replicas: 2, strategy: 'RollingUpdate' } },
  'no replicas': { workload: { ...server, replicas: 0 } },
  'a strategy with its fields': {
    workload: { ...server, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } },
  },
  'a claim that one pod holds': {
    workload: server,
    contribution: mounting(
      'data',
      claim('data'),
      [{ path: '/data' }, { path: '/other', subPath: 'other', readOnly: true }],
      true,
    ),
  },
  'every kind of volume': {
    workload: server,
    contribution: many(
      mounting('data', claim('data'), [{ path: '/data' }]),
      mounting('read', { persistentVolumeClaim: { claimName: 'x', readOnly: true } }, [{ path: '/read' }]),
      mounting('nfs', { nfs: { server: '${NFS}', path: '/media' } }, [{ path: '/media', readOnly: true }]),
      mounting('nfsro', { nfs: { server: 'nas', path: '/ro', readOnly: true } }, [{ path: '/nfsro' }]),
      mounting('host', { hostPath: { path: '/dev/dri', type: 'Directory' } }, [{ path: '/dev/dri' }]),
      mounting('tun', { hostPath: { path: '/dev/net/tun' } }, [{ path: '/dev/net/tun' }]),
      mounting('memory', { emptyDir: { medium: 'Memory', sizeLimit: '2Gi' } }, [{ path: '/cache' }]),
      mounting('keys', { secret: { secretName: 'romm' } }, [{ path: '/keys' }]),
      mounting('modes', { secret: { secretName: 'romm', defaultMode: 256, optional: true } }, [{ path: '/modes' }]),
      mounting('config', { configMap: { name: 'romm-config' } }, [{ path: '/config/a.yml', subPath: 'a.yml' }]),
      mounting('items', { configMap: { name: 'c', items: [{ key: 'a', path: 'b' }] } }, [{ path: '/items' }]),
      mounting('csi', { csi: { driver: 'x', readOnly: true } }, [{ path: '/csi' }]),
    ),
  },
  'a volume that nobody mounts': { workload: server, contribution: mounting('data', claim('data'), []) },
  'its own /tmp': { workload: server, contribution: mounting('tmp', { emptyDir: {} }, [{ path: '/tmp' }]) },
  'a volume named tmp elsewhere': {
    workload: server,
    contribution: mounting('tmp', { emptyDir: {} }, [{ path: '/var/tmp' }]),
  },
  'several controllers': { workload: { controllers: two, services: { app: { controller: 'server' } } } },
  'mounts for one container': {
    workload: { controllers: two },
    contribution: mounting('data', claim('data'), [{ path: '/data', in: ['server.app'] }], true),
  },
  'a controller like another': {
    workload: {
      controllers: {
        ...two,
        beat: { like: 'worker', command: ['beat'], env: { ROLE: 'beat' } },
        copy: { like: 'server', probe: { path: '/copy' }, replicas: 2 },
      },
    },
  },
  'defaults of every container': {
    workload: {
      image,
      env: { SHARED: '1' },
      security: { uid: 5, gid: 5 },
      resources: { requests: { cpu: '1m' } },
      controllers: {
        a: { containers: { app: { env: { OWN: 'a' } } } },
        b: { containers: { app: { image: 'other:1', env: { SHARED: '2' }, resources: { requests: { cpu: '2m' } } } } },
      },
    },
  },
  'init containers in order, and a sidecar': {
    workload: {
      controllers: {
        main: {
          init: {
            zero: { image, command: ['first'] },
            alpha: {
              image,
              command: ['second'],
              security: { uid: 0, runAsNonRoot: false, capabilities: ['NET_ADMIN'] },
            },
            vpn: { image, container: { restartPolicy: 'Always' }, probes: { startup: { exec: ['up'] } } },
          },
          containers: { app: { image, ports: { http: 80 }, probe: { path: '/' } } },
        },
      },
    },
    contribution: mounting('tun', { hostPath: { path: '/dev/net/tun' } }, [{ path: '/dev/net/tun', in: ['main.vpn'] }]),
  },
  'services of every form': {
    workload: {
      image,
      ports: { http: 8080, ldap: 3389, bt: { port: 6881, protocol: ['TCP', 'UDP'] } },
      services: {
        app: { ports: ['http'] },
        ldap: { ports: { ldap: 389 } },
        bt: {
          type: 'LoadBalancer',
          ports: ['bt'],
          service: { externalTrafficPolicy: 'Local', loadBalancerIP: '${IP}' },
        },
        node: {
          type: 'NodePort',
          ports: ['http'],
          service: { trafficDistribution: 'PreferClose', clusterIP: '10.0.0.9' },
        },
      },
    },
  },
  'a headless service': {
    workload: { ...server, services: { app: { service: { clusterIP: 'None', publishNotReadyAddresses: true } } } },
  },
  'ports of the service written out': {
    workload: {
      ...server,
      services: {
        app: {
          service: { ports: [{ name: 'web', port: 80, targetPort: 8080, nodePort: 30080, appProtocol: 'http' }] },
        },
      },
    },
  },
  'no service': { workload: { ...server, services: { app: false } } },
  'a service whose name the chart would shorten': {
    workload: { image, ports: { web: 80, bt: 1 }, services: { app: { ports: ['web'] }, web: { ports: ['bt'] } } },
    definition: { name: 'my-web' },
  },
  'a statefulset': {
    workload: { ...server, kind: 'statefulset', replicas: 3 },
    contribution: mounting('data', claim('data'), [{ path: '/data' }], true),
  },
  'a statefulset with its fields': {
    workload: {
      kind: 'statefulset',
      ...server,
      strategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } },
      controller: {
        podManagementPolicy: 'Parallel',
        serviceName: 'other',
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' },
        minReadySeconds: 5,
      },
    },
  },
  'a statefulset beside others': {
    workload: {
      controllers: { ...two, mq: { kind: 'statefulset', containers: { app: { image, ports: { amqp: 5672 } } } } },
      services: { app: { controller: 'server' }, mq: { controller: 'mq' } },
    },
  },
  'a daemonset': { workload: { image, kind: 'daemonset', strategy: 'OnDelete', controller: { minReadySeconds: 3 } } },
  'a cronjob': { workload: { image, kind: 'cronjob', schedule: '0 4 * * *' } },
  'a cronjob with its fields': {
    workload: {
      image,
      kind: 'cronjob',
      schedule: '@daily',
      controller: {
        suspend: true,
        concurrencyPolicy: 'Replace',
        successfulJobsHistoryLimit: 0,
        failedJobsHistoryLimit: 3,
        startingDeadlineSeconds: 60,
        jobTemplate: { spec: { backoffLimit: 2, activeDeadlineSeconds: 600, completions: 2 } },
      },
    },
  },
  'cronjobs of one image': {
    workload: {
      image,
      envFrom: [{ secret: 'restic' }],
      controllers: {
        nas: { kind: 'cronjob', schedule: '30 2 * * *', containers: { app: { env: { REPOSITORY: '/repository' } } } },
        b2: { kind: 'cronjob', schedule: '30 3 * * *', containers: { app: { env: { REPOSITORY: 'b2' } } } },
      },
    },
    contribution: mounting('repository', claim('repository'), [{ path: '/repository', in: ['nas.app'] }]),
  },
  'a job alone': { workload: { image, kind: 'job', run: 1 } },
  'a job beside a server': {
    workload: {
      controllers: { ...two, migrate: { like: 'worker', kind: 'job', command: ['migrate'] } },
      services: { app: { controller: 'server' } },
    },
  },
  'a server and a job, where the chart sees one controller': {
    workload: {
      controllers: { server: two.server, migrate: { kind: 'job', containers: { app: { image } } } },
      services: { app: { controller: 'server' } },
    },
  },
  'fields of the pod that the chart has': {
    workload: {
      ...server,
      pod: {
        hostNetwork: true,
        hostUsers: false,
        priorityClassName: 'high',
        nodeSelector: { zone: 'a' },
        tolerations: [{ operator: 'Exists' }],
        affinity: { nodeAffinity: {} },
        topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }],
        terminationGracePeriodSeconds: 60,
        hostAliases: [{ ip: '10.0.0.1', hostnames: ['nas'] }],
        shareProcessNamespace: true,
      },
    },
  },
  'fields of the pod that the chart lacks': {
    workload: {
      ...server,
      pod: {
        subdomain: 'x',
        setHostnameAsFQDN: true,
        terminationGracePeriodSeconds: 0,
        securityContext: { fsGroup: 7 },
      },
    },
  },
  'pods that differ': {
    workload: {
      controllers: {
        a: { pod: { hostNetwork: true }, annotations: { pod: { a: '1' } }, containers: { app: { image } } },
        b: { containers: { app: { image } } },
      },
    },
  },
  'fields of the container that the chart has': {
    workload: {
      image,
      container: {
        workingDir: '/app',
        lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } },
        terminationMessagePolicy: 'FallbackToLogsOnError',
        tty: true,
        stdin: true,
        imagePullPolicy: 'Always',
        ports: [{ containerPort: 80, hostPort: 80 }],
      },
    },
  },
  'fields of the container that the chart lacks': {
    workload: {
      image,
      container: {
        stdinOnce: true,
        volumeDevices: [{ name: 'raw', devicePath: '/dev/x' }],
        resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }],
      },
    },
  },
  'fields of the controller': {
    workload: { ...server, controller: { revisionHistoryLimit: 2, minReadySeconds: 10, progressDeadlineSeconds: 900 } },
  },
  'an account with a token': { workload: server, contribution: { serviceAccount: { name: 'romm', token: true } } },
  'an account without one': {
    workload: { ...server },
    contribution: { serviceAccount: { name: 'romm', token: false } },
  },
  'an account of somebody else': {
    workload: { ...server, pod: { serviceAccountName: 'other', automountServiceAccountToken: true } },
  },
  'variables of traits': {
    workload: { image, env: { A: '1', B: '2' } },
    contribution: {
      env: { B: 'trait', OIDC: { secret: 'auth.oidc', key: 'client_id' } },
      envFrom: [{ secret: 'romm-keys' }],
    },
    names: { auth: { oidc: { secret: 'romm-oidc' } } },
  },
  'names of traits': {
    workload: { image, env: { URI: { secret: 'database.postgres', key: 'uri' } } },
    names: {
      database: { postgres: { host: 'h', port: 5432, name: 'romm', user: 'romm', secret: 'romm-postgres-app' } },
    },
  },
  'an image by digest alone': { workload: { image: `ghcr.io/owner/name@sha256:${'0'.repeat(64)}` } },
  'an image with a registry port and a placeholder': { workload: { image: 'registry.local:5000/name:${TAG:=1.2}' } },
  'labels of the app': { workload: server, definition: { labels: { 'example.com/team': 'home' } } },
  'a patch of what both modes run': {
    workload: server,
    definition: {
      patches: [
        {
          target: { kind: 'Deployment', name: 'romm' },
          patch: { spec: { template: { spec: { overhead: { cpu: '1m' } } } } },
        },
      ],
    },
  },
};
