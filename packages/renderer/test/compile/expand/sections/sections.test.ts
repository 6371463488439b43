import { describe, expect, it } from 'vitest';
import { expandCluster } from '../../../../src/compile/expand/sections/sections.ts';
import type { Placeholder } from '../../../../src/model/placeholder.ts';
import { cluster } from '../fixture.ts';
import { findingsOf, hasOracle } from '../oracle.ts';

const placeholder = (name: string, source: string): Placeholder => ({
  name,
  description: name,
  type: 'string',
  example: 'x',
  source: { kind: source.startsWith('Secret/') ? 'Secret' : 'ConfigMap', name: source.split('/')[1]! },
  origin: { file: 'placeholders.yaml', pointer: `/${name}` },
});
const placeholders = [
  placeholder('SECRET_DOMAIN', 'Secret/cluster-secrets'),
  placeholder('NFS_STORAGE_HOST', 'ConfigMap/cluster-settings'),
  placeholder('ACME_EMAIL', 'Secret/cluster-secrets'),
];
const whole = cluster(
  `
secrets:
  externalSecrets: { provider: { vault: { server: "https://vault.example.com", auth: { tokenSecretRef: { name: t } } } } }
  placeholders: { cluster-secrets: { from: [cluster] } }
settings: { NFS_STORAGE_HOST: 10.0.0.5, PORT: 8080, FILTER: ^nvme1n1$, OFF: false }`,
  { placeholders },
);

describe('expandCluster', () => {
  it('makes an app of category cluster of each section', () => {
    const { items, diagnostics } = expandCluster(whole);
    expect(diagnostics).toEqual([]);
    expect(items.map(({ id, section, namespace, tier, file }) => ({ id, section, namespace, tier, file }))).toEqual(
      ['secrets', 'settings', 'stores'].map((name) => ({
        id: `cluster/${name}`,
        section: true,
        namespace: 'flux-system',
        tier: 0,
        file: 'clusters/home.yaml',
      })),
    );
  });

  it('reads the placeholders of a Secret from its item, for Flux to watch', () => {
    const [secrets] = expandCluster(whole).items;
    expect(secrets!.objects).toHaveLength(1);
    expect(secrets!.objects[0]).toMatchObject({
      forSubstitution: true,
      pointer: '/secrets/placeholders/cluster-secrets',
      origin: { file: 'clusters/home.yaml', pointer: '/secrets/placeholders/cluster-secrets' },
    });
    expect(secrets!.objects[0]!.object).toEqual({
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'cluster-secrets', namespace: 'flux-system' },
      spec: {
        refreshInterval: '1h',
        secretStoreRef: { kind: 'ClusterSecretStore', name: 'onepassword' },
        target: {
          name: 'cluster-secrets',
          template: { metadata: { labels: { 'reconcile.fluxcd.io/watch': 'Enabled' } } },
        },
        data: [
          { secretKey: 'SECRET_DOMAIN', remoteRef: { key: 'cluster', property: 'SECRET_DOMAIN' } },
          { secretKey: 'ACME_EMAIL', remoteRef: { key: 'cluster', property: 'ACME_EMAIL' } },
        ],
      },
    });
  });

  it('reads items whole where a family of placeholders names no keys', () => {
    const family = { ...whole, placeholders: [...placeholders, placeholder('APP_*', 'Secret/cluster-secrets')] };
    const [object] = expandCluster(family).items[0]!.objects;
    expect(object!.object['spec']).toMatchObject({ dataFrom: [{ extract: { key: 'cluster' } }] });
    expect(object!.object['spec']).not.toHaveProperty('data');
  });

  it('makes no Secret of a name that no placeholder reads', () => {
    const unread = { ...whole, placeholders: [] };
    expect(expandCluster(unread).items.map(({ name }) => name)).toEqual(['settings', 'stores']);
  });

  it('writes settings as strings, as they stand', () => {
    const settings = expandCluster(whole).items[1]!.objects[0]!;
    expect(settings.object).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'cluster-settings',
        namespace: 'flux-system',
        labels: { 'reconcile.fluxcd.io/watch': 'Enabled' },
      },
      data: { NFS_STORAGE_HOST: '10.0.0.5', PORT: '8080', FILTER: '^nvme1n1$', OFF: 'false' },
    });
  });

  it('refuses a quote in a setting, at its line', () => {
    const { diagnostics } = expandCluster(cluster(`settings: { GREETING: "it's" }`));
    expect(diagnostics).toMatchObject([
      {
        code: 'settings-quote',
        severity: 'error',
        origin: { file: 'clusters/home.yaml', pointer: '/settings/GREETING' },
      },
    ]);
  });

  it('makes the store only where the cluster says its provider', () => {
    const stores = expandCluster(whole).items[2]!.objects[0]!;
    expect(stores.object).toMatchObject({ kind: 'ClusterSecretStore', metadata: { name: 'onepassword' } });
    expect(stores.object.metadata).not.toHaveProperty('namespace');
    expect(expandCluster(cluster()).items).toEqual([]);
  });

  it('lists Secrets that are made by hand', () => {
    const byHand = cluster(
      'secrets: { externalSecrets: null, existing: { reason: by hand }, placeholders: { cluster-secrets: {} } }',
    );
    expect(expandCluster(byHand).items).toMatchObject([
      {
        id: 'cluster/secrets',
        objects: [],
        external: [{ reference: 'Secret/flux-system/cluster-secrets', reason: 'by hand' }],
      },
    ]);
  });

  it.skipIf(!hasOracle)('makes objects that the upstream schemas accept', () => {
    const objects = expandCluster(whole).items.flatMap(({ objects }) => objects);
    expect(objects.flatMap(({ object }) => findingsOf(object))).toEqual([]);
  });
});
