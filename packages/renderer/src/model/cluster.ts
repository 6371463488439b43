import type { CompiledNamespace } from './compiled.ts';
import type { AppDefinition, CategoryDefinition, ClusterDefinition } from './definition.ts';
import type { OriginMap } from './layer.ts';
import type { Placeholder } from './placeholder.ts';
import type { CarriedFile, TextFile } from './source.ts';

/** `category/app`. */
export type AppId = string;

/** One app the cluster runs, with the tier that names it. */
export interface SelectedApp {
  id: AppId;
  category: string;
  name: string;
  /** Index into `MergedCluster.tiers`. */
  tier: number;
}

export interface MergedCluster {
  name: string;
  /** Path of the cluster's own file, the origin of what the cluster as a whole makes. */
  file: string;
  /** `extends` and the own file merged. */
  definition: ClusterDefinition;
  origins: OriginMap;
  /** In order; the lowest first. Empty tiers are kept here and skipped by `layout`. */
  tiers: { name: string; apps: AppId[] }[];
  /** By id; only what runs. */
  selected: ReadonlyMap<AppId, SelectedApp>;
  /** By category that runs apps: the namespaces it owns. Part of what a category's compile depends on, as `selected` is. */
  namespaces: ReadonlyMap<string, readonly CompiledNamespace[]>;
  placeholders: readonly Placeholder[];
}

export interface MergedCategory {
  name: string;
  file: string;
  definition: CategoryDefinition;
  origins: OriginMap;
  /** Namespaces the category owns: its own first, then those it declares, by name. Whether one is rendered is the linker's. */
  namespaces: CompiledNamespace[];
  apps: MergedApp[];
}

/** One app with all layers merged: what `template` evaluates. */
export interface MergedApp {
  id: AppId;
  category: string;
  name: string;
  description: string;
  namespace: string;
  /** Folder of the tree: `kubernetes/apps/<area>/<name>`. */
  area: string;
  /** Index into `MergedCluster.tiers`. */
  tier: number;
  file: string;
  definition: AppDefinition;
  origins: OriginMap;
  /** Merged pointers of scalars that were quoted where they were written and hold `<%`. */
  quoted: ReadonlySet<string>;
  templates: ReadonlyMap<string, TextFile>;
  files: ReadonlyMap<string, CarriedFile>;
}
