import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frontOf } from './repository.ts';

/** The drafts of apps and clusters beside the checkout; the product never reads them. */
const shared = resolve(import.meta.dirname, '../../../../../shared');
const isThere = existsSync(join(shared, 'catalogue'));
const clusters = ['talos-flux', 'k3s-tiers', 'service-modules', 'flux-hierarchy', 'argocd-environments'];

/** A comma inside `{ … }` in one draft; the format's rule is that such text is quoted. */
const mended = (text: string): string =>
  text.replace(/reason: (the chart's CephCluster [^}]*?) \}/u, (_whole, reason: string) => `reason: "${reason}" }`);

describe.skipIf(!isThere)('the drafts beside the checkout (skipped: ../shared/catalogue is not there)', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'keelson-drafts-'));
    mkdirSync(join(folder, '.git'));
    cpSync(join(shared, 'catalogue'), join(folder, 'apps'), { recursive: true });
    const ceph = join(folder, 'apps/storage/rook-ceph-cluster/app.yaml');
    writeFileSync(ceph, mended(readFileSync(ceph, 'utf8')));
    for (const cluster of clusters) {
      const root = join(folder, 'examples', cluster);
      mkdirSync(join(root, 'clusters'), { recursive: true });
      cpSync(join(shared, 'catalogue-clusters/placeholders.yaml'), join(root, 'placeholders.yaml'));
      for (const file of [cluster, 'global']) {
        cpSync(join(shared, `catalogue-clusters/${file}.yaml`), join(root, `clusters/${file}.yaml`));
      }
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(clusters)('%s passes the front half of compile but for what is not built', async (cluster) => {
    const { lines, cluster: merged, apps, sources } = await frontOf(join(folder, 'examples', cluster), cluster);
    expect(lines.filter((line) => line.includes('error[') && !line.includes('error[not-built]'))).toEqual([]);
    expect(sources.categories.flatMap((category) => category.apps)).toHaveLength(70);
    expect(apps).toHaveLength(merged.selected.size);
  });
});
