import type { Document, Node, Pair } from 'yaml';
import { isCollection, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { JsonPointer } from '../model/json.ts';
import { segmentsOf } from '../model/json.ts';
import type { TextFile } from '../model/source.ts';
import { sourceOffset } from './scalar-offset.ts';

interface Parsed {
  document: Document.Parsed;
  lines: LineCounter;
}

/** Parsed again only for files that something was found in, and once each. */
const parsedFiles = new WeakMap<TextFile, Parsed>();

const parsed = (file: TextFile): Parsed => {
  const known = parsedFiles.get(file);
  if (known !== undefined) return known;
  const lines = new LineCounter();
  const document = parseDocument(file.text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const result = { document, lines };
  parsedFiles.set(file, result);
  return result;
};

const startOf = (node: unknown): number | undefined => (node as Node | null | undefined)?.range?.[0];

const keyText = (pair: Pair): string => (isScalar(pair.key) ? String(pair.key.value) : '');

/** The deepest node of the way that exists, and the pair that holds it. */
const walk = (root: Node | null, pointer: JsonPointer): { node: unknown; pair?: Pair; complete: boolean } => {
  let at: { node: unknown; pair?: Pair } = { node: root };
  for (const segment of segmentsOf(pointer)) {
    if (isMap(at.node)) {
      const pair = at.node.items.find((item) => isPair(item) && keyText(item) === segment);
      if (pair === undefined) return { ...at, complete: false };
      at = { node: pair.value, pair: pair as Pair };
    } else if (isSeq(at.node) && at.node.items[Number(segment)] !== undefined) {
      at = { node: at.node.items[Number(segment)] };
    } else return { ...at, complete: false };
  }
  return { ...at, complete: true };
};

/** A block collection starts at its first entry, a line below the key that a person looks for. */
const isBlock = (node: unknown): boolean => isCollection(node) && node.flow !== true;

/**
 * Line and column, from 1, of a node of a YAML file, or of a place in a text file.
 *
 * @param pointer RFC 6901. Where it leads nowhere (a missing key) the nearest node above it counts. `''` with an `offset` is
 *   an offset in the text itself, so that text templates need no parsing.
 * @param offset Characters into the scalar's value, as an expression's position is given.
 * @param key The key is meant, not its value.
 */
export const positionOf = (
  file: TextFile,
  pointer: JsonPointer,
  offset?: number,
  key?: boolean,
): { line: number; column: number } => {
  if (pointer === '' && offset !== undefined) return placeAt(file.text, offset);
  const { document, lines } = parsed(file);
  const { node, pair, complete } = walk(document.contents, pointer);
  const keyStart = startOf(pair?.key);
  const valueStart = startOf(node);
  const wantsKey = key === true || !complete || isBlock(node) || valueStart === undefined;
  const start = (wantsKey ? keyStart : undefined) ?? valueStart ?? keyStart ?? 0;
  const inside = offset !== undefined && !wantsKey && isScalar(node) ? sourceOffset(file.text, node, offset) : start;
  const { line, col } = lines.linePos(inside);
  return { line: Math.max(1, line), column: Math.max(1, col) };
};

const placeAt = (text: string, offset: number): { line: number; column: number } => {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
};
