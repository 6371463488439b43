import type { ByteString } from './bytes.ts';
import { characterWidth } from './bytes.ts';

/**
 * The patterns of `${V#p}` and `${V%p}`: `*` any bytes, `?` one character, `[a-z]` and `[^a-z]` classes, `\c` the character c.
 * A class that is not well-formed is a fault (`undefined`), found only when matching reaches it, as in the engine.
 */
interface Cursor {
  pattern: number;
  name: number;
}

interface ClassCharacter {
  code: number;
  next: number;
}

const codePointAt = (bytes: ByteString, position: number): { code: number; width: number } => {
  const width = characterWidth(bytes, position);
  const first = bytes.charCodeAt(position);
  if (width === 1) return { code: first > 0x7f ? 0xfffd : first, width };
  let code = first & (0x7f >> width);
  for (let index = 1; index < width; index += 1) code = (code << 6) | (bytes.charCodeAt(position + index) & 0x3f);
  return { code, width };
};

/** One end of a range in a class; there must be something after it, at least the `]`. */
const readClassCharacter = (chunk: ByteString, position: number): ClassCharacter | undefined => {
  let at = position;
  if (at >= chunk.length || chunk[at] === '-' || chunk[at] === ']') return undefined;
  if (chunk[at] === '\\') at += 1;
  if (at >= chunk.length) return undefined;
  const { code, width } = codePointAt(chunk, at);
  const invalid = width === 1 && chunk.charCodeAt(at) > 0x7f;
  return invalid || at + width >= chunk.length ? undefined : { code, next: at + width };
};

/** `true` and the cursor moved behind the class, `false` for another character, `undefined` for a fault. */
const matchClass = (chunk: ByteString, name: ByteString, cursor: Cursor): boolean | undefined => {
  const { code, width } = codePointAt(name, cursor.name);
  cursor.name += width;
  let at = cursor.pattern + 1;
  const negated = chunk[at] === '^';
  if (negated) at += 1;
  let matches = false;
  for (let ranges = 0; !(at < chunk.length && chunk[at] === ']' && ranges > 0); ranges += 1) {
    const low = readClassCharacter(chunk, at);
    if (low === undefined) return undefined;
    const high = chunk[low.next] === '-' ? readClassCharacter(chunk, low.next + 1) : low;
    if (high === undefined) return undefined;
    if (low.code <= code && code <= high.code) matches = true;
    at = high.next;
  }
  cursor.pattern = at + 1;
  return matches !== negated;
};

/** Where the rest of the name begins when the chunk (a piece without `*`) matches at `start`; -1 when not; a fault: `undefined`. */
const matchChunk = (chunk: ByteString, name: ByteString, start: number): number | undefined => {
  const cursor: Cursor = { pattern: 0, name: start };
  while (cursor.pattern < chunk.length) {
    if (cursor.name >= name.length) return -1;
    let character = chunk[cursor.pattern];
    if (character === '[') {
      const matches = matchClass(chunk, name, cursor);
      if (matches !== true) return matches === undefined ? undefined : -1;
      continue;
    }
    if (character === '?') {
      cursor.name += characterWidth(name, cursor.name);
      cursor.pattern += 1;
      continue;
    }
    if (character === '\\') {
      cursor.pattern += 1;
      if (cursor.pattern >= chunk.length) return undefined;
      character = chunk[cursor.pattern];
    }
    if (character !== name[cursor.name]) return -1;
    cursor.name += 1;
    cursor.pattern += 1;
  }
  return cursor.name;
};

export interface Chunk {
  star: boolean;
  text: ByteString;
}

/** Cuts a pattern before each `*` that is not escaped and not in a class. */
export const chunksOf = (pattern: ByteString): Chunk[] => {
  const chunks: Chunk[] = [];
  for (let position = 0; position < pattern.length; ) {
    const star = pattern[position] === '*';
    while (pattern[position] === '*') position += 1;
    const from = position;
    let inClass = false;
    for (; position < pattern.length; position += 1) {
      const character = pattern[position];
      if (character === '\\') position = Math.min(position + 1, pattern.length - 1);
      else if (character === '[') inClass = true;
      else if (character === ']') inClass = false;
      else if (character === '*' && !inClass) break;
    }
    chunks.push({ star, text: pattern.slice(from, position) });
  }
  return chunks;
};

/** Whether the whole name matches; `undefined` for a fault in the pattern. */
export const matchName = (chunks: readonly Chunk[], name: ByteString): boolean | undefined => {
  let position = 0;
  for (const [index, { star, text }] of chunks.entries()) {
    const last = index === chunks.length - 1;
    if (star && text === '') return true;
    let end: number | undefined = -1;
    const lastStart = star ? name.length : position;
    for (let start = position; start <= lastStart; start += 1) {
      end = matchChunk(text, name, start);
      if (end === undefined) return undefined;
      if (end !== -1 && (!last || end === name.length)) break;
      end = -1;
    }
    if (end === -1) return false;
    position = end;
  }
  return position === name.length;
};
