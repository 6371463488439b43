import { type JsonObject, type JsonPointer, type JsonValue, pointerOf } from '../../model/json.ts';
import type { Variables } from './evaluate.ts';
import { rereadScalar } from './reread-scalar.ts';
import { fitsOnKeyLine } from './reserialize.ts';
import { styleOf } from './scalar-style.ts';
import { writeScalar } from './scalar-writing.ts';
import { substituteDetailed } from './substitute.ts';

/** A field that does not arrive as the string that was meant. */
export interface ScalarChange {
  pointer: JsonPointer;
  /** The string in the committed file. */
  written: string;
  /** What the cluster reads there: a number, a boolean, null, another string, even a list or mapping; absent when it is gone. */
  seen?: JsonValue;
}

interface Walk {
  variables: Variables;
  strict: boolean;
  path: (string | number)[];
  changes: ScalarChange[];
}

/** Where a value stands in kustomize's output: the indent of the mapping or list that holds it, and its own column. */
interface Standing {
  indent: number;
  column: number;
}

const readString = (walk: Walk, value: string, { indent, column }: Standing): JsonValue | undefined => {
  if (!value.includes('$')) return value;
  const style = styleOf(value, false);
  const written = writeScalar(value, style, column, indent + 2, false);
  const { text, fault } = substituteDetailed(written, walk.variables, walk.strict);
  const reading = fault ? undefined : rereadScalar(written, text, style, indent + 2);
  if (reading === undefined) return undefined;
  const meant = written === value ? text : substituteDetailed(value, walk.variables, walk.strict).text;
  if (reading.value !== meant)
    walk.changes.push({ pointer: pointerOf(walk.path), written: value, seen: reading.value });
  return reading.value;
};

const readList = (walk: Walk, values: JsonValue[], indent: number): JsonValue | undefined => {
  let copy: JsonValue[] | undefined;
  for (const [index, value] of values.entries()) {
    walk.path.push(index);
    const seen = readValue(walk, value, { indent, column: indent + 2 }, indent + 2);
    walk.path.pop();
    if (seen === undefined) return undefined;
    if (seen !== value) {
      copy ??= [...values];
      copy[index] = seen;
    }
  }
  return copy ?? values;
};

/** Columns count characters, so that those of two code units are one. */
const keyWidth = (key: string): number => [...writeScalar(key, styleOf(key, true), 0, 0, true)].length;

const readMapping = (walk: Walk, object: JsonObject, indent: number): JsonObject | undefined => {
  let copy: JsonObject | undefined;
  for (const key of Object.keys(object)) {
    if (key.includes('$') || !fitsOnKeyLine(key)) return undefined;
    const value = object[key]!;
    const column = typeof value === 'string' && value.includes('$') ? indent + keyWidth(key) + 2 : 0;
    walk.path.push(key);
    const seen = readValue(walk, value, { indent, column }, indent);
    walk.path.pop();
    if (seen === undefined) return undefined;
    if (seen === value) continue;
    copy ??= { ...object };
    Object.defineProperty(copy, key, { value: seen, enumerable: true, configurable: true, writable: true });
  }
  return copy ?? object;
};

const readValue = (walk: Walk, value: JsonValue, standing: Standing, listIndent: number): JsonValue | undefined => {
  if (typeof value === 'string') return readString(walk, value, standing);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return readList(walk, value, listIndent);
  return readMapping(walk, value, standing.indent + 2);
};

/**
 * The quick way of `asClusterSees`: every string that holds `$` is written, substituted and read again on its own. `undefined` when
 * one of them, or a key, needs the whole document, also when one is at fault. What does not change is shared, not copied.
 */
export const readInPlace = (
  object: JsonObject,
  variables: Variables,
  strict: boolean,
): { object: JsonObject; changes: ScalarChange[] } | undefined => {
  const walk: Walk = { variables, strict, path: [], changes: [] };
  const seen = readMapping(walk, object, 0);
  return seen === undefined ? undefined : { object: seen, changes: walk.changes };
};
