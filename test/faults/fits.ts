import {
  app,
  claim,
  definitionOf,
  deployment,
  external,
  type Fault,
  manifests,
  object,
  objectsOf,
  service,
  volume,
} from './fault.ts';
import { routeTo } from './references.ts';

const file = objectsOf('a');
const workload = 'workload:\n  image: docker.io/library/nginx:1.27.0\n  ports: { http: 8080 }\n  probe: { path: / }\n';
const monitoring = external('crds/monitoring.coreos.com');
const serviceMonitor = (picks: string, port: string): string =>
  object(
    'monitoring.coreos.com/v1',
    'ServiceMonitor',
    'a',
    `spec:\n  selector:\n    matchLabels:\n      app: ${picks}\n  endpoints:\n    - port: ${port}\n`,
  );
const loadBalancer = (address: string): string =>
  service('a', 'a', 'targetPort: http', 'type: LoadBalancer\n').replace(
    '  labels:\n',
    `  annotations:\n    metallb.io/loadBalancerIPs: ${address}\n  labels:\n`,
  );
const both = (mine: string, theirs: string) => ({
  ...manifests('a', [deployment('a'), mine]),
  ...manifests('b', [deployment('b'), theirs.replaceAll('name: a\n', 'name: b\n').replaceAll('app: a\n', 'app: b\n')]),
});
const hostPort = (name: string, port: string): string =>
  deployment(name).replace('containerPort: 8080 }', `containerPort: 8080, hostPort: ${port} }`);

/** Two ends that are both there and do not fit. */
export const fits: readonly Fault[] = [
  {
    name: 'the port of the Service behind a route',
    files: (word) => manifests('a', [routeTo('internal', 'web', 'https', word)]),
    wrong: '8081',
    right: '8080',
    code: 'port-mismatch',
    at: [file, 'port: 8081'],
    end: ['apps/home/web/app.yaml', 'ports: { http: 8080 }'],
    says: 'it has http (8080)',
  },
  {
    name: 'the name of a port behind an Ingress',
    files: (word) => ({
      ...manifests('a', [
        object(
          'networking.k8s.io/v1',
          'Ingress',
          'a',
          `spec:\n  ingressClassName: nginx\n  rules:\n    - host: a.example.com\n      http:\n        paths:\n          - path: /\n            pathType: Prefix\n            backend:\n              service:\n                name: web\n                port:\n                  name: ${word}\n`,
        ),
      ]),
      ...external('IngressClass/nginx'),
    }),
    wrong: 'htpp',
    right: 'http',
    code: 'port-mismatch',
    at: [file, 'name: htpp'],
    says: 'Did you mean http?',
  },
  {
    name: 'the target port of a Service, by name',
    files: (word) => manifests('a', [deployment('a'), service('a', 'a', `targetPort: ${word}`)]),
    wrong: 'htpp',
    right: 'http',
    code: 'port-mismatch',
    at: [file, 'targetPort: htpp'],
    end: [file, 'containers:'],
  },
  {
    name: 'the target port of a Service, by number',
    files: (word) => manifests('a', [deployment('a'), service('a', 'a', `targetPort: ${word}`)]),
    wrong: '8090',
    right: '8080',
    code: 'port-mismatch',
    severity: 'warning',
    at: [file, 'targetPort: 8090'],
    end: [file, 'containers:'],
  },
  {
    name: 'the port of a probe',
    files: (word) => manifests('a', [deployment('a', `livenessProbe:\n  httpGet:\n    path: /\n    port: ${word}\n`)]),
    wrong: 'web',
    right: 'http',
    code: 'port-mismatch',
    at: [file, 'port: web'],
    end: [file, 'ports: [{ name: http, containerPort: 8080 }]'],
  },
  {
    name: 'the port of a monitor',
    files: (word) => ({ ...manifests('a', [deployment('a'), service('a'), serviceMonitor('a', word)]), ...monitoring }),
    wrong: 'metrics',
    right: 'http',
    code: 'port-mismatch',
    at: [file, '- port: metrics'],
    end: [file, 'spec:'],
  },
  {
    name: 'the selector of a monitor',
    files: (word) => ({
      ...manifests('a', [deployment('a'), service('a'), serviceMonitor(word, 'http')]),
      ...monitoring,
    }),
    wrong: 'aa',
    right: 'a',
    code: 'selector-mismatch',
    at: [file, 'app: aa'],
    end: [file, 'labels:'],
  },
  {
    name: 'the selector of a Service',
    files: (word) => manifests('a', [deployment('a'), service('a', word)]),
    wrong: 'aa',
    right: 'a',
    code: 'selector-mismatch',
    at: [file, 'app: aa'],
    end: [file, 'labels:'],
  },
  {
    name: 'the selector of a disruption budget',
    files: (word) =>
      manifests('a', [
        deployment('a'),
        object(
          'policy/v1',
          'PodDisruptionBudget',
          'budget',
          `spec:\n  maxUnavailable: 1\n  selector:\n    matchLabels:\n      app: ${word}\n`,
        ),
      ]),
    wrong: 'b',
    right: 'a',
    code: 'selector-mismatch',
    at: [file, 'app: b'],
    end: [file, 'labels:'],
  },
  {
    name: 'a Deployment that does not select its own pods',
    files: (word) =>
      manifests('a', [
        deployment('a').replace('    matchLabels:\n      app: a\n', `    matchLabels:\n      app: ${word}\n`),
      ]),
    wrong: 'b',
    right: 'a',
    code: 'selector-mismatch',
    at: [file, 'matchLabels:'],
    end: [file, 'labels:'],
  },
  {
    name: 'a mount without its volume',
    files: (word) =>
      manifests('a', [
        deployment(
          'a',
          `volumeMounts:\n  - mountPath: /tmp\n    name: ${word}\n  - mountPath: /run\n    name: scratch\n`,
          'volumes:\n  - name: scratch\n    emptyDir: {}\n',
        ),
      ]),
    wrong: 'scrtach',
    right: 'scratch',
    code: 'mount-mismatch',
    at: [file, 'name: scrtach'],
    end: [file, 'volumes:'],
    says: 'Did you mean scratch?',
  },
  {
    name: 'a volume that nobody mounts',
    files: (word) =>
      manifests('a', [
        deployment(
          'a',
          'volumeMounts:\n  - mountPath: /tmp\n    name: scratch\n',
          `volumes:\n  - name: scratch\n    emptyDir: {}\n${word}`,
        ),
      ]),
    wrong: '  - name: spare\n    emptyDir: {}\n',
    right: '',
    code: 'mount-mismatch',
    severity: 'warning',
    at: [file, '- name: spare'],
  },
  {
    name: 'two mounts at one path',
    files: (word) =>
      manifests('a', [
        deployment(
          'a',
          `volumeMounts:\n  - name: one\n    mountPath: /tmp\n  - name: two\n    mountPath: ${word}\n`,
          'volumes:\n  - name: one\n    emptyDir: {}\n  - name: two\n    emptyDir: {}\n',
        ),
      ]),
    wrong: '/tmp',
    right: '/run',
    code: 'mount-mismatch',
    at: [file, 'mountPath: /tmp'],
    end: [file, 'mountPath: /tmp'],
  },
  {
    name: "a controller that app-template's values do not have",
    files: (word) =>
      app(
        'a',
        `helm:\n  chart: oci://ghcr.io/bjw-s-labs/helm/app-template\n  version: 5.1.0\n  values:\n    controllers:\n      main:\n        containers:\n          app:\n            image: { repository: docker.io/library/nginx, tag: 1.27.0 }\n    persistence:\n      tmp:\n        type: emptyDir\n        advancedMounts:\n          ${word}:\n            app: [{ path: /tmp }]\n`,
      ),
    wrong: 'mian',
    right: 'main',
    code: 'mount-mismatch',
    at: [definitionOf('a'), 'app: [{ path: /tmp }]'],
    says: 'Did you mean main?',
  },
  {
    name: 'a claim larger than its volume',
    files: (word) =>
      manifests('a', [volume('pv-data'), claim('data', 'storageClassName: ""\nvolumeName: pv-data\n', word)]),
    wrong: '20Gi',
    right: '10Gi',
    code: 'binding-mismatch',
    at: [file, 'storage: 20Gi'],
    end: [file, 'storage: 10Gi'],
  },
  {
    name: 'a claim of another storage class than its volume',
    files: (word) =>
      manifests('a', [volume('pv-data'), claim('data', `storageClassName: ${word}\nvolumeName: pv-data\n`)]),
    wrong: 'manual',
    right: '""',
    code: 'binding-mismatch',
    at: [file, 'storageClassName: manual'],
    end: [file, 'storageClassName: ""'],
  },
  {
    name: 'a claim that selects no volume',
    files: (word) =>
      manifests('a', [
        volume('pv-data').replace('  name: pv-data\n', '  name: pv-data\n  labels: { disk: one }\n'),
        claim('data', `storageClassName: ""\nselector:\n  matchLabels: { disk: ${word} }\n`),
      ]),
    wrong: 'two',
    right: 'one',
    code: 'selector-mismatch',
    at: [file, 'selector:'],
    end: [file, 'labels: { disk: one }'],
  },
  {
    name: 'two apps on one host',
    files: (word) => app('a', `${workload}route: { host: ${word} }\n`),
    wrong: 'web',
    right: 'a',
    code: 'claimed-twice',
    at: ['apps/home/web/app.yaml', 'route: { host: web }'],
    end: [definitionOf('a'), 'route: { host: web }'],
  },
  {
    name: 'two Services on one node port',
    files: (word) => {
      const one = (port: string): string =>
        service('a', 'a', `targetPort: http\n      nodePort: ${port}`, 'type: NodePort\n');
      return both(one('30080'), one(word));
    },
    wrong: '30080',
    right: '30081',
    code: 'claimed-twice',
    at: [objectsOf('b'), 'nodePort: 30080'],
    end: [file, 'nodePort: 30080'],
  },
  {
    name: 'two Services at one address',
    files: (word) => both(loadBalancer('10.0.0.9'), loadBalancer(word)),
    wrong: '10.0.0.9',
    right: '10.0.0.10',
    code: 'claimed-twice',
    at: [objectsOf('b'), 'metallb.io/loadBalancerIPs: 10.0.0.9'],
    end: [file, 'metallb.io/loadBalancerIPs: 10.0.0.9'],
  },
  {
    name: 'two pods on one port of the node',
    files: (word) => ({ ...manifests('a', [hostPort('a', '53')]), ...manifests('b', [hostPort('b', word)]) }),
    wrong: '53',
    right: '54',
    code: 'claimed-twice',
    at: [objectsOf('b'), 'ports: [{ name: http, containerPort: 8080, hostPort: 53 }]'],
    end: [file, 'ports: [{ name: http, containerPort: 8080, hostPort: 53 }]'],
  },
  {
    name: 'two volumes over one folder',
    files: (word) => ({ ...manifests('a', [volume('pv-a')]), ...manifests('b', [volume('pv-b', '', word)]) }),
    wrong: '/srv/data',
    right: '/srv/other',
    code: 'claimed-twice',
    at: [objectsOf('b'), 'path: /srv/data'],
    end: [file, 'path: /srv/data'],
  },
];
