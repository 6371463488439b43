import { expect, it } from 'vitest';
import { cache } from '../../../../src/compile/expand/traits/cache.ts';
import { cluster, codesOf, madeBy, objectsOf, run } from '../fixture.ts';

it('is a restricted server that keeps nothing, and a Service of the name that definitions print', () => {
  const result = run(cache, '{ name: romm, cache: { valkey: true } }');
  expect(madeBy(result)).toEqual(['Deployment/games/romm-valkey', 'Service/games/romm-valkey']);
  const [deployment, service] = objectsOf(result);
  expect(deployment!['spec']).toMatchObject({
    strategy: { type: 'Recreate' },
    template: {
      spec: {
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            name: 'valkey',
            image: 'docker.io/valkey/valkey:8.0.1',
            args: ['valkey-server', '--port', '6379', '--save', '', '--appendonly', 'no'],
            livenessProbe: { exec: { command: ['valkey-cli', '-p', '6379', 'ping'] } },
            resources: { limits: { memory: '128Mi' } },
            securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
          },
        ],
      },
    },
  });
  expect(service!['spec']).toEqual({
    selector: { 'app.kubernetes.io/name': 'romm-valkey', 'app.kubernetes.io/instance': 'romm' },
    ports: [{ name: 'valkey', port: 6379, targetPort: 'valkey' }],
  });
});

it('takes image, memory and env of the app over those of the cluster', () => {
  const yaml = '{ name: a, cache: { redis: { image: redis:8, memory: 1Gi, env: { A: 1 } }, env: { B: 2 } } }';
  const result = run(cache, yaml);
  expect(objectsOf(result)[0]!['spec']).toMatchObject({
    template: {
      spec: {
        containers: [
          {
            image: 'redis:8',
            readinessProbe: { exec: { command: ['redis-cli', '-p', '6379', 'ping'] } },
            resources: { limits: { memory: '1Gi' } },
          },
        ],
      },
    },
  });
  expect(result.env).toEqual({ B: 2, A: 1 });
});

it('makes nothing where one instance serves all', () => {
  const shared = cluster('databases: { valkey: { cluster: shared } }');
  expect(run(cache, '{ name: a, cache: { valkey: true, env: { A: 1 } } }', { cluster: shared })).toMatchObject({
    objects: [],
    env: { A: 1 },
    diagnostics: [],
  });
});

it('is an error where no image is pinned for it', () => {
  const without = cluster('images: null');
  const result = run(cache, '{ name: romm, cache: { valkey: true } }', { cluster: without });
  expect(codesOf(result)).toEqual(['error need-unmet']);
  expect(result.diagnostics![0]!.origin!.pointer).toBe('/cache/valkey');
});
