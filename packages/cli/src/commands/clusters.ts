import { findRoot, loadClusterNames } from '@keelson/renderer';
import type { Arguments } from '../arguments.ts';
import { UsageError } from '../exit-codes.ts';
import { rootOf } from '../root.ts';

export interface Target {
  root: string;
  clusters: string[];
}

/** The root and the clusters to work on: those that are named, else all of the root. */
export const targetOf = async (options: Arguments): Promise<Target> => {
  const root = rootOf(options, findRoot);
  const clusters = options.clusters.length > 0 ? options.clusters : await loadClusterNames(root);
  if (clusters.length === 0) throw new UsageError('there is no cluster: write clusters/<name>.yaml');
  return { root, clusters };
};
