import type { ByteString } from './bytes.ts';
import { charactersOf } from './bytes.ts';
import type { Chunk } from './glob.ts';
import { chunksOf, matchName } from './glob.ts';
import { OperatorFault } from './operator-fault.ts';

/** The most comparisons one pattern may cost; above it the placeholder is refused, so that no text takes for ever. */
const workLimit = 20_000_000;

/** Where the star-joined pieces but the last end, each found as early as it can be; -1 when one is not there. */
const endOfLeadingPieces = (value: ByteString, pieces: readonly Chunk[]): number => {
  let position = 0;
  for (const { star, text } of pieces) {
    const found = star ? value.indexOf(text, position) : value.startsWith(text, position) ? position : -1;
    if (found === -1) return -1;
    position = found + text.length;
  }
  return position;
};

/** A pattern of `*` and ordinary characters only: found by searching, in linear time. */
const trimPlain = (value: ByteString, chunks: readonly Chunk[], longest: boolean): ByteString => {
  const last = chunks.at(-1);
  if (last === undefined) return value;
  const from = endOfLeadingPieces(value, chunks.slice(0, -1));
  if (from === -1) return value;
  if (!last.star) return value.startsWith(last.text, from) ? value.slice(from + last.text.length) : value;
  if (longest) {
    const found = value.lastIndexOf(last.text);
    return found < from ? value : value.slice(found + last.text.length);
  }
  const found = value.indexOf(last.text, from);
  // An empty match removes nothing, so the shortest match of a lone `*` is one byte.
  return found === -1 ? value : value.slice(Math.max(found + last.text.length, 1));
};

/** Every prefix is tried, the longest first, and a fault in the pattern leaves the value as it is. */
const trimByTrying = (
  value: ByteString,
  pattern: ByteString,
  chunks: readonly Chunk[],
  longest: boolean,
): ByteString => {
  if (value.length * value.length * Math.max(pattern.length, 1) > workLimit)
    throw new OperatorFault('the pattern takes too long on this value');
  let shortest = 0;
  for (let length = value.length; length > 0; length -= 1) {
    const matches = matchName(chunks, value.slice(0, length));
    if (matches === undefined) return value;
    if (matches && longest) return value.slice(length);
    if (matches) shortest = length;
  }
  return value.slice(shortest);
};

const trimPrefix = (value: ByteString, pattern: ByteString, longest: boolean): ByteString => {
  const chunks = chunksOf(pattern);
  return /[[\]?\\]/.test(pattern) ? trimByTrying(value, pattern, chunks, longest) : trimPlain(value, chunks, longest);
};

const reverse = (value: ByteString): ByteString => charactersOf(value).reverse().join('');

/** `${V#p}` and `${V##p}`. */
export const trimStart = (value: ByteString, pattern: ByteString, longest: boolean): ByteString =>
  trimPrefix(value, pattern, longest);

/** `${V%p}` and `${V%%p}`: the same on value and pattern read backwards (so a class in the pattern is not one). */
export const trimEnd = (value: ByteString, pattern: ByteString, longest: boolean): ByteString =>
  reverse(trimPrefix(reverse(value), reverse(pattern), longest));
