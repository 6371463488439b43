import { guideChange, placeholdersOf, writeGuide } from '@keelson/renderer';
import type { Arguments } from '../arguments.ts';
import { exitCodes, UsageError } from '../exit-codes.ts';
import { print, warn } from '../output.ts';
import { targetOf } from './clusters.ts';
import { inspected, printsJson, warnOfErrors } from './inspected.ts';
import { placeholdersText } from './placeholders-text.ts';

/** `keelson placeholders`: the table, or with `--write` the guide at the root, which speaks of all clusters. */
export const runPlaceholders = async (options: Arguments): Promise<number> => {
  if (options.write) return writeTheGuide(options);
  const { inspections } = await inspected(options);
  const rows = placeholdersOf(inspections);
  const clusters = inspections.map(({ cluster }) => cluster.name);
  if (printsJson('placeholders', options))
    print(`${JSON.stringify({ version: 1, command: 'placeholders', clusters, placeholders: rows }, null, 2)}\n`);
  else {
    for (const inspection of inspections) warnOfErrors(inspection);
    print(placeholdersText(rows, clusters));
  }
  return rows.every(({ documented }) => documented) ? exitCodes.clean : exitCodes.findings;
};

const writeTheGuide = async (options: Arguments): Promise<number> => {
  if (options.clusters.length > 0)
    throw new UsageError('the guide speaks of all clusters: leave out --cluster beside --write');
  const { root, clusters } = await targetOf(options);
  const change = await guideChange({ root, clusters: clusters.map((cluster) => ({ cluster })) });
  if (change === undefined) {
    warn('keelson: a definition has an error, so what uses which placeholder is not known: run keelson check\n');
    return exitCodes.findings;
  }
  if (change.foreign === true && !options.force) {
    warn(`keelson: ${change.path} was not written by Keelson: move it away, or take the rendered one with --force\n`);
    return exitCodes.findings;
  }
  if (change.change !== 'unchanged') writeGuide(root, change);
  print(`${change.change} ${change.path}\n`);
  return exitCodes.clean;
};
