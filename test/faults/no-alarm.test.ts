import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { expandCluster } from '../../packages/renderer/src/compile/expand/sections/sections.ts';
import { load } from '../../packages/renderer/src/compile/load/load.ts';
import { mergeCluster } from '../../packages/renderer/src/compile/merge/merge.ts';
import { validate } from '../../packages/renderer/src/compile/validate/validate.ts';
import { compileCategory } from '../../packages/renderer/src/compile.ts';
import { inspect } from '../../packages/renderer/src/inspect.ts';
import { resolve } from '../../packages/renderer/src/link/resolve/resolve.ts';
import { linkCodes } from '../../packages/renderer/src/model/link-codes.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const shared = join(root, '../shared');
const isThere = existsSync(join(shared, 'catalogue'));
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('what is sound raises no alarm', () => {
  it.each(['.', 'packages/renderer/test/fixtures/example'])('%s', async (path) => {
    expect((await inspect({ root: join(root, path), cluster: 'home' })).diagnostics).toEqual([]);
  });
});

/** A comma inside `{ … }` in one draft; the format's rule is that such text is quoted. */
const mended = (text: string): string =>
  text.replace(/reason: (the chart's CephCluster [^}]*?) \}/u, (_whole, reason: string) => `reason: "${reason}" }`);

/** The drafts with one of their clusters, as a repository. */
const drafts = (cluster: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'keelson-drafts-'));
  folders.push(folder);
  mkdirSync(join(folder, '.git'));
  mkdirSync(join(folder, 'clusters'));
  cpSync(join(shared, 'catalogue'), join(folder, 'apps'), { recursive: true });
  cpSync(join(shared, 'catalogue-clusters/placeholders.yaml'), join(folder, 'placeholders.yaml'));
  const ceph = join(folder, 'apps/storage/rook-ceph-cluster/app.yaml');
  writeFileSync(ceph, mended(readFileSync(ceph, 'utf8')));
  for (const name of [cluster, 'global']) {
    const text = readFileSync(join(shared, `catalogue-clusters/${name}.yaml`), 'utf8');
    writeFileSync(join(folder, `clusters/${name}.yaml`), text.replace(/^catalogue: .*$/mu, 'catalogue: apps'));
  }
  return folder;
};

const clusters = isThere
  ? readdirSync(join(shared, 'catalogue-clusters'))
      .map((name) => name.replace(/\.yaml$/u, ''))
      .filter((name) => !['global', 'placeholders'].includes(name))
  : ['none'];

describe.skipIf(!isThere)('the drafts beside the checkout (skipped: ../shared/catalogue is not there)', () => {
  // Traits that are not built leave apps out: then references to them are rightly missed. Whether ends fit is not touched by that.
  it.each(clusters)('%s has no ends that do not fit', async (name) => {
    const { items: sources } = validate((await load({ root: drafts(name), cluster: name })).items);
    const { items: cluster } = mergeCluster(sources);
    const running = new Set([...cluster.selected.values()].map(({ category }) => category));
    const categories = sources.categories
      .filter((category) => running.has(category.name))
      .map((source) => compileCategory(source, sources, cluster, ''));
    const { items, diagnostics } = resolve(categories, expandCluster(cluster).items, cluster);
    expect(items.references.length).toBeGreaterThan(0);
    expect(
      diagnostics.filter(({ code }) => code in linkCodes).map(({ code, message }) => `${code}: ${message}`),
    ).toEqual([]);
  });
});
