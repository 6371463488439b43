import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileChange } from '../../model/tree.ts';
import { temporaryName } from './disk.ts';

/** A guide that stands at the root beside the tree: of all clusters, so no ledger of one of them owns it. */
const path = 'TEMPLATE_GUIDE.md';

const readGuide = (root: string): string | undefined => {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};

/** What writing the guide would change. `foreign`: a file of that name that does not start with our header. */
export const planGuide = (root: string, text: string, header: string): FileChange & { foreign?: boolean } => {
  const before = readGuide(root);
  if (before === undefined) return { path, change: 'created', after: text };
  if (before === text) return { path, change: 'unchanged' };
  return {
    path,
    change: 'configured',
    before,
    after: text,
    ...(before.startsWith(header) ? {} : { foreign: true }),
  };
};

/** Writes the guide whole: a temporary file, then a rename. */
export const applyGuide = (root: string, { after }: FileChange): void => {
  if (after === undefined) return;
  const temporary = join(root, temporaryName(process.pid));
  writeFileSync(temporary, after);
  renameSync(temporary, join(root, path));
};
