import { isJsonObject } from '../../model/json.ts';
import type { LayerName } from '../../model/layer.ts';
import type { DefinitionFile, Sources } from '../../model/source.ts';
import { builtInDefaults } from './built-in.ts';
import { layOver } from './lay-over.ts';
import type { LayeredNode } from './layered-node.ts';
import { annotate, childOf, relabel } from './layered-node.ts';
import { appShape, clusterShape } from './merge-shape.ts';

/** A definition file as one layer. */
export const layerOfFile = (layer: LayerName, { path, data, quoted }: DefinitionFile): LayeredNode =>
  annotate({ layer, file: path, data: isJsonObject(data) ? data : {}, quoted });

/** A map that nobody wrote. */
export const nothing: LayeredNode = { origin: { layer: 'built-in', pointer: '' }, quoted: false, value: new Map() };

/** Every app looks its overrides up, so the files are annotated once each; a file is never changed in place. */
const annotated = new WeakMap<DefinitionFile, LayeredNode>();

const clusterLayer = (layer: LayerName, file: DefinitionFile): LayeredNode => {
  const known = annotated.get(file);
  if (known !== undefined && known.origin.layer === layer) return known;
  const node = layerOfFile(layer, file);
  annotated.set(file, node);
  return node;
};

/** The cluster's files, the lowest first: what it `extends`, then its own. */
export const clusterLayers = (sources: Sources): LayeredNode[] =>
  sources.cluster.map((file, index) =>
    clusterLayer(index === sources.cluster.length - 1 ? 'cluster' : 'extends', file),
  );

/** The cluster's files as one definition. */
export const mergedClusterNode = (sources: Sources): LayeredNode =>
  clusterLayers(sources).reduce((below, above) => layOver(below, above, clusterShape) ?? below, nothing);

/** built-in → each file's `defaults`: what every app has. */
export const clusterDefaults = (sources: Sources): LayeredNode =>
  clusterLayers(sources)
    .flatMap((layer) => childOf(layer, 'defaults') ?? [])
    .reduce(
      (below, above) => layOver(below, above, appShape) ?? below,
      annotate({ layer: 'built-in', data: builtInDefaults }),
    );

/** What the cluster's files say last of a `category` or a `category/app`, the lowest first. */
export const overridesOf = (sources: Sources, key: string): LayeredNode[] =>
  clusterLayers(sources).flatMap((layer) => {
    const override = childOf(layer, 'overrides', key);
    return override === undefined ? [] : [relabel(override, 'overrides')];
  });
