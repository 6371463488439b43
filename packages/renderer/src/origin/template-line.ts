import type { JsonPointer } from '../model/json.ts';
import { segmentsOf } from '../model/json.ts';

/**
 * Where a text template writes a field of the object it makes: the line that holds the field's key, or that of the nearest key
 * above it, when that key stands on one line only. A template is text, so nothing surer can be said without guessing.
 *
 * @returns offset in characters from the start of the text; `undefined` when no key of the pointer stands on one line only.
 */
export const offsetInTemplate = (text: string, pointer: JsonPointer): number | undefined => {
  for (const key of segmentsOf(pointer).toReversed()) {
    const written = key.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const lines = [...text.matchAll(new RegExp(`^[ \\t]*(?:- +)*["']?${written}["']?[ \\t]*:`, 'gmu'))];
    if (lines.length === 1) return lines[0]!.index + (lines[0]![0].length - lines[0]![0].trimStart().length);
    if (lines.length > 1) return undefined;
  }
  return undefined;
};
