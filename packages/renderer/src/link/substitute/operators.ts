import type { ByteString } from './bytes.ts';
import { characterWidth, toBytes } from './bytes.ts';
import { toLower, toLowerFirst, toUpper, toUpperFirst } from './casing.ts';
import { OperatorFault } from './operator-fault.ts';
import type { PlaceholderOperator } from './parse.ts';
import { trimEnd, trimStart } from './trim.ts';

/** What an operator makes of a value (`''` when unset) and its evaluated arguments. */
type Operation = (value: ByteString, first?: ByteString, second?: ByteString) => ByteString;

const orDefault: Operation = (value, fallback = '') => (value === '' ? fallback : value);

/** A decimal number as Go's strconv.Atoi reads it: sign and digits, nothing else, at most 64 bits. */
const wholeNumber = (text: ByteString): bigint | undefined => {
  if (!/^[+-]?[0-9]+$/.test(text)) return undefined;
  const digits = text.replace(/^[+-]?0*/, '');
  if (digits.length > 19) return undefined;
  const value = BigInt(text.startsWith('+') ? text.slice(1) : text);
  return BigInt.asIntN(64, value) === value ? value : undefined;
};

const largestNumber = 2n ** 63n - 1n;

/** `${V:offset}` and `${V:offset:length}`: in bytes; what is no number leaves the value whole. */
const substring: Operation = (value, offset = '', length) => {
  const from = wholeNumber(offset);
  if (from === undefined) return value;
  const size = BigInt(value.length);
  const position = from < 0n ? (size + from < 0n ? 0n : size + from) : from;
  if (length === undefined) return position < size ? value.slice(Number(position)) : '';
  const count = wholeNumber(length);
  if (count === undefined) return value;
  if (count + position > largestNumber) throw new OperatorFault('offset and length together are too large');
  const end = count < 0n ? size + count : position + count;
  if (position >= size || end < position) return '';
  return value.slice(Number(position), Number(end < size ? end : size));
};

const replaceFirst: Operation = (value, search = '', replacement = '') => {
  const found = value.indexOf(search);
  return found === -1 ? value : value.slice(0, found) + replacement + value.slice(found + search.length);
};

/** Replacing nothing puts the replacement before each character and at the end. */
const replaceAll: Operation = (value, search = '', replacement = '') => {
  if (search !== '') return value.split(search).join(replacement);
  let result = replacement;
  for (let position = 0; position < value.length; ) {
    const width = characterWidth(value, position);
    result += value.slice(position, position + width) + replacement;
    position += width;
  }
  return result;
};

/** Without a second argument (`${V/#a/}`) the engine replaces nothing here, though it does for `/` and `//`. */
const replaceStart: Operation = (value, search = '', replacement) =>
  replacement !== undefined && value.startsWith(search) ? replacement + value.slice(search.length) : value;

const replaceEnd: Operation = (value, search = '', replacement) =>
  replacement !== undefined && value.endsWith(search)
    ? value.slice(0, value.length - search.length) + replacement
    : value;

/** One row an operator. `:+` and `:?` behave as `:-`, unlike in a shell. */
const operations: Record<PlaceholderOperator, Operation> = {
  '': (value) => value,
  length: (value) => toBytes(String(value.length)),
  '=': orDefault,
  ':=': orDefault,
  ':-': orDefault,
  ':+': orDefault,
  ':?': orDefault,
  ':': substring,
  '^': toUpperFirst,
  '^^': toUpper,
  ',': toLowerFirst,
  ',,': toLower,
  '^,': (value) => value,
  ',^': (value) => value,
  '#': (value, pattern = '') => trimStart(value, pattern, false),
  '##': (value, pattern = '') => trimStart(value, pattern, true),
  '%': (value, pattern = '') => trimEnd(value, pattern, false),
  '%%': (value, pattern = '') => trimEnd(value, pattern, true),
  '/': replaceFirst,
  '//': replaceAll,
  '/#': replaceStart,
  '/%': replaceEnd,
};

export const applyOperator = (
  operator: PlaceholderOperator,
  value: ByteString,
  parameters: readonly ByteString[],
): ByteString => operations[operator](value, parameters[0], parameters[1]);

/** Operators that stand in for an unset variable, so that strict mode accepts it. */
export const isDefaultOperator = (operator: PlaceholderOperator): boolean => operations[operator] === orDefault;
