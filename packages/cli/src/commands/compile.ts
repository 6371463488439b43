import { relative } from 'node:path';
import { compile } from '@keelson/renderer';
import type { Arguments } from '../arguments.ts';
import { exitCodes } from '../exit-codes.ts';
import { buildIdentity } from '../package-folder.ts';
import { targetOf } from './clusters.ts';

/** Ends with 0 for a wrong definition too: its diagnostics are data, reported by `link`, all categories at once. */
export const runCompile = async (options: Arguments): Promise<number> => {
  const { root, clusters } = await targetOf(options);
  for (const cluster of clusters) {
    const files = await compile({
      root,
      cluster,
      builder: buildIdentity(),
      ...(options.category === undefined ? {} : { category: options.category }),
    });
    for (const file of files) process.stdout.write(`compiled ${relative(root, file)}\n`);
  }
  return exitCodes.clean;
};
