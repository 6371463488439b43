import type { LayeredMap, LayeredNode } from './layered-node.ts';
import { isListNode, isMapNode } from './layered-node.ts';
import type { MergeShape } from './merge-shape.ts';
import { shapeAt } from './merge-shape.ts';

/**
 * Lays one layer over what is below (FORMAT section 1): maps merge key by key, lists replace, `null` removes what is below,
 * `true` over settings keeps them, a map lies over every entry of a trait in list form. A `null` that finds nothing stays: a
 * later step may have to remove something with it, and helm is to see those of its values. `tidy` drops what is left over.
 */
export const layOver = (
  below: LayeredNode | undefined,
  above: LayeredNode,
  shape: MergeShape | undefined,
): LayeredNode | undefined => {
  if (below === undefined) return above;
  if (above.value === null) return below.value === null ? above : undefined;
  if (isMapNode(above)) {
    if (isMapNode(below)) return shape?.whole === true ? above : mapOverMap(below, above, shape);
    if (shape?.listForm === true && isListNode(below)) {
      return {
        ...below,
        value: below.value.map((entry) => (isMapNode(entry) ? mapOverMap(entry, above, shape) : entry)),
      };
    }
    return above;
  }
  if (isListNode(above) && shape?.listForm === true && isMapNode(below)) {
    return {
      ...above,
      value: above.value.map((entry) => (isMapNode(entry) ? mapOverMap(below, entry, shape) : entry)),
    };
  }
  if (above.value === true && shape?.switch === true && (isMapNode(below) || isListNode(below))) {
    return { ...below, origin: above.origin };
  }
  return above;
};

const mapOverMap = (below: LayeredMap, above: LayeredMap, shape: MergeShape | undefined): LayeredMap => {
  const value = new Map(below.value);
  for (const { keys, keep } of shape?.choices ?? []) {
    const chosen = keys.find((key) => (above.value.get(key)?.value ?? null) !== null);
    if (chosen === undefined || below.value.has(chosen)) continue;
    if (!keys.some((key) => below.value.has(key))) continue;
    for (const key of below.value.keys())
      if (keep === undefined ? keys.includes(key) : !keep.includes(key)) value.delete(key);
  }
  for (const [key, child] of above.value) {
    const merged = layOver(value.get(key), child, shapeAt(shape, key));
    if (merged === undefined) value.delete(key);
    else value.set(key, merged);
  }
  // What the app's own file says is where a finding about the whole map belongs.
  return { ...below, value, origin: below.origin.layer === 'app' ? below.origin : above.origin };
};

/** Drops what layers switched off: `false` at entries and traits, `null` that found nothing to remove, traits left empty. */
export const tidy = (node: LayeredNode, shape: MergeShape | undefined): LayeredNode | undefined => {
  if (shape?.freeForm === true) return node;
  if (node.value === null) return undefined;
  if (node.value === false) return shape?.removable === true ? undefined : node;
  if (isListNode(node) && shape?.listForm === true) {
    return { ...node, value: node.value.map((entry) => tidyMap(entry, shape)) };
  }
  return tidyMap(node, shape);
};

const tidyMap = (node: LayeredNode, shape: MergeShape | undefined): LayeredNode => {
  if (!isMapNode(node)) return node;
  let changed: Map<string, LayeredNode> | undefined;
  for (const [key, child] of node.value) {
    const inner = shapeAt(shape, key);
    let kept = tidy(child, inner);
    if (inner?.emptyIsOff === true && isMapNode(kept) && kept.value.size === 0) kept = undefined;
    if (kept === child) continue;
    changed ??= new Map(node.value);
    if (kept === undefined) changed.delete(key);
    else changed.set(key, kept);
  }
  return changed === undefined ? node : { ...node, value: changed };
};
