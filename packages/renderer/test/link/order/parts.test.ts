import { describe, expect, it } from 'vitest';
import { objectName } from '../../../src/model/kubernetes.ts';
import {
  appOf,
  clusterOf,
  compiled,
  configMap,
  deployment,
  documents,
  edgesOf,
  externalSecret,
  type Linked,
  link,
  objectOf,
  release,
  sectionOf,
  store,
} from '../fixture.ts';

const issuer = (reads = 'token') =>
  `{ apiVersion: cert-manager.io/v1, kind: ClusterIssuer, metadata: { name: le }, spec: { acme: { solvers: [{ dns01: { cloudflare: { apiTokenSecretRef: { name: ${reads}, key: t } } } }] } } }`;
const route = (name: string, gateway = 'gate') =>
  `{ apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: { name: ${name}, namespace: games }, spec: { parentRefs: [{ name: ${gateway} }] } }`;
const gateway =
  '{ apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: { name: gate, namespace: games }, spec: { gatewayClassName: envoy } }';

const vault = appOf('vault', {
  body: 'helm',
  objects: documents(release('vault')),
  provides: { crds: ['external-secrets.io'], stores: ['vault'] },
});
const held = (linked: Linked) =>
  Object.fromEntries(
    linked.tree.parts.map((part) => [part.name, part.objects.map(({ object }) => objectName(object))]),
  );

describe('an app is cut into parts', () => {
  it('stays one part where it brings nothing that it uses', () => {
    const linked = link([appOf('romm', { objects: documents(deployment('romm'), configMap('romm')) })]);
    expect(held(linked)).toEqual({ romm: ['Deployment/games/romm', 'ConfigMap/games/romm'] });
  });

  it('-config holds what its own CRDs describe, -secrets what only that reads', () => {
    const linked = link([
      vault,
      appOf('cert-manager', {
        body: 'helm',
        provides: { crds: ['cert-manager.io'] },
        objects: documents(release('cert-manager'), externalSecret('token'), externalSecret('other'), issuer()),
      }),
    ]);
    expect(linked.lines).toEqual([]);
    expect(held(linked)).toEqual({
      'cert-manager': ['HelmRelease/games/cert-manager', 'ExternalSecret/games/other'],
      'cert-manager-config': ['ClusterIssuer/le'],
      'cert-manager-secrets': ['ExternalSecret/games/token'],
      vault: ['HelmRelease/games/vault'],
    });
    expect(edgesOf(linked)).toEqual({
      'cert-manager': 'crds vault',
      'cert-manager-config': 'crds cert-manager cert-manager-secrets',
      'cert-manager-secrets': 'crds vault',
      vault: 'crds',
    });
  });

  it('a Secret that the chart names in its values stays with the chart', () => {
    const linked = link([
      vault,
      appOf('cert-manager', {
        body: 'helm',
        provides: { webhooks: ['cert-manager.io'], crds: ['cert-manager.io'] },
        objects: documents(
          release('cert-manager', 'games', '{ env: { from: token } }'),
          externalSecret('token'),
          issuer(),
        ),
      }),
    ]);
    expect(held(linked)['cert-manager']).toEqual(['HelmRelease/games/cert-manager', 'ExternalSecret/games/token']);
  });

  it('what refers to an object of -config stands there too', () => {
    const linked = link([
      appOf('envoy', {
        body: 'helm',
        provides: { crds: ['gateway.envoyproxy.io', 'gateway.networking.k8s.io'] },
        objects: documents(
          release('envoy'),
          '{ apiVersion: gateway.envoyproxy.io/v1alpha1, kind: EnvoyProxy, metadata: { name: proxy, namespace: games } }',
          '{ apiVersion: example.com/v1, kind: Thing, metadata: { name: thing, namespace: games } }',
        ),
        external: [{ reference: 'crds/example.com', reason: 'x', pointer: '' }],
      }),
      appOf('class', {
        objects: documents(
          '{ apiVersion: gateway.networking.k8s.io/v1, kind: GatewayClass, metadata: { name: envoy }, spec: { parametersRef: { group: gateway.envoyproxy.io, kind: EnvoyProxy, namespace: games, name: proxy } } }',
        ),
      }),
    ]);
    expect(held(linked)).toMatchObject({
      envoy: ['HelmRelease/games/envoy', 'Thing/games/thing'],
      'envoy-config': ['EnvoyProxy/games/proxy'],
    });
    expect(edgesOf(linked)['class']).toBe('crds envoy-config');
  });

  it('what only speaks to an object of -config stays where it is', () => {
    const linked = link([
      appOf('cnpg', {
        body: 'helm',
        provides: { crds: ['postgresql.cnpg.io'] },
        objects: documents(
          release('cnpg'),
          '{ apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: { name: pg, namespace: games } }',
          deployment('viewer', { env: ['postgres://pg-rw.games.svc'] }),
        ),
      }),
    ]);
    expect(held(linked)).toEqual({
      cnpg: ['HelmRelease/games/cnpg', 'Deployment/games/viewer'],
      'cnpg-config': ['Cluster/games/pg'],
    });
    expect(edgesOf(linked)).toEqual({ cnpg: 'crds', 'cnpg-config': 'crds cnpg' });
  });

  it('-secrets holds what Flux reads, and the app that substitutes from it waits for it', () => {
    const made = compiled(externalSecret('plane', 'flux-system'), { forSubstitution: true });
    const linked = link(
      [vault, appOf('plane', { objects: [...made, ...compiled(configMap('plane', 'games', 'a: "${PLANE_X}"'))] })],
      {
        cluster: clusterOf('', [{ name: 'PLANE_*', source: { kind: 'Secret', name: 'plane' } }]),
      },
    );
    expect(linked.lines).toEqual([]);
    expect(edgesOf(linked)).toEqual({ plane: 'crds plane-secrets', 'plane-secrets': 'crds vault', vault: 'crds' });
  });

  it('a source that the app makes in its own manifests moves to -secrets as well', () => {
    const linked = link(
      [
        appOf('plane', {
          objects: documents(
            configMap('values', 'flux-system', 'PLANE_X: a'),
            configMap('plane', 'games', 'a: "${PLANE_X}"'),
          ),
        }),
      ],
      { cluster: clusterOf('', [{ name: 'PLANE_X', source: { kind: 'ConfigMap', name: 'values' } }]) },
    );
    expect(edgesOf(linked)).toEqual({ plane: 'crds plane-secrets', 'plane-secrets': 'crds' });
  });

  it('what stands beside an upstream folder is -config, after it', () => {
    const linked = link([
      appOf('crds', {
        body: 'source',
        source: {
          object: objectOf(
            '{ apiVersion: source.toolkit.fluxcd.io/v1, kind: GitRepository, metadata: { name: crds, namespace: flux-system } }',
          ),
          path: './x',
        },
        objects: documents(configMap('more')),
      }),
    ]);
    expect(held(linked)).toEqual({ crds: [], 'crds-config': ['ConfigMap/games/more'] });
    expect(edgesOf(linked)).toEqual({ crds: 'crds', 'crds-config': 'crds crds' });
  });
});

describe('-observe', () => {
  const gates = (tier: number, more = {}) =>
    appOf('envoy', {
      tier,
      body: 'helm',
      objects: documents(release('envoy'), gateway),
      external: [{ reference: 'GatewayClass/envoy', reason: 'x', pointer: '' }],
      provides: { crds: ['gateway.networking.k8s.io'] },
      ...more,
    });
  const watched = (tier: number) =>
    appOf('vault', {
      tier,
      body: 'helm',
      objects: [...compiled(release('vault')), ...compiled(route('vault'), { observes: true })],
    });

  it('publishes an app that lies below what publishes it', () => {
    const linked = link([gates(1), watched(0)]);
    expect(linked.lines).toEqual([]);
    expect(edgesOf(linked)).toMatchObject({ vault: 'crds', 'vault-observe': 'infrastructure envoy-config tier-crds' });
  });

  it('is not cut off an app above its provider', () => {
    expect(edgesOf(link([gates(0), watched(1)]))).toMatchObject({ vault: 'infrastructure tier-crds' });
  });

  it('breaks the circle of an app that its publisher needs', () => {
    const circle = link([
      gates(0, { objects: compiled(documents(release('envoy'), gateway, externalSecret('cert'))) }),
      appOf('vault', {
        body: 'helm',
        provides: { crds: ['external-secrets.io'], stores: ['vault'] },
        objects: [...compiled(release('vault')), ...compiled(route('vault'), { observes: true })],
      }),
    ]);
    expect(circle.lines).toEqual([]);
    expect(edgesOf(circle)).toEqual({
      envoy: 'crds vault',
      'envoy-config': 'crds envoy',
      vault: 'crds',
      'vault-observe': 'crds envoy-config',
    });
  });

  it('is cut off late where the provider is a part that was raised', () => {
    const raised = gates(0, {
      objects: compiled(
        documents(
          release('envoy'),
          gateway.replace('spec: {', 'spec: { listeners: [{ tls: { certificateRefs: [{ name: cert }] } }], '),
        ),
      ),
    });
    const certificates = appOf('certificates', {
      tier: 2,
      objects: documents('{ apiVersion: v1, kind: Secret, metadata: { name: cert, namespace: games } }'),
    });
    const linked = link([raised, certificates, watched(1)]);
    expect(linked.lines).toEqual([]);
    expect(edgesOf(linked)).toMatchObject({
      'envoy-config': 'core certificates tier-infrastructure',
      vault: 'infrastructure tier-crds',
      'vault-observe': 'core envoy-config tier-infrastructure',
    });
  });
});

describe('sections of the cluster file', () => {
  it('stand in the lowest tier that meets their needs, settings in no part', () => {
    const operator = appOf('operator', {
      tier: 1,
      body: 'helm',
      objects: documents(release('operator')),
      provides: { crds: ['external-secrets.io'] },
    });
    const reader = appOf('reader', { tier: 2, objects: documents(externalSecret('x')) });
    const linked = link([appOf('base', { objects: documents(configMap('base')) }), operator, reader], {
      sections: [sectionOf('stores', store()), sectionOf('settings', configMap('cluster-settings', 'flux-system'))],
    });
    expect(linked.lines).toEqual([]);
    expect(edgesOf(linked)).toEqual({
      base: 'crds',
      'cluster-stores': 'infrastructure operator tier-crds',
      operator: 'infrastructure tier-crds',
      reader: 'core tier-infrastructure',
    });
    expect(linked.tree.root.map(({ object }) => objectName(object.object))).toEqual([
      'ConfigMap/flux-system/cluster-settings',
    ]);
    expect(linked.tree.gates).toEqual([
      { name: 'tier-crds', tier: 'crds', dependsOn: ['base'] },
      { name: 'tier-infrastructure', tier: 'infrastructure', dependsOn: ['cluster-stores', 'operator'] },
      { name: 'tier-core', tier: 'core', dependsOn: ['reader'] },
    ]);
  });
});
