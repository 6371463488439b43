import { checkCluster } from './compile/check/cluster.ts';
import { expandCluster } from './compile/expand/sections/sections.ts';
import { load } from './compile/load/load.ts';
import { mergeCluster } from './compile/merge/merge.ts';
import { validate } from './compile/validate/validate.ts';
import { compileCategory } from './compile.ts';
import { layoutFlux } from './link/layout/flux/flux.ts';
import { order } from './link/order/order.ts';
import { resolve } from './link/resolve/resolve.ts';
import type { MergedCluster } from './model/cluster.ts';
import { type Diagnostic, hasErrors } from './model/diagnostic.ts';
import type { LaidOutTree, OrderedTree, ResolvedTree } from './model/linked.ts';
import type { Sources } from './model/source.ts';
import { placed } from './place.ts';

/** The tree of one cluster before it is serialized: what `plan`, `explain` and `graph` look at. */
export interface Inspection {
  sources: Sources;
  cluster: MergedCluster;
  resolved: ResolvedTree;
  ordered: OrderedTree;
  laidOut: LaidOutTree;
  /** Sorted, with places. With an error among them the tree is not what would be committed. */
  diagnostics: Diagnostic[];
}

/**
 * Definitions and one cluster → its tree, neither verified nor written.
 *
 * @param options `root` is the absolute folder of placeholders.yaml, `cluster` a name or a path relative to the root.
 */
export const inspect = async (options: { root: string; cluster: string }): Promise<Inspection> => {
  const loaded = await load(options);
  const valid = validate(loaded.items);
  const merged = mergeCluster(valid.items);
  const cluster = merged.items;
  const running = new Set([...cluster.selected.values()].map((app) => app.category));
  const sources = valid.items.categories.filter((category) => running.has(category.name));
  const categories = sources.map((source) => compileCategory(source, valid.items, cluster, ''));
  const sections = expandCluster(cluster);
  const resolved = resolve(categories, sections.items, cluster);
  const ordered = order(resolved.items, cluster);
  const laidOut = layoutFlux(ordered.items, cluster);
  const early = [loaded, valid, merged, checkCluster(cluster), ...categories, sections].flatMap(
    (stage) => stage.diagnostics,
  );
  // What a definition with an error would have made is missing: what the linker says of that is no finding.
  const late = hasErrors(early) ? [] : [resolved, ordered, laidOut].flatMap((stage) => stage.diagnostics);
  return {
    sources: valid.items,
    cluster,
    resolved: resolved.items,
    ordered: ordered.items,
    laidOut: laidOut.items,
    diagnostics: placed([...early, ...late], loaded.items, cluster),
  };
};
