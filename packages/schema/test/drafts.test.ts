/** The drafts beside the checkout: every one is the format's, but for those listed with what is wrong with them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type FileKind, validateMerged, validateWritten } from '../src/index.ts';

const shared = join(import.meta.dirname, '../../../../shared');

/** Drafts that contradict FORMAT.md, where FORMAT.md holds. */
const wrong: Record<string, string[]> = {
  // A comma in flow style ends the reason: the rest became a key.
  'catalogue/storage/rook-ceph-cluster/app.yaml': ['/dependsOn/0/inside a chart we do not render'],
};

const kindOf = (path: string): FileKind | undefined => {
  if (path.endsWith('/app.yaml')) return 'app';
  if (path.endsWith('/category.yaml')) return 'category';
  if (path.endsWith('placeholders.yaml')) return 'placeholders';
  return /(catalogue-clusters|clusters)\/[^/]+\.yaml$/.test(path) ? 'cluster' : undefined;
};

const drafts = ['catalogue', 'catalogue-clusters', 'example/apps', 'example/clusters', 'example/placeholders.yaml']
  .map((part) => join(shared, part))
  .filter((path) => existsSync(path))
  .flatMap((path) =>
    path.endsWith('.yaml')
      ? [path]
      : readdirSync(path, { recursive: true, encoding: 'utf8' }).map((file) => join(path, file)),
  )
  .filter((path) => path.endsWith('.yaml') && !/\/(templates|files)\//.test(path))
  .map((path) => ({
    path: relative(shared, path),
    kind: kindOf(path),
    data: parse(readFileSync(path, 'utf8')) as unknown,
  }));

if (drafts.length === 0) console.warn('notice: no drafts beside the checkout (../shared); their test is skipped');

describe.skipIf(drafts.length === 0)('drafts', () => {
  it('are all there', () => {
    expect(drafts.filter(({ kind }) => kind === 'app').length).toBeGreaterThanOrEqual(70);
    expect(drafts.filter(({ kind }) => kind === undefined)).toEqual([]);
  });

  it.each(drafts)('$path is valid as written', ({ path, kind, data }) => {
    const problems = validateWritten(kind as FileKind, data);
    expect(problems.map(({ pointer }) => pointer)).toEqual(wrong[path] ?? []);
  });

  it.each(drafts.filter(({ kind }) => kind === 'category' || kind === 'placeholders'))(
    '$path is valid as it stands',
    ({ kind, data }) => {
      expect(validateMerged(kind as FileKind, data)).toEqual([]);
    },
  );

  it('is complete where only expressions and placeholders are left to fill in', () => {
    const open = drafts
      .filter(({ kind, path }) => kind === 'app' && wrong[path] === undefined)
      .flatMap(({ path, kind, data }) =>
        validateMerged(kind as FileKind, data).map((problem) => ({ path, ...problem })),
      )
      .filter(({ found }) => !/<%|\$\{/.test(found));
    expect(open).toEqual([]);
  });
});
