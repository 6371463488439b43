import { resolve } from 'node:path';
import type { Arguments } from './arguments.ts';
import { UsageError } from './exit-codes.ts';

/** The root: `--root`, else the nearest folder upward that holds placeholders.yaml. */
export const rootOf = (options: Arguments, findRoot: (start: string) => string | undefined): string => {
  const root = options.root === undefined ? findRoot(process.cwd()) : resolve(options.root);
  if (root === undefined)
    throw new UsageError('no placeholders.yaml here or above: run keelson in a repository, or give --root <folder>');
  return root;
};
