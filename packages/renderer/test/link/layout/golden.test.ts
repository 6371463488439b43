import { describe, expect, it } from 'vitest';
import { layoutFlux } from '../../../src/link/layout/flux/flux.ts';
import { order } from '../../../src/link/order/order.ts';
import { resolve } from '../../../src/link/resolve/resolve.ts';
import { serializeTree } from '../../../src/link/serialize/serialize-tree.ts';
import type { MergedCluster } from '../../../src/model/cluster.ts';
import type { CompiledApp } from '../../../src/model/compiled.ts';
import {
  appOf,
  categoriesOf,
  claim,
  clusterOf,
  compiled,
  configMap,
  deployment,
  documents,
  externalSecret,
  namespaceOf,
  objectOf,
  release,
  sectionOf,
  store,
} from '../fixture.ts';

/** The whole tree in one text, files in order, without the line that names the source where it is the usual one. */
const treeOf = (
  apps: CompiledApp[],
  sections: CompiledApp[],
  cluster: MergedCluster,
  namespaces: Parameters<typeof categoriesOf>[1] = [],
) => {
  const resolved = resolve(categoriesOf(apps, namespaces), sections, cluster);
  const ordered = order(resolved.items, cluster);
  const laidOut = layoutFlux(ordered.items, cluster);
  const diagnostics = [...resolved.diagnostics, ...ordered.diagnostics, ...laidOut.diagnostics];
  const files = Object.fromEntries(serializeTree(laidOut.items).map(({ path, text }) => [path, text]));
  return {
    files,
    diagnostics: diagnostics.map(({ code, severity }) => `${severity} ${code}`),
    substitution: laidOut.items.substitution,
  };
};

const header = (source: string) =>
  `# Rendered by keelson from ${source}. Do not edit: change that file and run pnpm render.\n---\n`;
const list = (source: string, ...resources: string[]) =>
  `${header(source)}apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${resources.map((one) => `  - ./${one}\n`).join('')}`;
/** A FluxKustomization: what comes before `interval`, its path, and what differs after it. */
const flux = (
  name: string,
  path: string,
  { head = '', postBuild = '', source = 'GitRepository', sourceName = 'flux-system', wait = true } = {},
) =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: ${name}
  namespace: flux-system
spec:
${head}  interval: 1h
  path: ${path}
${postBuild}  prune: true
  retryInterval: 1m
  sourceRef:
    kind: ${source}
    name: ${sourceName}
  timeout: 5m
  wait: ${wait}
`;
const dependsOn = (...names: string[]) =>
  `  dependsOn:\n${names.map((name) => `    - name: ${name}\n      readyExpr: has(dep.status.lastAppliedRevision)\n`).join('')}`;
const deletion = '  deletionPolicy: WaitForTermination\n';

const cluster = clusterOf('{ flux: { version: 2.9.0, bootstrap: cli } }', [{ name: 'DOMAIN', type: 'fqdn' }]);
const crds = appOf('crds', {
  category: 'base',
  body: 'source',
  provides: { crds: ['external-secrets.io'] },
  source: {
    object: objectOf(
      '{ apiVersion: source.toolkit.fluxcd.io/v1, kind: GitRepository, metadata: { name: crds, namespace: flux-system }, spec: { url: u } }',
    ),
    path: './config/crd',
  },
});
const romm = appOf('romm', {
  tier: 3,
  objects: documents(
    deployment('romm', { env: ['https://${DOMAIN}'] }),
    claim('extra'),
    configMap('b'),
    configMap('a'),
  ),
});
const sections = [
  sectionOf('stores', store()),
  sectionOf('secrets', externalSecret('cluster-secrets', 'flux-system')),
  sectionOf('settings', configMap('cluster-settings', 'flux-system')),
];

describe('a small tree', () => {
  const { files, diagnostics, substitution } = treeOf([crds, romm], sections, cluster);

  it('is laid out whole, and nothing besides', () => {
    expect(diagnostics).toEqual([]);
    expect(Object.keys(files)).toEqual([
      'kubernetes/apps/base/crds/ks.yaml',
      'kubernetes/apps/base/kustomization.yaml',
      'kubernetes/apps/games/kustomization.yaml',
      'kubernetes/apps/games/namespace.yaml',
      'kubernetes/apps/games/romm/app/configmap.yaml',
      'kubernetes/apps/games/romm/app/deployment.yaml',
      'kubernetes/apps/games/romm/app/kustomization.yaml',
      'kubernetes/apps/games/romm/app/persistentvolumeclaim.yaml',
      'kubernetes/apps/games/romm/ks.yaml',
      'kubernetes/apps/kustomization.yaml',
      'kubernetes/flux/cluster.yaml',
      'kubernetes/flux/cluster/secrets.yaml',
      'kubernetes/flux/cluster/secrets/externalsecret.yaml',
      'kubernetes/flux/cluster/secrets/kustomization.yaml',
      'kubernetes/flux/cluster/stores.yaml',
      'kubernetes/flux/cluster/stores/clustersecretstore.yaml',
      'kubernetes/flux/cluster/stores/kustomization.yaml',
      'kubernetes/flux/kustomization.yaml',
      'kubernetes/flux/settings.yaml',
      'kubernetes/flux/tiers/apps.yaml',
      'kubernetes/flux/tiers/apps/configmap.yaml',
      'kubernetes/flux/tiers/apps/kustomization.yaml',
      'kubernetes/flux/tiers/crds.yaml',
      'kubernetes/flux/tiers/crds/configmap.yaml',
      'kubernetes/flux/tiers/crds/kustomization.yaml',
    ]);
  });

  it('what bootstrap points at lists the parts of the cluster; flux-system is listed, never ours', () => {
    expect(files['kubernetes/flux/kustomization.yaml']).toBe(
      list(
        'clusters/home.yaml',
        'flux-system',
        'cluster.yaml',
        'settings.yaml',
        'cluster/secrets.yaml',
        'cluster/stores.yaml',
        'tiers/crds.yaml',
        'tiers/apps.yaml',
      ),
    );
    expect(files['kubernetes/flux/cluster.yaml']).toBe(
      header('clusters/home.yaml') + flux('cluster-apps', './kubernetes/apps', { head: deletion, wait: false }),
    );
  });

  it('an app: the list of its files, one file a kind, its FluxKustomization', () => {
    const folder = 'kubernetes/apps/games/romm';
    expect(files[`${folder}/app/kustomization.yaml`]).toBe(
      list('apps/games/romm/app.yaml', 'configmap.yaml', 'deployment.yaml', 'persistentvolumeclaim.yaml'),
    );
    expect(files[`${folder}/app/configmap.yaml`]).toBe(
      `${header('apps/games/romm/app.yaml')}apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: games\ndata:\n  a: b\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: b\n  namespace: games\ndata:\n  a: b\n`,
    );
    expect(files[`${folder}/ks.yaml`]).toBe(
      header('apps/games/romm/app.yaml') +
        flux('romm', './kubernetes/apps/games/romm/app', {
          head: `${dependsOn('tier-crds')}${deletion}  healthChecks:\n    - apiVersion: apps/v1\n      kind: Deployment\n      name: romm\n      namespace: games\n`,
          postBuild: '  postBuild:\n    substituteFrom:\n      - kind: Secret\n        name: cluster-secrets\n',
          wait: false,
        }),
    );
    expect([...substitution]).toEqual([
      ['cluster-secrets', []],
      ['cluster-stores', []],
      ['crds', []],
      ['romm', [{ kind: 'Secret', name: 'cluster-secrets' }]],
    ]);
  });

  it('a source app: the source beside the FluxKustomization that points there, and no folder', () => {
    expect(files['kubernetes/apps/base/crds/ks.yaml']).toBe(
      `${header('apps/base/crds/app.yaml')}apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata:\n  name: crds\n  namespace: flux-system\nspec:\n  url: u\n---\n${flux('crds', './config/crd', { head: `  commonMetadata:\n    annotations:\n      kustomize.toolkit.fluxcd.io/prune: disabled\n${deletion}`, sourceName: 'crds' })}`,
    );
  });

  it('a section: its FluxKustomization beside its folder', () => {
    expect(files['kubernetes/flux/cluster/secrets.yaml']).toBe(
      header('clusters/home.yaml') +
        flux('cluster-secrets', './kubernetes/flux/cluster/secrets', {
          head: `${dependsOn('cluster-stores')}${deletion}  healthCheckExprs:\n    - apiVersion: external-secrets.io/v1\n      kind: ExternalSecret\n      current: status.conditions.exists(e, e.type == 'Ready' && e.status == 'True')\n      failed: status.conditions.exists(e, e.type == 'Ready' && e.status == 'False')\n`,
        }),
    );
    expect(files['kubernetes/flux/settings.yaml']).toContain('name: cluster-settings\n');
  });

  it('a gate: every part of its tier, its marker, no wait', () => {
    expect(files['kubernetes/flux/tiers/crds.yaml']).toBe(
      header('clusters/home.yaml') +
        flux('tier-crds', './kubernetes/flux/tiers/crds', {
          head: `${dependsOn('cluster-secrets', 'cluster-stores', 'crds')}${deletion}`,
          wait: false,
        }),
    );
    expect(files['kubernetes/flux/tiers/crds/configmap.yaml']).toBe(
      `${header('clusters/home.yaml')}apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: tier-crds\n  namespace: flux-system\ndata:\n  tier: crds\n`,
    );
  });

  it('an area: its namespaces, never pruned, and its apps', () => {
    expect(files['kubernetes/apps/kustomization.yaml']).toBe(list('clusters/home.yaml', 'base', 'games'));
    expect(files['kubernetes/apps/games/kustomization.yaml']).toBe(
      list('apps/games/category.yaml', 'namespace.yaml', 'romm/ks.yaml'),
    );
    expect(files['kubernetes/apps/base/kustomization.yaml']).toBe(list('apps/base/category.yaml', 'crds/ks.yaml'));
    expect(files['kubernetes/apps/games/namespace.yaml']).toBe(
      `${header('apps/games/category.yaml')}apiVersion: v1\nkind: Namespace\nmetadata:\n  name: games\n  annotations:\n    kustomize.toolkit.fluxcd.io/prune: disabled\n  labels:\n    pod-security.kubernetes.io/enforce: baseline\n`,
    );
  });

  it('is the same whatever order apps and sections come in', () => {
    expect(treeOf([romm, crds], [...sections].reverse(), cluster).files).toEqual(files);
  });
});

describe('an older Flux', () => {
  const old = (version: string) =>
    treeOf(
      [appOf('a', { objects: configMap('a') }), appOf('b', { tier: 1, objects: configMap('b') })],
      [],
      clusterOf(`{ flux: { version: ${version}, bootstrap: operator } }`),
    );

  it.each([
    ['2.7.0', 'readyExpr: has(dep.status.lastAppliedRevision)', 'deletionPolicy: WaitForTermination', []],
    ['v2.7.0', 'readyExpr: has(dep.status.lastAppliedRevision)', 'deletionPolicy: WaitForTermination', []],
    ['2.6.4', '', 'deletionPolicy: WaitForTermination', ['note flux-version']],
    ['2.5.1', '', '', ['note flux-version']],
  ])('%s gets what it knows', (version, ready, policy, notes) => {
    const { files, diagnostics } = old(version);
    const text = files['kubernetes/apps/games/b/ks.yaml']!;
    expect(text).toContain('- name: tier-crds\n');
    expect([text.includes('readyExpr'), text.includes('deletionPolicy')]).toEqual([ready !== '', policy !== '']);
    expect(diagnostics).toEqual(notes);
  });
});

describe('parts, areas and namespaces', () => {
  it('every part has a folder and a FluxKustomization in one ks.yaml', () => {
    const { files } = treeOf(
      [
        appOf('eso', {
          body: 'helm',
          provides: { crds: ['external-secrets.io'] },
          objects: documents(release('eso'), store()),
        }),
      ],
      [],
      clusterOf(),
    );
    expect(Object.keys(files).filter((path) => path.includes('/eso/'))).toEqual([
      'kubernetes/apps/games/eso/app/helmrelease.yaml',
      'kubernetes/apps/games/eso/app/kustomization.yaml',
      'kubernetes/apps/games/eso/config/clustersecretstore.yaml',
      'kubernetes/apps/games/eso/config/kustomization.yaml',
      'kubernetes/apps/games/eso/ks.yaml',
    ]);
    expect(files['kubernetes/apps/games/eso/ks.yaml']!.match(/^ {2}name: .*$/gmu)).toEqual([
      '  name: eso',
      '  name: eso-config',
    ]);
  });

  it('an area is a folder, not a namespace; an external or unused namespace is not rendered', () => {
    const { files } = treeOf(
      [appOf('a', { area: 'apps', objects: documents(configMap('a'), configMap('b', 'kube-system')) })],
      [],
      clusterOf(),
      [
        namespaceOf('games', { area: 'apps', labels: { team: 'home' } }),
        namespaceOf('kube-system', { file: 'apps/games/category.yaml', area: 'apps', external: true }),
        namespaceOf('unused', { file: 'apps/games/category.yaml', area: 'apps' }),
      ],
    );
    expect(files['kubernetes/apps/apps/namespace.yaml']).toBe(
      `${header('apps/games/category.yaml')}apiVersion: v1\nkind: Namespace\nmetadata:\n  name: games\n  annotations:\n    kustomize.toolkit.fluxcd.io/prune: disabled\n  labels:\n    team: home\n`,
    );
  });

  it('a FluxKustomization of a definition does not take the place of the list of files', () => {
    const own =
      '{ apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, metadata: { name: own, namespace: flux-system }, spec: {} }';
    const { files } = treeOf([appOf('a', { objects: compiled(own) })], [], clusterOf());
    expect(files['kubernetes/apps/games/a/app/kustomization.yaml']).toBe(
      list('apps/games/a/app.yaml', 'fluxkustomization.yaml'),
    );
  });
});
