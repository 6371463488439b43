import type { JsonObject, JsonPointer, JsonScalar, JsonValue } from '../../model/json.ts';
import { childPointer, isJsonObject } from '../../model/json.ts';
import type { LayerName, LayerOrigin, OriginMap } from '../../model/layer.ts';

/** A value with, at every node, the place it was written. Never changed in place, so that layers can share nodes. */
export interface LayeredNode {
  value: JsonScalar | readonly LayeredNode[] | ReadonlyMap<string, LayeredNode>;
  origin: LayerOrigin;
  /** A scalar that was quoted and holds `<%`. */
  quoted: boolean;
}

export interface LayeredMap extends LayeredNode {
  value: ReadonlyMap<string, LayeredNode>;
}
export interface LayeredList extends LayeredNode {
  value: readonly LayeredNode[];
}

export const isMapNode = (node: LayeredNode | undefined): node is LayeredMap =>
  typeof node?.value === 'object' && node.value instanceof Map;
export const isListNode = (node: LayeredNode | undefined): node is LayeredList => Array.isArray(node?.value);

/** One layer: data of a file, below `pointer` of it. */
export interface Layer {
  layer: LayerName;
  file?: string;
  data: JsonValue;
  quoted?: ReadonlySet<JsonPointer>;
}

/** Data of one file with its places. */
export const annotate = ({ layer, file, data, quoted }: Layer): LayeredNode => {
  const visit = (value: JsonValue, pointer: JsonPointer): LayeredNode => {
    const origin: LayerOrigin = file === undefined ? { layer, pointer } : { layer, file, pointer };
    if (Array.isArray(value)) {
      return { origin, quoted: false, value: value.map((item, index) => visit(item, `${pointer}/${index}`)) };
    }
    if (!isJsonObject(value)) return { origin, quoted: quoted?.has(pointer) ?? false, value };
    const children = Object.keys(value).map((key) => [key, visit(value[key]!, childPointer(pointer, key))] as const);
    return { origin, quoted: false, value: new Map(children) };
  };
  return visit(data, '');
};

/** The same node as another layer: `overrides` of a cluster file are a layer of their own. */
export const relabel = (node: LayeredNode, layer: LayerName): LayeredNode => ({
  origin: { ...node.origin, layer },
  quoted: node.quoted,
  value: isMapNode(node)
    ? new Map([...node.value].map(([key, child]) => [key, relabel(child, layer)]))
    : isListNode(node)
      ? node.value.map((item) => relabel(item, layer))
      : node.value,
});

export const childOf = (node: LayeredNode | undefined, ...path: string[]): LayeredNode | undefined => {
  let at = node;
  for (const key of path) at = isMapNode(at) ? at.value.get(key) : undefined;
  return at;
};

/** The node without some of its keys. */
export const without = (node: LayeredMap, keys: Iterable<string>): LayeredMap => {
  const value = new Map(node.value);
  for (const key of keys) value.delete(key);
  return { ...node, value };
};

/** True when something at or below the node comes from one of the layers. */
export const comesFrom = (node: LayeredNode | undefined, layers: readonly LayerName[]): boolean => {
  if (node === undefined) return false;
  if (layers.includes(node.origin.layer)) return true;
  if (isMapNode(node)) return [...node.value.values()].some((child) => comesFrom(child, layers));
  return isListNode(node) && node.value.some((item) => comesFrom(item, layers));
};

export interface Flattened {
  data: JsonValue;
  origins: OriginMap;
  quoted: ReadonlySet<JsonPointer>;
}

/** Data, origins and quoted scalars, by merged pointer. */
export const flatten = (root: LayeredNode): Flattened => {
  const origins = new Map<JsonPointer, LayerOrigin>();
  const quoted = new Set<JsonPointer>();
  const visit = (node: LayeredNode, pointer: JsonPointer): JsonValue => {
    origins.set(pointer, node.origin);
    if (node.quoted) quoted.add(pointer);
    if (isListNode(node)) return node.value.map((item, index) => visit(item, `${pointer}/${index}`));
    if (!isMapNode(node)) return node.value as JsonScalar;
    const data: JsonObject = {};
    for (const [key, child] of node.value) data[key] = visit(child, childPointer(pointer, key));
    return data;
  };
  return { data: visit(root, ''), origins, quoted };
};
