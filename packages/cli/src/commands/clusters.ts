import { resolve } from 'node:path';
import { findRoot, loadClusterNames } from '@keelson/renderer';
import type { Arguments } from '../arguments.ts';
import { UsageError } from '../exit-codes.ts';

export interface Target {
  root: string;
  clusters: string[];
}

/** The root (`--root`, else the nearest folder upward that holds placeholders.yaml) and the clusters to work on. */
export const targetOf = async (options: Arguments): Promise<Target> => {
  const root = options.root === undefined ? findRoot(process.cwd()) : resolve(options.root);
  if (root === undefined)
    throw new UsageError('no placeholders.yaml here or above: run keelson in a repository, or give --root <folder>');
  const clusters = options.clusters.length > 0 ? options.clusters : await loadClusterNames(root);
  if (clusters.length === 0) throw new UsageError('there is no cluster: write clusters/<name>.yaml');
  return { root, clusters };
};
