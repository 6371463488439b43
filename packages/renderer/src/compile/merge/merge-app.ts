import type { MergedApp, MergedCluster } from '../../model/cluster.ts';
import type { AppDefinition } from '../../model/definition.ts';
import type { Diagnostic, Staged } from '../../model/diagnostic.ts';
import type { JsonObject } from '../../model/json.ts';
import { didYouMean } from '../../model/nearest.ts';
import type { AppSource } from '../../model/source.ts';
import { fitDefaults } from './fit-defaults.ts';
import { layOver, tidy } from './lay-over.ts';
import type { LayeredNode } from './layered-node.ts';
import { flatten, isMapNode } from './layered-node.ts';
import { layerOfFile } from './layers.ts';
import { meetNeeds } from './meet-needs.ts';
import { appShape } from './merge-shape.ts';
import { textAt } from './namespaces.ts';

/** What all apps of one category are merged with. */
export interface CategoryContext {
  /** `namespace` and `area` of the merged category. */
  namespace: string;
  area: string;
  /** built-in → cluster → category defaults. */
  defaults: LayeredNode;
  cluster: MergedCluster;
}

/**
 * One app with all its layers: defaults → app.yaml → overrides; then the defaults that do not fit are dropped, and what the
 * cluster does not provide is switched off. `undefined` when the layers say `enabled: false`.
 */
export const mergeApp = (
  source: AppSource,
  overrides: readonly LayeredNode[],
  context: CategoryContext,
): Staged<MergedApp | undefined> => {
  const layers = [layerOfFile('app', source.definition), ...overrides];
  const merged = layers.reduce((below, above) => layOver(below, above, appShape) ?? below, context.defaults);
  const tidied = tidy(merged, appShape);
  if (!isMapNode(tidied) || tidied.value.get('enabled')?.value === false) return { items: undefined, diagnostics: [] };
  const fitted = fitDefaults(tidied, context.cluster);
  const met = meetNeeds(fitted, context.cluster);
  const { data, origins, quoted } = flatten(met.items);
  const definition = data as JsonObject;
  const id = `${source.category}/${source.folder}`;
  const app: MergedApp = {
    id,
    category: source.category,
    name: source.folder,
    description: textAt(definition, 'description') ?? '',
    namespace: textAt(definition, 'namespace') ?? context.namespace,
    area: textAt(definition, 'area') ?? context.area,
    tier: context.cluster.selected.get(id)?.tier ?? 0,
    file: source.definition.path,
    definition: definition as unknown as AppDefinition,
    origins,
    quoted,
    templates: source.templates,
    files: source.files,
  };
  return { items: app, diagnostics: [...met.diagnostics, ...undeclaredNamespace(app, context.cluster)] };
};

const undeclaredNamespace = (app: MergedApp, cluster: MergedCluster): Diagnostic[] => {
  for (const namespaces of cluster.namespaces.values()) {
    if (namespaces.some((namespace) => namespace.name === app.namespace)) return [];
  }
  const declared = [...cluster.namespaces.values()].flat().map((namespace) => namespace.name);
  const origin = app.origins.get('/namespace');
  return [
    {
      code: 'namespace-undeclared',
      severity: 'error',
      message: `${app.id} is in namespace ${app.namespace}, which no category declares`,
      hint: didYouMean(app.namespace, declared) ?? `Add it to \`namespaces\` of category ${app.category}.`,
      origin: { file: origin?.file ?? app.file, pointer: origin?.pointer ?? '' },
    },
  ];
};
