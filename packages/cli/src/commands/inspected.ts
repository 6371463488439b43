import { type Inspection, inspect } from '@keelson/renderer';
import type { Arguments } from '../arguments.ts';
import { UsageError } from '../exit-codes.ts';
import { warn } from '../output.ts';
import { targetOf } from './clusters.ts';

export interface Inspected {
  root: string;
  inspections: Inspection[];
}

/** The trees of the clusters that are asked for, neither verified nor written. */
export const inspected = async (options: Arguments): Promise<Inspected> => {
  const { root, clusters } = await targetOf(options);
  const inspections: Inspection[] = [];
  for (const cluster of clusters) inspections.push(await inspect({ root, cluster }));
  return { root, inspections };
};

/** Says that a tree has errors, where the answer is worth having all the same. */
export const warnOfErrors = ({ cluster, diagnostics }: Inspection): void => {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  if (errors > 0)
    warn(
      `keelson: ${cluster.name} has ${errors} ${errors === 1 ? 'error' : 'errors'} (keelson check): parts may be missing here\n`,
    );
};

/** `plan` and `explain` print text or json; under GitHub Actions, text. */
export const printsJson = (command: string, { reporter }: Arguments): boolean => {
  if (reporter === 'sarif') throw new UsageError(`keelson ${command} has the reporters human and json, found "sarif"`);
  return reporter === 'json';
};
