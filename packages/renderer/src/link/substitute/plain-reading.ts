import type { JsonScalar } from '../../model/json.ts';

/** What the cluster reads an unquoted scalar as; `unreadable` for what JSON cannot say (infinity, not a number). */
export type PlainReading = { value: JsonScalar } | { unreadable: string };

const words = new Map<string, JsonScalar>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
]);

const notNumbers = /^(?:\.nan|\.NaN|\.NAN|[-+]?\.(?:inf|Inf|INF))$/;
const decimalFloat = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
/** A leading dot is read by Go's ParseFloat, which also takes `_` between digits. */
const dotFloat = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;

const largestUnsigned = 2n ** 64n - 1n;

/**
 * An integer of at most 64 bits: `0x`, `0o`, `0b` and, as in C, a leading zero for octal; underscores anywhere behind the first
 * character.
 */
export const readWhole = (text: string): bigint | undefined => {
  const match = /^([-+]?)(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|[0-9]+)$/.exec(text.replaceAll('_', ''));
  if (match === null || text.startsWith('_')) return undefined;
  const [, sign = '', digits = ''] = match;
  const isOctal = digits.length > 1 && /^0[0-9]/.test(digits);
  if (isOctal && /[89]/.test(digits)) return undefined;
  const value = BigInt(isOctal ? `0o${digits}` : digits);
  const limit = sign === '-' ? 2n ** 63n : sign === '+' ? 2n ** 63n - 1n : largestUnsigned;
  if (value > limit) return undefined;
  return sign === '-' ? -value : value;
};

/** After `0b` Go reads the rest once more, so that a sign may stand there. */
const signedBinary = (text: string): number | undefined => {
  const match = /^0b([-+][01]{1,63})$/.exec(text);
  return match === null ? undefined : Number.parseInt(match[1]!, 2);
};

const floatNumber = (text: string): number | undefined => {
  if (!decimalFloat.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
};

const withoutNegativeZero = (value: number): number => (value === 0 ? 0 : value);

/**
 * Reads an unquoted scalar as the cluster does (sigs.k8s.io/yaml 1.6 over go-yaml 2.4: YAML 1.1 without base 60 and dates).
 * `text` is the scalar's content: no surrounding space, no syntax. Compared with the original in the tests.
 */
export const readPlain = (text: string): PlainReading => {
  const first = text.charCodeAt(0);
  const isDigitOrSign = (first >= 48 && first <= 57) || first === 43 || first === 45;
  if (!isDigitOrSign && first !== 46) {
    const word = words.get(text);
    return { value: word === undefined ? text : word };
  }
  if (notNumbers.test(text)) return { unreadable: `${text} has no place in JSON` };
  if (first === 46) {
    const float = dotFloat.test(text) ? floatNumber(text.replaceAll('_', '')) : undefined;
    return { value: float ?? text };
  }
  const whole = readWhole(text);
  if (whole !== undefined) return { value: Number(whole) };
  const digits = text.replaceAll('_', '');
  const value = floatNumber(digits) ?? signedBinary(digits);
  return { value: value === undefined ? text : withoutNegativeZero(value) };
};
