import type { JsonPointer } from '../model/json.ts';
import { segmentsOf } from '../model/json.ts';

/**
 * Where a text template writes a field of the object it makes: the field's key, or the nearest key above it, when that key is
 * written once only. A template is text, so nothing surer can be said without guessing.
 *
 * @returns offset in characters from the start of the text; `undefined` when no key of the pointer is written once only.
 */
export const offsetInTemplate = (text: string, pointer: JsonPointer): number | undefined => {
  for (const key of segmentsOf(pointer).toReversed()) {
    const written = key.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const lines = [...text.matchAll(new RegExp(`(^[ \\t]*(?:- +)*|[{,][ \\t]*)["']?${written}["']?[ \\t]*:`, 'gmu'))];
    if (lines.length === 1) return lines[0]!.index + lines[0]![1]!.length;
    if (lines.length > 1) return undefined;
  }
  return undefined;
};
