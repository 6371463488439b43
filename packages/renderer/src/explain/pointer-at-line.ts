import {
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
} from 'yaml';
import { type JsonPointer, pointerOf } from '../model/json.ts';

export interface RenderedNode {
  /** Zero-based, among the documents of the file. */
  document: number;
  pointer: JsonPointer;
}

/**
 * The narrowest node of a rendered file that a line (from 1) belongs to, by reading the file again. Comments, `---` and the
 * line of a document's first key give the whole document; `undefined` past the end of the file.
 */
export const pointerAtLine = (text: string, line: number): RenderedNode | undefined => {
  const counter = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: counter, logLevel: 'silent', uniqueKeys: false });
  if (!Array.isArray(documents) || line < 1 || line > text.split('\n').length) return undefined;
  const lineOf = (offset: number): number => counter.linePos(offset).line;
  const last = documents.findLastIndex((document) => lineOf(document.range[0]) <= line);
  const document = Math.max(0, last);
  const root = documents[document]?.contents;
  return { document, pointer: root === null || root === undefined ? '' : pointerOf(segmentsAt(root, line, lineOf)) };
};

const segmentsAt = (node: unknown, line: number, lineOf: (offset: number) => number): (string | number)[] => {
  if (!isCollection(node)) return [];
  for (const [index, item] of node.items.entries()) {
    const range = rangeOf(item);
    if (range === undefined || line < lineOf(range.start) || line > lineOf(Math.max(range.start, range.end - 1)))
      continue;
    if (isMap(node) && isPair(item)) return [keyText(item), ...segmentsAt(item.value, line, lineOf)];
    if (isSeq(node)) return [index, ...segmentsAt(item, line, lineOf)];
  }
  return [];
};

const keyText = (pair: Pair): string => (isScalar(pair.key) ? String(pair.key.value) : '');

/** From the start of the key to the end of the value, its trailing comment and line end left out. */
const rangeOf = (item: unknown): { start: number; end: number } | undefined => {
  const first = isPair(item) ? (item.key as Node) : (item as Node);
  const value = isPair(item) ? (item.value as Node | null) : (item as Node);
  const start = first.range?.[0];
  const end = value?.range?.[1] ?? first.range?.[1];
  return start === undefined || end === undefined ? undefined : { start, end };
};
