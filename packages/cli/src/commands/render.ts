import { findRoot, inputsOf, unchangedResults } from '@keelson/renderer/unchanged';
import type { Arguments } from '../arguments.ts';
import { buildIdentity } from '../package-folder.ts';
import { report } from '../report.ts';
import { rootOf } from '../root.ts';

/** Renders, validates and writes; what finds nothing changed since the last time is answered without loading the renderer. */
export const runRender = async (options: Arguments): Promise<number> => {
  const root = rootOf(options, findRoot);
  const inputs = inputsOf({ root, builder: buildIdentity(), variables: process.env });
  const unchanged = unchangedResults(root, inputs, options.clusters);
  if (unchanged !== undefined) return report('render', options, unchanged);
  return (await import('./render-clusters.ts')).renderClusters('render', options, inputs);
};

/** Renders and validates without writing, and trusts nothing that was remembered. */
export const runCheck = async (options: Arguments): Promise<number> =>
  (await import('./render-clusters.ts')).renderClusters('check', options);

export const runLink = async (options: Arguments): Promise<number> =>
  (await import('./render-clusters.ts')).linkClusters(options);
