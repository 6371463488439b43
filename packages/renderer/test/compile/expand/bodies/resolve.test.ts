import { describe, expect, it } from 'vitest';
import { resolveWorkload } from '../../../../src/compile/expand/bodies/workload/resolve-workload.ts';
import type { Contribution } from '../../../../src/compile/expand/contribution.ts';
import type { JsonObject } from '../../../../src/model/json.ts';
import type { AppNames } from '../../../../src/model/names.ts';
import { inputOf, mounting, plain } from './fixture.ts';

const image = 'ghcr.io/owner/name:1.2.3';

const resolve = (
  workload: JsonObject,
  contribution: Contribution = {},
  names: Partial<AppNames> = {},
  rest: JsonObject = {},
) => {
  const result = resolveWorkload(inputOf({ ...rest, workload }, plain, names), contribution);
  const [first] = result.workload.controllers;
  return { ...result, first: first!, container: first!.containers[0]! };
};
const found = (workload: JsonObject, contribution: Contribution = {}, names: Partial<AppNames> = {}) =>
  resolve(workload, contribution, names).diagnostics.map(({ code, severity, message, hint, origin }) => ({
    code,
    severity,
    message,
    hint,
    at: origin?.pointer,
  }));

describe('the short form', () => {
  it('is one controller named after the app with one container app', () => {
    const { workload } = resolve({ image });
    expect(workload.controllers.map(({ id, name, kind }) => [id, name, kind])).toEqual([
      ['romm', 'romm', 'deployment'],
    ]);
    expect(workload.controllers[0]!.containers.map(({ name }) => name)).toEqual(['app']);
  });

  it('has what is built in: no token, no service links, TZ last, /tmp under a read-only root', () => {
    const { workload, first, container } = resolve({ image, env: { A: 1 } });
    expect(first.pod).toMatchObject({ automountServiceAccountToken: false, enableServiceLinks: false });
    expect(container.spec['env']).toEqual([
      { name: 'A', value: '1' },
      { name: 'TZ', value: 'Europe/Amsterdam' },
    ]);
    expect(container.mounts).toEqual([{ volume: 'tmp', path: '/tmp' }]);
    expect(workload.volumes).toEqual([{ name: 'tmp', source: { emptyDir: {} } }]);
  });

  it('takes init containers too', () => {
    expect(resolve({ image, init: { first: { command: ['x'] } } }).first.init.map(({ name }) => name)).toEqual([
      'first',
    ]);
  });
});

describe('several controllers', () => {
  const controllers = {
    server: { containers: { app: { image, ports: { http: 80 } } } },
    worker: { like: 'server', command: ['w'] },
  };

  it('are named <app>-<controller>', () => {
    expect(resolve({ controllers }).workload.controllers.map(({ name }) => name)).toEqual([
      'romm-server',
      'romm-worker',
    ]);
  });

  it('may be like another, with container keys for its app', () => {
    const { workload } = resolve({ controllers });
    expect(workload.controllers[1]!.containers[0]!.spec).toMatchObject({ image, command: ['w'] });
  });

  it('may be like one that is like a third', () => {
    const chain = { ...controllers, beat: { like: 'worker', args: ['b'] } };
    expect(resolve({ controllers: chain }).workload.controllers[2]!.containers[0]!.spec).toMatchObject({
      command: ['w'],
      args: ['b'],
    });
  });

  it('leave probes behind when a job is like a server', () => {
    const job = {
      server: { containers: { app: { image, probe: { exec: ['x'] } } } },
      job: { like: 'server', kind: 'job' },
    };
    const { workload } = resolve({ controllers: job });
    expect(workload.controllers[0]!.containers[0]!.spec).toHaveProperty('livenessProbe');
    expect(workload.controllers[1]!.containers[0]!.spec).not.toHaveProperty('livenessProbe');
  });

  it('keep a probe that is written in a cronjob itself', () => {
    const controllers = {
      job: { kind: 'cronjob', schedule: '@daily', containers: { app: { image, probe: { exec: ['x'] } } } },
    };
    expect(resolve({ controllers }).container.spec).toHaveProperty('livenessProbe');
  });

  it('are taken away by false', () => {
    const { workload } = resolve({ controllers: { ...controllers, worker: false } });
    expect(workload.controllers.map(({ name }) => name)).toEqual(['romm']);
  });

  it('find a like that is not there', () => {
    expect(found({ controllers: { server: controllers.server, worker: { like: 'serve' } } })[0]).toEqual({
      code: 'name-unknown',
      severity: 'error',
      message: 'found like: serve, expected the name of another controller of romm',
      hint: 'Did you mean server?',
      at: '/workload/controllers/worker/like',
    });
  });

  it('find a circle of likes', () => {
    const codes = found({ image, controllers: { a: { like: 'b' }, b: { like: 'a' } } });
    expect(codes.map(({ message }) => message)).toContain('found a circle: a is like b is like a');
  });
});

describe('defaults of containers', () => {
  it('give an init container what it runs with, not what the main one does', () => {
    const { first } = resolve({
      image,
      command: ['main'],
      ports: { http: 80 },
      probe: { path: '/' },
      resources: { limits: { memory: '1Gi' } },
      controllers: { server: { init: { first: {} }, containers: { app: {} } } },
    });
    expect(Object.keys(first.init[0]!.spec).sort()).toEqual(['env', 'image', 'resources', 'securityContext']);
    expect(first.containers[0]!.spec).toMatchObject({ command: ['main'] });
  });

  it('merge maps and replace lists, the container winning', () => {
    const { container } = resolve({
      image,
      args: ['a', 'b'],
      resources: { requests: { cpu: '1m', memory: '1Mi' } },
      controllers: { x: { containers: { app: { args: ['c'], resources: { requests: { cpu: '2m' } } } } } },
    });
    expect(container.spec).toMatchObject({ args: ['c'], resources: { requests: { cpu: '2m', memory: '1Mi' } } });
  });

  it('replace a probe of another kind and complete one of the same', () => {
    const workload = (probe: JsonObject) => ({
      image,
      ports: { http: 80 },
      probe: { path: '/', startup: '1m' },
      controllers: { x: { containers: { app: { probe } } } },
    });
    expect(resolve(workload({ tcp: true })).container.spec['startupProbe']).toEqual({ tcpSocket: { port: 80 } });
    expect(resolve(workload({ path: '/x' })).container.spec['startupProbe']).toEqual({
      httpGet: { path: '/x', port: 80 },
      failureThreshold: 6,
    });
  });

  it('say which container has no image', () => {
    expect(found({ controllers: { x: { containers: { side: {} } } } })[0]).toMatchObject({
      code: 'schema-violation',
      at: '/workload/controllers/x/containers/side',
    });
  });
});

describe('environment', () => {
  const one = (value: JsonObject, names: Partial<AppNames> = {}, rest: JsonObject = {}) =>
    (resolve({ image, env: { X: value } }, {}, names, rest).container.spec['env'] as JsonObject[])[0]!['valueFrom'];

  it('names the Secret of a trait before an own secret before one of the namespace', () => {
    const names = { database: { postgres: { host: '', port: 1, name: '', user: '', secret: 'romm-postgres-app' } } };
    expect(one({ secret: 'database.postgres', key: 'uri' }, names)).toEqual({
      secretKeyRef: { name: 'romm-postgres-app', key: 'uri' },
    });
    expect(one({ secret: 'own', key: 'k' }, { secrets: { own: { name: 'romm-own' } } })).toEqual({
      secretKeyRef: { name: 'romm-own', key: 'k' },
    });
    expect(one({ secret: 'sonarr', key: 'k' })).toEqual({ secretKeyRef: { name: 'sonarr', key: 'k' } });
  });

  it('refuses a trait that the app does not have', () => {
    expect(found({ image, env: { X: { secret: 'cache.valky', key: 'k' } } }, {}, {})[0]).toMatchObject({
      code: 'name-unknown',
      at: '/workload/env/X',
      hint: 'Switch the trait cache.valky on, or name a secret of the app.',
    });
  });

  it('names the ConfigMap of a storage entry', () => {
    const storage = { config: { name: 'romm-config' }, data: { name: 'data', claim: 'romm-data' } };
    expect(one({ config: 'config', key: 'a' }, { storage })).toEqual({
      configMapKeyRef: { name: 'romm-config', key: 'a' },
    });
    expect(one({ config: 'data', key: 'a' }, { storage })).toEqual({ configMapKeyRef: { name: 'data', key: 'a' } });
  });

  it('reads the downward API', () => {
    expect(one({ field: 'metadata.name' })).toEqual({ fieldRef: { fieldPath: 'metadata.name' } });
    expect(one({ resource: 'limits.cpu' })).toEqual({ resourceFieldRef: { resource: 'limits.cpu' } });
  });

  it('lays the variables of traits over those of the workload, and the container over both', () => {
    const { container } = resolve(
      { env: { A: 'w', B: 'w' }, controllers: { x: { containers: { app: { image, env: { C: 'c' } } } } } },
      { env: { B: 't', C: 't' } },
    );
    expect((container.spec['env'] as JsonObject[]).map(({ name, value }) => `${name}=${value}`)).toEqual([
      'A=w',
      'B=t',
      'C=c',
      'TZ=Europe/Amsterdam',
    ]);
  });

  it('notes what the linker may drop', () => {
    const { container } = resolve(
      { image, env: { A: 'a', B: { secret: 'sonarr', key: 'k', optional: true } }, envFrom: [{ secret: 'x' }] },
      { envFrom: [{ secret: 'romm-keys', optional: true }] },
    );
    expect(container.optional).toEqual([
      { from: 'env', index: 1, requires: 'Secret/games/sonarr' },
      { from: 'envFrom', index: 1, requires: 'Secret/games/romm-keys' },
    ]);
  });
});

describe('security', () => {
  it('is restricted by default, split over pod and container', () => {
    const { first, container } = resolve({ image });
    expect(first.pod['securityContext']).toEqual({
      fsGroup: 1000,
      fsGroupChangePolicy: 'OnRootMismatch',
      runAsGroup: 1000,
      runAsNonRoot: true,
      runAsUser: 1000,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(container.spec['securityContext']).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    });
  });

  it('writes neither context for image', () => {
    const { first, container } = resolve({ image, security: 'image' });
    expect(first.pod).not.toHaveProperty('securityContext');
    expect(container.spec).not.toHaveProperty('securityContext');
    expect(container.mounts).toEqual([]);
  });

  it('lays short words over restricted, each in the context that has it', () => {
    const { first, container } = resolve({
      image,
      security: { uid: 5, gid: 6, groups: [7], capabilities: ['NET_BIND_SERVICE'] },
    });
    expect(first.pod['securityContext']).toMatchObject({
      runAsUser: 5,
      runAsGroup: 6,
      fsGroup: 6,
      supplementalGroups: [7],
    });
    expect(container.spec['securityContext']).toMatchObject({
      capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
    });
  });

  it('lets root be root, and the privileged gain rights', () => {
    const { first, container } = resolve({ image, security: { uid: 0, privileged: true } });
    expect(first.pod['securityContext']).toMatchObject({ runAsUser: 0, runAsNonRoot: false });
    expect(container.spec['securityContext']).not.toHaveProperty('allowPrivilegeEscalation');
  });

  it('does not tell an image container who it is because another is restricted', () => {
    const { first } = resolve({
      controllers: { x: { containers: { app: { image, security: 'image' }, side: { image } } } },
    });
    expect(first.pod['securityContext']).toEqual({ fsGroup: 1000, fsGroupChangePolicy: 'OnRootMismatch' });
    expect(first.containers[0]!.spec).not.toHaveProperty('securityContext');
    expect(first.containers[1]!.spec['securityContext']).toMatchObject({ runAsUser: 1000, runAsNonRoot: true });
  });

  it('starts from restricted when a container under image says a map', () => {
    const { first } = resolve({
      security: 'image',
      controllers: { mq: { containers: { app: { image, security: { uid: 100, gid: 101 } } } } },
    });
    expect(first.pod['securityContext']).toMatchObject({
      runAsUser: 100,
      runAsGroup: 101,
      fsGroup: 101,
      runAsNonRoot: true,
    });
  });
});

describe('probes', () => {
  const probes = (probe: JsonObject) => resolve({ image, ports: { http: 80, admin: 81 }, probe }).container.spec;

  it('are three of one, at the first port', () => {
    const { livenessProbe, readinessProbe, startupProbe } = probes({ path: '/' });
    expect([livenessProbe, readinessProbe, startupProbe]).toEqual(Array(3).fill({ httpGet: { path: '/', port: 80 } }));
  });

  it('turn a start-up budget into failures, rounded up', () => {
    expect(probes({ path: '/', startup: '10m' })['startupProbe']).toMatchObject({ failureThreshold: 60 });
    expect(probes({ path: '/', startup: '1m30s', periodSeconds: 7 })['startupProbe']).toMatchObject({
      failureThreshold: 13,
    });
    expect(probes({ path: '/', startup: '10m' })['livenessProbe']).not.toHaveProperty('failureThreshold');
  });

  it('succeed once but for readiness, and end only what they may', () => {
    const { livenessProbe, readinessProbe } = probes({
      tcp: true,
      successThreshold: 2,
      terminationGracePeriodSeconds: 9,
    });
    expect(livenessProbe).toEqual({ tcpSocket: { port: 80 }, terminationGracePeriodSeconds: 9 });
    expect(readinessProbe).toEqual({ tcpSocket: { port: 80 }, successThreshold: 2 });
  });

  it('write headers, commands and gRPC as core/v1 does', () => {
    expect(probes({ path: '/', headers: { Host: 'a' } })['livenessProbe']).toEqual({
      httpGet: { path: '/', port: 80, httpHeaders: [{ name: 'Host', value: 'a' }] },
    });
    expect(probes({ exec: ['a', 'b'] })['livenessProbe']).toEqual({ exec: { command: ['a', 'b'] } });
    expect(probes({ grpc: 'api', port: 'admin' })['livenessProbe']).toEqual({ grpc: { port: 81, service: 'api' } });
  });

  it('find a port that is not there', () => {
    expect(found({ image, ports: { http: 80 }, probe: { path: '/', port: 'htpp' } })[0]).toEqual({
      code: 'name-unknown',
      severity: 'error',
      message: 'found port: htpp, expected the name of a port of the container',
      hint: 'Did you mean http?',
      at: '/workload/probe/port',
    });
    expect(found({ image, probe: { tcp: true } })[0]).toMatchObject({ code: 'name-unknown', at: '/workload/probe' });
  });
});

describe('mounts', () => {
  const controllers = {
    a: { init: { first: { image } }, containers: { app: { image } } },
    b: { containers: { app: { image } } },
  };

  it('reach every container but init containers, unless they are named', () => {
    const everywhere = resolve({ controllers }, mounting('data', { emptyDir: {} }, [{ path: '/data' }])).workload;
    const mounted = everywhere.controllers.flatMap(({ id, init, containers }) =>
      [...init, ...containers]
        .filter(({ mounts }) => mounts.some(({ path }) => path === '/data'))
        .map(({ name }) => `${id}.${name}`),
    );
    expect(mounted).toEqual(['a.app', 'b.app']);
    const named = resolve(
      { controllers },
      mounting('data', { emptyDir: {} }, [{ path: '/data', in: ['a.first'] }]),
    ).workload;
    expect(named.controllers[0]!.init[0]!.mounts[0]).toEqual({ volume: 'data', path: '/data' });
  });

  it('find a container that is not there, and a path that is taken', () => {
    expect(
      found({ controllers }, mounting('data', { emptyDir: {} }, [{ path: '/data', in: ['a.ap'] }]))[0],
    ).toMatchObject({
      code: 'name-unknown',
      hint: 'Did you mean a.app?',
      at: '/storage/data',
    });
    const twice = mounting('data', { emptyDir: {} }, [{ path: '/x' }, { path: '/x', subPath: 'y' }]);
    expect(found({ image }, twice)[0]).toMatchObject({ code: 'name-twice', at: '/storage/data' });
  });

  it('make a Deployment Recreate only where it holds a claim alone', () => {
    const claim = mounting(
      'data',
      { persistentVolumeClaim: { claimName: 'x' } },
      [{ path: '/data', in: ['a.app'] }],
      true,
    );
    const { workload } = resolve({ controllers }, claim);
    expect(workload.controllers.map(({ spec }) => spec['strategy'])).toEqual([{ type: 'Recreate' }, undefined]);
    expect(
      resolve({ image, strategy: 'RollingUpdate' }, mounting('d', {}, [{ path: '/d' }], true)).first.spec['strategy'],
    ).toEqual({ type: 'RollingUpdate' });
  });
});

describe('services', () => {
  const services = (workload: JsonObject) => resolve(workload).workload.services;

  it('are app with all ports of the only controller', () => {
    expect(services({ image, ports: { http: 8080, m: 9 } })).toEqual([
      {
        id: 'app',
        name: 'romm',
        controller: 'romm',
        spec: {
          ports: [
            { name: 'http', port: 8080 },
            { name: 'm', port: 9 },
          ],
        },
      },
    ]);
  });

  it('are none without ports, for jobs, for several controllers, and where it is said', () => {
    expect(services({ image })).toEqual([]);
    expect(services({ image, kind: 'cronjob', schedule: '@daily', ports: { http: 80 } })).toEqual([]);
    expect(services({ image, controllers: { a: { ports: { http: 80 } }, b: {} } })).toEqual([]);
    expect(services({ image, ports: { http: 80 }, services: { app: false } })).toEqual([]);
  });

  it('are named, renumbered and told apart by protocol', () => {
    const [, ldap, bt] = services({
      image,
      ports: { http: 80, ldap: 3389, bt: { port: 6881, protocol: ['TCP', 'UDP'] } },
      services: {
        app: { ports: ['http'] },
        ldap: { ports: { ldap: 389 } },
        bt: { type: 'LoadBalancer', ports: ['bt'] },
      },
    });
    expect(ldap).toMatchObject({ name: 'romm-ldap', spec: { ports: [{ name: 'ldap', port: 389, targetPort: 3389 }] } });
    expect(bt!.spec).toEqual({
      type: 'LoadBalancer',
      ports: [
        { name: 'bt', port: 6881 },
        { name: 'bt-udp', port: 6881, protocol: 'UDP' },
      ],
    });
  });

  it('find a port, and a controller, that is not there', () => {
    const workload = { image, ports: { http: 80 }, services: { app: { ports: ['htp'] } } };
    expect(found(workload)[0]).toMatchObject({
      code: 'name-unknown',
      hint: 'Did you mean http?',
      at: '/workload/services/app/ports/0',
    });
    const two = { image, controllers: { a: {}, b: {} } };
    expect(found({ ...two, services: { x: {} } })[0]).toMatchObject({
      at: '/workload/services/x',
      message: 'found no controller in service x, expected one of a, b',
    });
    expect(found({ ...two, services: { x: { controller: 'c' } } })[0]).toMatchObject({
      at: '/workload/services/x/controller',
    });
  });

  it('find a service without a port', () => {
    expect(found({ image, services: { app: {} } })[0]).toMatchObject({
      code: 'name-unknown',
      at: '/workload/services/app',
    });
  });
});

describe('kinds', () => {
  it('give a cronjob Forbid and the time zone of the cluster', () => {
    expect(resolve({ image, kind: 'cronjob', schedule: '@daily' }).first).toMatchObject({
      spec: { schedule: '@daily', timeZone: 'Europe/Amsterdam', concurrencyPolicy: 'Forbid' },
      pod: { restartPolicy: 'Never' },
    });
  });

  it('give a statefulset the service of its pods', () => {
    const controllers = {
      a: { containers: { app: { image } } },
      mq: { kind: 'statefulset', containers: { app: { image, ports: { amqp: 1 } } } },
    };
    const { workload } = resolve({ controllers, services: { mq: { controller: 'mq' } } });
    expect(workload.controllers[1]!.spec).toEqual({ serviceName: 'romm-mq' });
    expect(resolve({ image, kind: 'statefulset' }).first.spec).toEqual({ serviceName: 'romm' });
  });

  it('give pods on the node network the cluster DNS, and a spread its own selector', () => {
    const { pod } = resolve({ image, pod: { hostNetwork: true, topologySpreadConstraints: [{ maxSkew: 1 }] } }).first;
    expect(pod).toMatchObject({
      dnsPolicy: 'ClusterFirstWithHostNet',
      topologySpreadConstraints: [{ maxSkew: 1, labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'romm' } } }],
    });
  });
});

describe('passthrough', () => {
  it('is merged last, null removing', () => {
    const { first, container } = resolve({
      image,
      container: { securityContext: { readOnlyRootFilesystem: false }, imagePullPolicy: 'Always' },
      pod: { enableServiceLinks: true, securityContext: { fsGroup: null } },
      controller: { revisionHistoryLimit: 1 },
    });
    expect(container.spec).toMatchObject({
      imagePullPolicy: 'Always',
      securityContext: { readOnlyRootFilesystem: false },
    });
    expect(first.pod).toMatchObject({ enableServiceLinks: true });
    expect(first.pod['securityContext']).not.toHaveProperty('fsGroup');
    expect(first.spec).toEqual({ revisionHistoryLimit: 1 });
  });
});
