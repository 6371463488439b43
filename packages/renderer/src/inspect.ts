import { expandCluster } from './compile/expand/sections/sections.ts';
import { load } from './compile/load/load.ts';
import { mergeCluster } from './compile/merge/merge.ts';
import { validate } from './compile/validate/validate.ts';
import { compileCategory } from './compile.ts';
import { layoutFlux } from './link/layout/flux/flux.ts';
import { order } from './link/order/order.ts';
import { resolve } from './link/resolve/resolve.ts';
import type { MergedCluster } from './model/cluster.ts';
import type { CompiledCategory } from './model/compiled.ts';
import type { Diagnostic } from './model/diagnostic.ts';
import type { LaidOutTree, OrderedTree, ResolvedTree } from './model/linked.ts';
import type { Sources } from './model/source.ts';
import { inputHashOf, readObjectFile } from './object-file.ts';
import { placed } from './place.ts';

export interface InspectOptions {
  /** Absolute path of the folder that holds placeholders.yaml. */
  root: string;
  /** Name of a cluster, or the path of its file relative to the root. */
  cluster: string;
  /** Identifies the build of Keelson: object files of another build are compiled again. */
  builder: string;
}

/** The tree of one cluster before it is serialized: what `plan`, `explain` and `graph` look at. */
export interface Inspection {
  sources: Sources;
  cluster: MergedCluster;
  resolved: ResolvedTree;
  ordered: OrderedTree;
  laidOut: LaidOutTree;
  /** Of every stage, sorted, with places. With an error among them the tree is not what would be committed. */
  diagnostics: Diagnostic[];
}

/** Definitions and one cluster → its tree, neither verified nor written. */
export const inspect = async (options: InspectOptions): Promise<Inspection> => {
  const loaded = await load(options);
  const valid = validate(loaded.items);
  const merged = mergeCluster(valid.items);
  const cluster = merged.items;
  const running = new Set([...cluster.selected.values()].map((app) => app.category));
  const sources = valid.items.categories.filter((category) => running.has(category.name));
  const categories = sources.map((source): CompiledCategory => {
    const hash = inputHashOf(source, valid.items, cluster, options.builder);
    return readObjectFile(options.root, source, cluster, hash) ?? compileCategory(source, valid.items, cluster, hash);
  });
  const sections = expandCluster(cluster);
  const resolved = resolve(categories, sections.items, cluster);
  const ordered = order(resolved.items, cluster);
  const laidOut = layoutFlux(ordered.items, cluster);
  const stages = [loaded, valid, merged, ...categories, sections, resolved, ordered, laidOut];
  const diagnostics = placed(
    stages.flatMap((stage) => stage.diagnostics),
    loaded.items,
    cluster,
  );
  return {
    sources: valid.items,
    cluster,
    resolved: resolved.items,
    ordered: ordered.items,
    laidOut: laidOut.items,
    diagnostics,
  };
};
