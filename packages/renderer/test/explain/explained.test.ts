/** Explanations of the reference platform: each claim is looked up in the file it names. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AppExplanation, LineExplanation } from '../../src/explain/explanation.ts';
import { explainable, explained } from '../../src/explained.ts';
import { type Inspection, inspect } from '../../src/inspect.ts';
import { serializeTree } from '../../src/link/serialize/serialize-tree.ts';
import type { Place } from '../../src/model/diagnostic.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const lineAt = (place: Place | undefined): string =>
  place === undefined ? '' : (readFileSync(join(root, place.file), 'utf8').split('\n')[place.line - 1] ?? '');

describe('explained', () => {
  let inspection: Inspection;
  let texts: Map<string, string[]>;
  beforeAll(async () => {
    inspection = await inspect({ root, cluster: 'home' });
    texts = new Map(serializeTree(inspection.laidOut).map(({ path, text }) => [path, text.split('\n')]));
  });
  const app = (subject: string): AppExplanation => {
    const found = explained(inspection, subject);
    if (found?.kind !== 'app') throw new Error(`${subject} is no app`);
    return found;
  };
  /** The line of a rendered file that holds a text, explained. */
  const line = (path: string, text: string): LineExplanation => {
    const number = texts.get(path)!.findIndex((candidate) => candidate.includes(text)) + 1;
    expect(number, `${text} in ${path}`).toBeGreaterThan(0);
    const found = explained(inspection, `${path}:${number}`);
    if (found?.kind !== 'line') throw new Error(`${path}:${number} is no line`);
    return found;
  };

  it('an app: tier, parts, and what each waits for', () => {
    const romm = app('games/romm');
    expect(romm).toMatchObject({ kind: 'app', id: 'games/romm', tier: 'apps', namespace: 'games' });
    expect(romm.parts.map(({ name }) => name)).toEqual(['romm']);
    expect(romm.parts[0]!.waitsFor.map(({ on }) => on)).toEqual(['tier-core']);
    expect(app('romm')).toEqual(romm);
  });

  it('an app by one of its parts', () => {
    expect(app('cert-manager-config').id).toBe('infrastructure/cert-manager');
    expect(app('cluster-stores').id).toBe('cluster/stores');
  });

  it('a dependency: the author’s line → the object → the provider', () => {
    const need = app('games/romm').needs.find(({ key }) => key === 'ClusterSecretStore/onepassword');
    expect(need).toMatchObject({ object: 'ExternalSecret/games/romm', app: 'cluster/stores', grade: 'proved' });
    expect(need?.place?.file).toBe('apps/games/romm/app.yaml');
    const size = app('games/romm').needs.find(({ object }) => object === 'PersistentVolumeClaim/games/romm-data');
    expect(size?.app).toBe('storage/openebs');
    expect(lineAt(size?.place)).toMatch(/data:|size:|storage:/u);
  });

  it('who depends on it', () => {
    const { neededBy } = app('infrastructure/external-secrets');
    expect(neededBy.map(({ app: id }) => id)).toContain('games/romm');
    expect(neededBy.every(({ place }) => place !== undefined)).toBe(true);
  });

  it('the layer that each value from elsewhere came from', () => {
    const { values } = app('games/romm');
    expect(values.find(({ pointer }) => pointer.endsWith('reloader.stakater.com~1auto'))).toMatchObject({
      layer: 'cluster',
      value: 'true',
    });
    for (const { layer, place } of values) expect(place === undefined).toBe(layer === 'built-in');
    for (const { pointer, place } of values)
      if (place !== undefined) expect(lineAt(place)).toContain(pointer.split('/').at(-1)!.replaceAll('~1', '/'));
  });

  const release = 'kubernetes/apps/games/romm/app/helmrelease.yaml';

  it('a line fed by the app’s own file', () => {
    const found = line(release, 'DB_PORT:');
    expect(found).toMatchObject({ object: 'HelmRelease/games/romm', app: 'games/romm', part: 'romm', layer: 'app' });
    expect(found.place?.file).toBe('apps/games/romm/app.yaml');
    expect(lineAt(found.place)).toContain('DB_PORT');
  });

  it('a line fed by a layer of defaults', () => {
    const found = line(release, 'reloader.stakater.com/auto');
    expect(found).toMatchObject({ layer: 'cluster', place: { file: 'clusters/home.yaml' } });
    expect(lineAt(found.place)).toContain('reloader.stakater.com/auto');
  });

  it('a line that only the cluster file says', () => {
    const found = line(release, 'TZ:');
    expect(found).toMatchObject({ layer: 'cluster', place: { file: 'clusters/home.yaml' } });
    expect(lineAt(found.place)).toContain('timezone');
  });

  it('a line of a template', () => {
    const found = line('kubernetes/apps/infrastructure/cert-manager/config/clusterissuer.yaml', 'privateKeySecretRef');
    expect(found.place?.file).toContain('apps/infrastructure/cert-manager/templates/');
    expect(lineAt(found.place)).toContain('privateKeySecretRef');
  });

  it('a dependsOn: the reference that made it', () => {
    const found = line('kubernetes/apps/infrastructure/cert-manager/ks.yaml', 'name: cert-manager-secrets');
    expect(found.object).toMatch(/^Kustomization\/flux-system\//u);
    const edge = inspection.ordered.parts
      .flatMap(({ dependsOn }) => dependsOn)
      .find(({ on }) => on === 'cert-manager-secrets');
    const depends = texts
      .get('kubernetes/apps/infrastructure/cert-manager/ks.yaml')!
      .findIndex((candidate) => candidate.includes('- name: cert-manager-secrets'));
    const explainedEdge = explained(inspection, `kubernetes/apps/infrastructure/cert-manager/ks.yaml:${depends + 1}`);
    expect(explainedEdge).toMatchObject({ because: expect.stringContaining(edge!.reason) as string });
  });

  it('a setting of all FluxKustomizations', () => {
    const found = line('kubernetes/apps/games/romm/ks.yaml', 'retryInterval:');
    expect(found).toMatchObject({ layer: 'cluster', place: { file: 'clusters/home.yaml' } });
    expect(lineAt(found.place)).toContain('retryInterval');
  });

  it('every line of every file of one app, without a gap', () => {
    for (const [path, lines] of texts) {
      if (!path.startsWith('kubernetes/apps/games/') || path.endsWith('helmrelease.yaml')) continue;
      for (const [index, text] of lines.entries()) {
        const found = explained(inspection, `${path}:${index + 1}`);
        expect(found, `${path}:${index + 1} ${text}`).toMatchObject({
          kind: 'line',
          because: expect.stringMatching(/./u) as string,
        });
      }
    }
  }, 240_000);

  it('nothing, for what there is not', () => {
    for (const subject of ['games/rom', `${release}:9999`, 'kubernetes/gone.yaml:1', ''])
      expect(explained(inspection, subject)).toBeUndefined();
    expect(explainable(inspection)).toEqual(
      expect.arrayContaining(['games/romm', 'romm', 'cert-manager-config', release]),
    );
  });
});
