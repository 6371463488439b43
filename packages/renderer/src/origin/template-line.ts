import { isMap, isScalar, parseAllDocuments } from 'yaml';
import type { JsonPointer } from '../model/json.ts';
import { segmentsOf } from '../model/json.ts';

/**
 * Where a text template writes a field of the object it makes. A template that reads as YAML without being evaluated says it
 * exactly: the document of that kind and name. Else it is the field's key, or the nearest key above it, when that key is written
 * once only: a template is text, so nothing surer can be said without guessing.
 *
 * @param object `Kind/namespace/name` or `Kind/name` of the rendered object.
 * @returns offset in characters from the start of the text; `undefined` when no key of the pointer is written once only.
 */
export const offsetInTemplate = (text: string, pointer: JsonPointer, object?: string): number | undefined =>
  (object === undefined ? undefined : offsetInDocument(text, pointer, object)) ?? offsetOfKey(text, pointer);

const offsetInDocument = (text: string, pointer: JsonPointer, object: string): number | undefined => {
  // Tags of blocks are no YAML: what they make stands elsewhere than it is written.
  if (text.includes('<%%')) return undefined;
  const documents = parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false });
  if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return undefined;
  const [kind, ...path] = object.split('/');
  const meant = documents.filter(
    (document) => document.get('kind') === kind && document.getIn(['metadata', 'name']) === path.at(-1),
  );
  const [document] = meant;
  if (document === undefined || meant.length > 1) return undefined;
  for (let keys = segmentsOf(pointer); keys.length > 0; keys = keys.slice(0, -1)) {
    const holder = keys.length === 1 ? document.contents : document.getIn(keys.slice(0, -1), true);
    const last = keys.at(-1)!;
    if (isMap(holder)) {
      const pair = holder.items.find(({ key }) => isScalar(key) && String(key.value) === last);
      const range = isScalar(pair?.key) ? pair.key.range : undefined;
      if (range != null) return range[0];
    }
    const item: unknown = document.getIn(keys, true);
    if (typeof item === 'object' && item !== null && 'range' in item && Array.isArray(item.range))
      return Number(item.range[0]);
  }
  return undefined;
};

const offsetOfKey = (text: string, pointer: JsonPointer): number | undefined => {
  for (const key of segmentsOf(pointer).toReversed()) {
    const written = key.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const lines = [...text.matchAll(new RegExp(`(^[ \\t]*(?:- +)*|[{,][ \\t]*)["']?${written}["']?[ \\t]*:`, 'gmu'))];
    if (lines.length === 1) return lines[0]!.index + lines[0]![1]!.length;
    if (lines.length > 1) return undefined;
  }
  return undefined;
};
