import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { postRender, type Rendered } from './app-template-oracle.ts';
import { bothWays } from './both.ts';
import { samples } from './corpus.ts';
import { drafts } from './drafts.ts';
import { normalise } from './normalise.ts';

/**
 * The chart itself, where it is at hand: `helm` on PATH, and KEELSON_TEST_APP_TEMPLATE naming the chart (a folder or archive of
 * app-template 5.1.0 with its library). Without either these tests are skipped, and the model of the chart stands alone.
 */
const chart = process.env['KEELSON_TEST_APP_TEMPLATE'];
const atHand = chart !== undefined && spawnSync('helm', ['version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'keelson-chart-'));
afterAll(() => rmSync(folder, { recursive: true }));

const helmTemplate = (release: string, namespace: string, values: unknown): Rendered[] => {
  const file = join(folder, 'values.yaml');
  writeFileSync(file, stringify(values));
  const options = ['--namespace', namespace, '--kube-version', '1.36.0', '--values', file];
  const text = execFileSync('helm', ['template', release, chart ?? '', ...options], { encoding: 'utf8' });
  return parseAllDocuments(text).flatMap((document) => (document.toJS() as Rendered | null) ?? []);
};

const byName = (objects: readonly Rendered[]): Record<string, unknown> =>
  Object.fromEntries(
    objects
      .filter(({ kind }) => kind !== 'ServiceAccount')
      .map((object) => [`${object.kind} ${object.metadata.name}`, normalise(object)]),
  );

describe('app-template itself', () => {
  it.skipIf(!atHand)('runs what the plain objects run (needs helm and KEELSON_TEST_APP_TEMPLATE)', () => {
    for (const [name, { workload, definition, contribution, names }] of [...Object.entries(samples), ...drafts()]) {
      const both = bothWays({ ...definition, workload }, contribution, names);
      if (Object.keys(both.values).length === 0) continue;
      const release = String(definition?.['name'] ?? 'romm');
      const rendered = helmTemplate(release, String(definition?.['namespace'] ?? 'games'), both.values);
      const jobs = Object.fromEntries(Object.entries(both.chart).filter(([key]) => key.startsWith('Job ')));
      expect({ ...byName(postRender(rendered, both.postRenderers)), ...jobs }, name).toEqual(both.manifests);
    }
  });
});
