import { relative } from 'node:path';
import { compile } from '@keelson/renderer';
import type { Arguments } from '../arguments.ts';
import { exitCodes, UsageError } from '../exit-codes.ts';
import { print } from '../output.ts';
import { buildIdentity } from '../package-folder.ts';
import { targetOf } from './clusters.ts';

/** Ends with 0 for a wrong definition too: its diagnostics are data, reported by `link`, all categories at once. */
export const runCompile = async (options: Arguments): Promise<number> => {
  const { root, clusters } = await targetOf(options);
  const { category } = options;
  let isKnown = category === undefined;
  for (const cluster of clusters) {
    const compiled = await compile({
      root,
      cluster,
      builder: buildIdentity(),
      ...(category === undefined ? {} : { category }),
    });
    isKnown ||= compiled.isCategoryKnown;
    for (const file of compiled.files) print(`compiled ${relative(root, file)}\n`);
  }
  if (!isKnown)
    throw new UsageError(`there is no category ${category}: expected the name of a folder of the catalogue`);
  return exitCodes.clean;
};
