import type { ByteString } from './bytes.ts';
import { charactersOf, characterWidth, fromBytes, isAscii, toBytes } from './bytes.ts';

/**
 * Go maps one character to one, JavaScript also to several (`ß` to `SS`). Where JavaScript gives several, Go keeps the character,
 * but for the Greek letters with iota subscript and the dotted capital I. Compared over all of Unicode with Go's tables.
 */
const upperOf = (character: string): string => {
  const mapped = character.toUpperCase();
  if ([...mapped].length === 1) return mapped;
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x1f80 && code <= 0x1faf && (code & 8) === 0) return String.fromCodePoint(code + 8);
  if (code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3) return String.fromCodePoint(code + 9);
  return character;
};

const lowerOf = (character: string): string => (character === '\u0130' ? 'i' : character.toLowerCase());

const upperCharacter = (bytes: ByteString): ByteString => toBytes(upperOf(fromBytes(bytes)));

const lowerCharacter = (bytes: ByteString): ByteString => toBytes(lowerOf(fromBytes(bytes)));

export const toUpper = (value: ByteString): ByteString =>
  isAscii(value) ? value.toUpperCase() : charactersOf(value).map(upperCharacter).join('');

export const toLower = (value: ByteString): ByteString =>
  isAscii(value) ? value.toLowerCase() : charactersOf(value).map(lowerCharacter).join('');

const mapFirst = (value: ByteString, map: (character: ByteString) => ByteString): ByteString => {
  if (value === '') return value;
  const width = characterWidth(value, 0);
  return map(charactersOf(value.slice(0, width)).join('')) + value.slice(width);
};

export const toUpperFirst = (value: ByteString): ByteString => mapFirst(value, upperCharacter);

export const toLowerFirst = (value: ByteString): ByteString => mapFirst(value, lowerCharacter);
