import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { apply } from '../../../src/link/write/apply.ts';
import { plan } from '../../../src/link/write/plan.ts';
import type { VerifiedFile } from '../../../src/model/tree.ts';

export const output = 'kubernetes';

/** Path → text. */
export type Tree = Record<string, string>;

/** A folder of its own that goes away with the test. */
export const emptyRoot = (): string => {
  const root = mkdtempSync(join(tmpdir(), 'keelson-write-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return root;
};

/** Files as `verify` would hand them on: only tests mint them elsewhere. */
export const verified = (tree: Tree): VerifiedFile[] =>
  Object.entries(tree).map(([path, text]) => ({ path, text }) as unknown as VerifiedFile);

export const put = (root: string, path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

/** Plans and, when nothing is refused, applies. Returns the codes of what was found. */
export const write = (root: string, tree: Tree, options: { force?: boolean } = {}): string[] => {
  const { items, diagnostics } = plan(root, output, verified(tree), options);
  if (diagnostics.length === 0) apply(root, output, items, verified(tree));
  return diagnostics.map(({ code }) => code);
};

/** Everything below the output folder but ledgers; folders without files end in `/`. */
export const standing = (root: string, { ledgers = false } = {}): Tree => {
  const found: Tree = {};
  const walk = (folder: string): void => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    if (entries.length === 0) found[`${folder}/`] = '';
    for (const entry of entries) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile() && (ledgers || entry.name !== '.keelson.json'))
        found[path] = readFileSync(join(root, path), 'utf8');
    }
  };
  if (lstatSync(join(root, output), { throwIfNoEntry: false })?.isDirectory()) walk(output);
  return Object.fromEntries(Object.entries(found).sort(([left], [right]) => (left < right ? -1 : 1)));
};
