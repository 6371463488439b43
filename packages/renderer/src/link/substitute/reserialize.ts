import type { JsonObject, JsonPointer, JsonScalar, JsonValue } from '../../model/json.ts';
import { pointerOf } from '../../model/json.ts';
import { isAscii } from './bytes.ts';
import { compareKeys } from './key-order.ts';
import type { ScalarStyle } from './scalar-style.ts';
import { styleOf } from './scalar-style.ts';
import { writeScalar } from './scalar-writing.ts';

/** A string that holds `$`, where it stands in the text, and how it is written there. */
export interface MarkedScalar {
  pointer: JsonPointer;
  written: string;
  isKey: boolean;
  style: ScalarStyle;
  indent: number;
  start: number;
  end: number;
}

export interface Reserialized {
  text: string;
  marked: MarkedScalar[];
}

interface Writer {
  /** Finished lines, each with its break, and how many characters they have. */
  lines: string[];
  length: number;
  /** The line being written; after a literal block it ends in a break. */
  line: string;
  marked: MarkedScalar[];
  path: (string | number)[];
}

/** Longer keys, in bytes, are written as `? key`. */
const longestSimpleKey = 128;

export const fitsOnKeyLine = (key: string): boolean =>
  !/[\n\u2028\u2029\r\x85]/.test(key) &&
  (key.length * 3 <= longestSimpleKey || Buffer.byteLength(key) <= longestSimpleKey);

/** Columns count characters, not code units. */
const columnOf = (line: string): number => (isAscii(line) ? line.length : [...line].length);

const finishLine = (writer: Writer): void => {
  if (writer.line === '') return;
  const line = writer.line.endsWith('\n') ? writer.line : `${writer.line}\n`;
  writer.lines.push(line);
  writer.length += line.length;
  writer.line = '';
};

const startLine = (writer: Writer, indent: number): void => {
  finishLine(writer);
  writer.line = ' '.repeat(indent);
};

const writeString = (writer: Writer, value: string, indent: number, isKey: boolean, onOneLine: boolean): void => {
  const style = styleOf(value, onOneLine);
  const start = writer.length + writer.line.length;
  const text = writeScalar(value, style, columnOf(writer.line), indent, onOneLine);
  writer.line += text;
  const end = start + text.length;
  if (value.includes('$'))
    writer.marked.push({ pointer: pointerOf(writer.path), written: value, isKey, style, indent, start, end });
};

const writeLeaf = (writer: Writer, value: JsonScalar, indent: number): void => {
  if (typeof value === 'string') writeString(writer, value, indent + 2, false, false);
  else writer.line += String(value);
};

/** `indent` of the node that holds the value; a list directly under a key is not indented further. */
const writeValue = (writer: Writer, value: JsonValue, indent: number, underKey: boolean): void => {
  if (typeof value !== 'object' || value === null) {
    writer.line += ' ';
    writeLeaf(writer, value, indent);
  } else if (Array.isArray(value)) {
    if (value.length === 0) writer.line += ' []';
    else writeList(writer, value, underKey ? indent : indent + 2, !underKey);
  } else if (Object.keys(value).length === 0) writer.line += ' {}';
  else writeMapping(writer, value, indent + 2, !underKey);
};

/** `follows`: the first line continues one that ends in `-`, `?` or `:`. */
const openLine = (writer: Writer, indent: number, follows: boolean): void => {
  if (follows) writer.line += ' ';
  else startLine(writer, indent);
};

const writeList = (writer: Writer, values: readonly JsonValue[], indent: number, follows: boolean): void => {
  for (const [index, value] of values.entries()) {
    openLine(writer, indent, follows && index === 0);
    writer.line += '-';
    writer.path.push(index);
    writeValue(writer, value, indent, false);
    writer.path.pop();
  }
};

const writeMapping = (writer: Writer, object: JsonObject, indent: number, follows: boolean): void => {
  for (const [index, key] of Object.keys(object).sort(compareKeys).entries()) {
    openLine(writer, indent, follows && index === 0);
    writer.path.push(key);
    const isSimple = fitsOnKeyLine(key);
    if (!isSimple) writer.line += '? ';
    writeString(writer, key, indent + 2, true, isSimple);
    if (!isSimple) startLine(writer, indent);
    writer.line += ':';
    writeValue(writer, object[key]!, indent, isSimple);
    writer.path.pop();
  }
};

/** The object as kustomize hands it to substitution: keys sorted, every string in the style go-yaml chooses for it. */
export const reserialize = (object: JsonObject): Reserialized => {
  const writer: Writer = { lines: [], length: 0, line: '', marked: [], path: [] };
  writeMapping(writer, object, 0, false);
  finishLine(writer);
  return { text: writer.lines.join(''), marked: writer.marked };
};
