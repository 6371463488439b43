import type { JsonObject } from '../../model/json.ts';
import type { CategorySource, Sources } from '../../model/source.ts';
import { layOver, tidy } from './lay-over.ts';
import type { Flattened, LayeredNode } from './layered-node.ts';
import { flatten } from './layered-node.ts';
import { layerOfFile, overridesOf } from './layers.ts';
import { categoryShape } from './merge-shape.ts';

/** category.yaml and what the cluster overrides of it, with origins. */
export const mergedCategory = (
  source: CategorySource,
  sources: Sources,
): { node: LayeredNode; flat: Flattened & { data: JsonObject } } => {
  const merged = overridesOf(sources, source.name).reduce(
    (below, above) => layOver(below, above, categoryShape) ?? below,
    layerOfFile('category', source.definition),
  );
  const node = tidy(merged, categoryShape) ?? merged;
  return { node, flat: flatten(node) as Flattened & { data: JsonObject } };
};
