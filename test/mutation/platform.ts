import { fileURLToPath } from 'node:url';
import { expandCluster } from '../../packages/renderer/src/compile/expand/sections/sections.ts';
import { load } from '../../packages/renderer/src/compile/load/load.ts';
import { mergeCluster } from '../../packages/renderer/src/compile/merge/merge.ts';
import { validate } from '../../packages/renderer/src/compile/validate/validate.ts';
import { compileCategory } from '../../packages/renderer/src/compile.ts';
import { order } from '../../packages/renderer/src/link/order/order.ts';
import { resolve } from '../../packages/renderer/src/link/resolve/resolve.ts';
import { lintPlaceholders } from '../../packages/renderer/src/link/substitute/lint/lint.ts';
import type { MergedCluster } from '../../packages/renderer/src/model/cluster.ts';
import type { CompiledApp, CompiledCategory } from '../../packages/renderer/src/model/compiled.ts';
import type { Diagnostic } from '../../packages/renderer/src/model/diagnostic.ts';
import type { OrderedTree, ResolvedTree } from '../../packages/renderer/src/model/linked.ts';
import type { Sources } from '../../packages/renderer/src/model/source.ts';

/** A platform after compile: what the linker is given. */
export interface Platform {
  sources: Sources;
  categories: CompiledCategory[];
  sections: CompiledApp[];
  cluster: MergedCluster;
}

export interface LinkedPlatform {
  resolved: ResolvedTree;
  ordered: OrderedTree;
  diagnostics: Diagnostic[];
}

/** The reference platform of this repository, compiled for the cluster `home`. */
export const referencePlatform = async (): Promise<Platform> => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const { items: sources } = validate((await load({ root, cluster: 'home' })).items);
  const { items: cluster } = mergeCluster(sources);
  const running = new Set([...cluster.selected.values()].map((app) => app.category));
  const categories = sources.categories
    .filter(({ name }) => running.has(name))
    .map((source) => compileCategory(source, sources, cluster, ''));
  return { sources, categories, sections: expandCluster(cluster).items, cluster };
};

/** What the linker says of it: references, order, placeholders. */
export const linked = ({ categories, sections, cluster }: Platform): LinkedPlatform => {
  const resolved = resolve(categories, sections, cluster);
  const ordered = order(resolved.items, cluster);
  const linted = lintPlaceholders(ordered.items, resolved.items.references, cluster);
  return {
    resolved: resolved.items,
    ordered: ordered.items,
    diagnostics: [resolved, ordered, linted].flatMap(({ diagnostics }) => diagnostics),
  };
};

/** The platform with every app mapped; an app that maps to nothing is gone. */
export const withApps = (platform: Platform, map: (app: CompiledApp) => CompiledApp | undefined): Platform => ({
  ...platform,
  categories: platform.categories.map((category) => ({
    ...category,
    apps: category.apps.flatMap((app) => map(app) ?? []),
  })),
  sections: platform.sections.flatMap((app) => map(app) ?? []),
});
