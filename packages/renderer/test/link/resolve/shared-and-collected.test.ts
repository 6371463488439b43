import { describe, expect, it } from 'vitest';
import { expand } from '../../../src/compile/expand/expand.ts';
import { fillCollectors } from '../../../src/link/resolve/collectors.ts';
import { removeDuplicates } from '../../../src/link/resolve/duplicates.ts';
import type { CompiledApp } from '../../../src/model/compiled.ts';
import { objectName } from '../../../src/model/kubernetes.ts';
import { app, cluster } from '../../compile/expand/fixture.ts';

const home = cluster(
  'storage: { shared: { media: { claim: shared-data, size: 8Ti, nfs: { server: nas, path: /m } } } }',
);
const compiled = (yaml: string, tier = 0): CompiledApp => ({ ...expand(app(yaml), home).items, tier });
const namesIn = (apps: CompiledApp[]) =>
  apps.map(({ name, objects }) => [name, objects.map(({ object }) => objectName(object))]);

describe('a claim that several apps of a namespace state', () => {
  const using = (name: string, tier: number, more = '') =>
    compiled(
      `{ name: ${name}, ${more} helm: { chart: oci://x/y, version: 1.0.0 }, storage: { d: { shared: media } } }`,
      tier,
    );

  it('is kept once, with the app of the lowest tier, whatever labels the apps have', () => {
    const { items, diagnostics } = removeDuplicates([using('aaa', 3), using('bbb', 1, 'labels: { team: home },')]);
    expect(diagnostics).toEqual([]);
    const claims = namesIn(items).map(([name, names]) => [
      name,
      (names as string[]).filter((one) => one.includes('shared-data')),
    ]);
    expect(claims).toEqual([
      ['aaa', []],
      ['bbb', ['PersistentVolume/shared-data-games', 'PersistentVolumeClaim/games/shared-data']],
    ]);
  });

  it('is an error when they state it differently', () => {
    const first = using('aaa', 0);
    const second = using('bbb', 0);
    const claim = second.objects.find(({ object }) => object.kind === 'PersistentVolumeClaim')!;
    claim.object['spec'] = { accessModes: ['ReadOnlyMany'] };
    expect(removeDuplicates([first, second]).diagnostics.map(({ code }) => code)).toEqual(['duplicate-object']);
  });
});

describe('the keys of widgets', () => {
  const homepage = compiled('{ name: homepage, storage: { s: { collect: tile, as: homepage, file: services.yaml } } }');
  const secretsOf = (apps: CompiledApp[]) =>
    fillCollectors(apps).flatMap(({ objects }) =>
      objects.filter(({ object }) => object.metadata.name === 'homepage-s-keys'),
    );

  it('are one Secret of the collector, in the order of their names', () => {
    const widget = (name: string) =>
      compiled(`
name: ${name}
workload: { image: x, ports: { http: 1 } }
route: true
secrets: { ${name}: { keys: [API_KEY] } }
tile: { widget: { type: x, key: { secret: ${name}, key: API_KEY } } }`);
    const [secret, ...more] = secretsOf([homepage, widget('sonarr'), widget('radarr')]);
    expect(more).toEqual([]);
    expect(secret!.object['spec']).toEqual({
      refreshInterval: '1h',
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'onepassword' },
      target: { name: 'homepage-s-keys' },
      data: [
        { secretKey: 'HOMEPAGE_VAR_RADARR_KEY', remoteRef: { key: 'radarr', property: 'API_KEY' } },
        { secretKey: 'HOMEPAGE_VAR_SONARR_KEY', remoteRef: { key: 'sonarr', property: 'API_KEY' } },
      ],
    });
  });

  it('are no Secret where no widget needs one', () => {
    expect(secretsOf([homepage])).toEqual([]);
  });
});
