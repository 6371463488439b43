import type { Linked } from './link.ts';
import type { MergedCluster } from './model/cluster.ts';
import type { Sources } from './model/source.ts';
import type { Figures, RenderOptions, RenderResult } from './result.ts';
import { recallRuns, rememberClusters, rememberRun } from './unchanged/unchanged.ts';

export { findRoot } from './compile/load/find-root.ts';
export { inputsOf, type Surroundings } from './unchanged/unchanged.ts';

/**
 * The results of a render that would find nothing changed, without rendering: inputs, tree and kubeconform are those of the last
 * good run. `undefined` when anything differs, or nothing was kept.
 *
 * @param inputs What `inputsOf` gave for this run.
 * @param named Clusters asked for; none: all of the root.
 */
export const unchangedResults = (
  root: string,
  inputs: string | undefined,
  named: readonly string[],
): RenderResult[] | undefined => {
  const runs = inputs === undefined ? undefined : recallRuns<Figures>(root, inputs, named);
  return runs?.map(([cluster, { diagnostics, paths, foreign, figures }]) => ({
    cluster,
    diagnostics,
    changeSet: { changes: paths.map((path) => ({ path, change: 'unchanged' as const })), foreign },
    figures: { ...figures, validated: 0, remembered: figures.objects },
    notices: [],
  }));
};

/** Keeps what a render that was written came to; nothing without kubeconform, whose word alone is remembered. */
export const keepResult = (
  { root, inputs }: RenderOptions,
  { diagnostics, changeSet, figures }: RenderResult,
  linked: Linked,
  { output = 'kubernetes' }: MergedCluster['definition'],
  sources: Sources,
  name: string,
): void => {
  const { binary } = linked.summary;
  if (inputs === undefined || binary === undefined || changeSet === undefined || figures === undefined) return;
  const paths = linked.files.map(({ path }) => path);
  const { foreign } = changeSet;
  rememberRun(root, inputs, name, { output, diagnostics, paths, foreign, figures, binary }, pathsOf(sources));
};

/** Keeps which clusters a render without a named one works on. */
export const keepClusters = (root: string, inputs: string | undefined, clusters: readonly string[]): void => {
  if (inputs !== undefined) rememberClusters(root, inputs, clusters);
};

const pathsOf = ({ placeholders, cluster, categories }: Sources): string[] => [
  placeholders.path,
  ...cluster.map(({ path }) => path),
  ...categories.map(({ definition }) => definition.path),
];
