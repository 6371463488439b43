import { describe, expect, it } from 'vitest';
import { expand } from '../../../src/compile/expand/expand.ts';
import { objectName } from '../../../src/model/kubernetes.ts';
import { app, cluster } from './fixture.ts';

const onHome = (yaml: string, change: (input: ReturnType<typeof app>) => ReturnType<typeof app> = (same) => same) =>
  expand(change(app(yaml)), cluster());

describe('expand', () => {
  it('runs every trait that is on, in the order of the table, behind the body', () => {
    const { items } = onHome(`
name: romm
workload: { image: ghcr.io/rommapp/romm:5.2.0, ports: { http: 8080 } }
route: true
storage: { data: { size: 1Gi, mount: /data } }
secrets: { romm: { keys: [A] } }
database: { postgres: true }
cache: false
rbac: null
monitor: true
tile: true`);
    const made = items.objects.map(({ object }) => objectName(object));
    expect(made.slice(-4)).toEqual([
      'ExternalSecret/games/romm',
      'PersistentVolumeClaim/games/romm-data',
      'Cluster/games/romm-postgres',
      'HTTPRoute/games/romm',
    ]);
    expect(items).toMatchObject({
      id: 'games/romm',
      body: 'workload',
      bootstrap: false,
      routes: [{ name: 'romm' }],
      monitor: { name: 'romm' },
      tile: { name: 'romm' },
    });
  });

  it('hands the linker what the app says about itself', () => {
    const { items } = onHome(`
name: a
bootstrap: true
provides: { crds: [x.io], stores: false, loadBalancer: metallb }
dependsOn: [{ app: b, reason: because, strict: true }]
external: { Secret/x: made by hand }
health: [{ apiVersion: v1, kind: Pod, name: x, current: "true" }]
labels: { team: home }
rbac: {}`);
    expect(items).toMatchObject({
      body: 'none',
      bootstrap: true,
      provides: { crds: ['x.io'], loadBalancer: 'metallb' },
      dependsOn: [{ app: 'b', reason: 'because', strict: true, pointer: '/dependsOn/0' }],
      external: [{ reference: 'Secret/x', reason: 'made by hand', pointer: '/external/Secret~1x' }],
      health: [{ kind: 'Pod' }],
    });
    expect(items.provides).not.toHaveProperty('stores');
    expect(items.objects[0]!.object.metadata.labels).toEqual({ team: 'home' });
  });

  it('puts manifests into the namespace of the app, and points at their template', () => {
    const document = (kind: string, metadata: { [key: string]: string }) => ({
      apiVersion: kind === 'ClusterIssuer' ? 'cert-manager.io/v1' : 'v1',
      kind,
      metadata,
    });
    const file = 'apps/games/a/templates/b.yaml';
    const { items, diagnostics } = onHome('{ name: a, manifests: [templates/a.yaml, templates/b.yaml] }', (input) => ({
      ...input,
      manifests: [
        { file, index: 0, document: document('ConfigMap', { name: 'one' }) },
        { file, index: 1, document: document('ConfigMap', { name: 'two', namespace: 'kube-system' }) },
        { file, index: 2, document: document('ClusterIssuer', { name: 'three' }) },
        { file, index: 3, document: { kind: 'ConfigMap', apiVersion: 'v1' } },
      ],
    }));
    expect(items.objects.map(({ object }) => objectName(object))).toEqual([
      'ConfigMap/games/one',
      'ConfigMap/kube-system/two',
      'ClusterIssuer/three',
    ]);
    expect(items.objects[0]).toMatchObject({ pointer: '/manifests/1', file });
    expect(diagnostics.map(({ code, origin }) => [code, origin?.file])).toEqual([['manifest-shape', file]]);
  });

  it('lists what is made by hand on a cluster that renders no Secrets', () => {
    const byHand = cluster('secrets: { externalSecrets: null, existing: { reason: by hand } }');
    const { items } = expand(app('{ name: a, secrets: { s: { keys: [A] } }, external: { Secret/x: y } }'), byHand);
    expect(items.external.map(({ reference }) => reference)).toEqual(['Secret/x', 'Secret/games/s']);
    expect(items.objects).toEqual([]);
  });
});
