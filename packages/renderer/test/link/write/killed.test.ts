import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { operationsOf, perform } from '../../../src/link/write/apply.ts';
import { plan } from '../../../src/link/write/plan.ts';
import { emptyRoot, output, put, standing, type Tree, verified, write } from './disk.ts';

/** Small trees that share most paths, so that files are created, changed, kept and deleted, and folders come and go. */
const paths = [
  'kubernetes/flux/kustomization.yaml',
  'kubernetes/flux/tiers/core/configmap.yaml',
  'kubernetes/apps/kustomization.yaml',
  'kubernetes/apps/games/namespace.yaml',
  'kubernetes/apps/games/romm/ks.yaml',
  'kubernetes/apps/games/romm/app/helmrelease.yaml',
  'kubernetes/apps/games/romm/config/issuer.yaml',
  'kubernetes/apps/media/plex/ks.yaml',
  'kubernetes/apps/media/plex/app/helmrelease.yaml',
];
const tree = fc
  .tuple(...paths.map(() => fc.constantFrom(undefined, 'a\n', 'b\n', 'c\n')))
  .map(
    (texts): Tree =>
      Object.fromEntries(paths.flatMap((path, index) => (texts[index] === undefined ? [] : [[path, texts[index]]]))),
  );

const freshly = (wanted: Tree): Tree => {
  const root = emptyRoot();
  write(root, wanted);
  return standing(root, { ledgers: true });
};

describe('a run that is killed', () => {
  it('leaves every file whole, and whatever the next run renders converges without a false hand-edited', () => {
    fc.assert(
      fc.property(tree, tree, tree, fc.nat(), fc.boolean(), (before, after, next, at, midWrite) => {
        const root = emptyRoot();
        expect(write(root, before)).toEqual([]);
        const operations = operationsOf(plan(root, output, verified(after)).items, verified(after), output);
        const count = at % (operations.length + 1);
        for (const operation of operations.slice(0, count)) perform(root, operation);
        const cut = operations[count];
        if (midWrite && cut?.do === 'write') put(root, `${dirname(cut.path)}/.keelson-4711.tmp`, cut.text.slice(0, 1));
        for (const [path, text] of Object.entries(standing(root)))
          if (!path.endsWith('.tmp') && !path.endsWith('/')) expect([before[path], after[path]]).toContain(text);
        expect(write(root, next)).toEqual([]);
        expect(standing(root, { ledgers: true })).toEqual(freshly(next));
      }),
      { numRuns: 80 },
    );
  });

  it('converges after each single step', () => {
    const before: Tree = Object.fromEntries(paths.slice(0, 6).map((path) => [path, 'a\n']));
    const after: Tree = Object.fromEntries(paths.slice(2).map((path) => [path, 'b\n']));
    const steps = (root: string) => operationsOf(plan(root, output, verified(after)).items, verified(after), output);
    const start = emptyRoot();
    write(start, before);
    const total = steps(start).length;
    expect(total).toBeGreaterThan(15);
    for (let count = 0; count <= total; count += 1) {
      const root = emptyRoot();
      write(root, before);
      for (const operation of steps(root).slice(0, count)) perform(root, operation);
      expect([count, write(root, after)]).toEqual([count, []]);
      expect(standing(root, { ledgers: true })).toEqual(freshly(after));
    }
  });

  it('leaves no way for an edit made meanwhile to be lost', () => {
    const root = emptyRoot();
    const path = 'kubernetes/apps/games/romm/ks.yaml';
    write(root, { [path]: 'a\n' });
    const operations = operationsOf(
      plan(root, output, verified({ [path]: 'b\n' })).items,
      verified({ [path]: 'b\n' }),
      output,
    );
    for (const operation of operations.slice(0, 2)) perform(root, operation);
    writeFileSync(join(root, path), 'mine\n');
    expect(write(root, { [path]: 'b\n' })).toEqual(['hand-edited']);
  });
});
