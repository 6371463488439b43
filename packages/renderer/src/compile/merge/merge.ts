import type { MergedApp, MergedCategory, MergedCluster } from '../../model/cluster.ts';
import type { CategoryDefinition, ClusterDefinition } from '../../model/definition.ts';
import type { Diagnostic, Staged } from '../../model/diagnostic.ts';
import type { JsonObject } from '../../model/json.ts';
import { placeholderTable } from '../../model/placeholder-table.ts';
import type { CategorySource, Sources } from '../../model/source.ts';
import { mergedCategory } from './category-node.ts';
import { checkClusterNames } from './cluster-names.ts';
import { clusterPlaceholders } from './cluster-placeholders.ts';
import { enabledApps } from './enabled.ts';
import { layOver } from './lay-over.ts';
import { childOf, flatten, relabel } from './layered-node.ts';
import { clusterDefaults, mergedClusterNode, overridesOf } from './layers.ts';
import { mergeApp } from './merge-app.ts';
import { appShape } from './merge-shape.ts';
import { namespaceTable } from './namespace-table.ts';
import { namespaceConflicts, textAt } from './namespaces.ts';
import { selectApps } from './tiers.ts';

/*
 * The room `merge`: written is made complete (FORMAT sections 1, 3 and 4).
 *  1. `mergeCluster`: what the cluster extends and its own file become one definition; its tiers select and order the apps;
 *     namespaces of all categories that run; the table of placeholders.
 *  2. `mergeCategory`: category.yaml and its overrides; then each app that runs, over the layers
 *     built-in → extends → cluster → category → app → overrides, with an origin for every node.
 *  3. Defaults that do not fit an app are dropped, and traits that the cluster does not meet are switched off.
 * Everything that is not well-formed was left out before; nothing here throws for what a person wrote.
 */

/** The cluster as a whole. With no cluster file (it could not be read) nothing is selected. */
export const mergeCluster = (sources: Sources): Staged<MergedCluster> => {
  const { data, origins } = flatten(mergedClusterNode(sources));
  const definition = data as JsonObject;
  const selection = selectApps(definition['tiers'], origins, sources);
  const running = enabledApps(selection, sources);
  const namespaces = namespaceTable(sources, new Set([...running.selected.values()].map((app) => app.category)));
  const own = sources.cluster.at(-1);
  const cluster: MergedCluster = {
    name: textAt(definition, 'name') ?? '',
    file: own?.path ?? '',
    definition: definition as unknown as ClusterDefinition,
    origins,
    tiers: running.tiers,
    selected: running.selected,
    namespaces,
    placeholders: placeholderTable(sources.placeholders),
  };
  const diagnostics: Diagnostic[] = [
    ...selection.diagnostics,
    ...running.diagnostics,
    ...checkClusterNames(sources),
    ...clusterPlaceholders(sources, cluster.placeholders),
    ...namespaceConflicts([...namespaces.values()].flat()),
  ];
  return { items: cluster, diagnostics };
};

/** One category and its apps that run, in the order of their names. */
export const mergeCategory = (
  source: CategorySource,
  sources: Sources,
  cluster: MergedCluster,
): Staged<MergedCategory> => {
  const { node, flat } = mergedCategory(source, sources);
  const below = clusterDefaults(sources);
  const written = childOf(node, 'defaults');
  const context = {
    namespace: textAt(flat.data, 'namespace') ?? source.name,
    area: textAt(flat.data, 'area') ?? source.name,
    defaults: written === undefined ? below : (layOver(below, relabel(written, 'category'), appShape) ?? below),
    cluster,
  };
  const apps: MergedApp[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const app of source.apps) {
    const id = `${source.name}/${app.folder}`;
    if (!cluster.selected.has(id)) continue;
    const merged = mergeApp(app, overridesOf(sources, id), context);
    diagnostics.push(...merged.diagnostics);
    if (merged.items !== undefined) apps.push(merged.items);
  }
  const category: MergedCategory = {
    name: source.name,
    file: source.definition.path,
    definition: flat.data as unknown as CategoryDefinition,
    origins: flat.origins,
    namespaces: [...(cluster.namespaces.get(source.name) ?? [])],
    apps,
  };
  return { items: category, diagnostics };
};
