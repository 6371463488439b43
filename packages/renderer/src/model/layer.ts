import type { JsonPointer } from './json.ts';

/** Where a merged value was written. DESIGN section 3: built-in → cluster → category → app → overrides → environment. */
export type LayerName = 'built-in' | 'extends' | 'cluster' | 'category' | 'app' | 'overrides' | 'environment';

/** The node of a file that a merged node came from; built-in values have no file. */
export interface LayerOrigin {
  layer: LayerName;
  file?: string;
  pointer: JsonPointer;
}

/** Merged pointer → where it was written, for every leaf and every written map or list. */
export type OriginMap = ReadonlyMap<JsonPointer, LayerOrigin>;

/** The origin of the node, or of the nearest node above it that was written by someone. */
export const originAt = (origins: OriginMap, pointer: JsonPointer): LayerOrigin | undefined => {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const origin = origins.get(at);
    if (origin !== undefined) return origin;
    if (at === '') return undefined;
  }
};

/** True when the app's own file (not a default) says something at or below the pointer. */
export const writtenInApp = (origins: OriginMap, pointer: JsonPointer): boolean => {
  for (const [at, origin] of origins) {
    if (origin.layer === 'app' && (at === pointer || at.startsWith(`${pointer}/`))) return true;
  }
  return false;
};
