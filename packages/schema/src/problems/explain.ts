/**
 * One error of the validator → one problem in words. A table by keyword; what has no row (`if`, `propertyNames`, `allOf`)
 * only repeats an error that another row tells.
 */
import type { Problem } from '../problem.ts';
import { child, isMap, segmentsOf } from './pointer.ts';
import type { RawError } from './raw-error.ts';
import { joined, show, showType } from './show.ts';
import { didYouMean, nearest } from './suggest.ts';

type Told = Omit<Problem, 'message'> & { message?: string };
type Explain = (error: RawError) => Told | undefined;

/** The value, and what its schema says it takes. */
const violation = (error: RawError, expected: string, hint?: string): Told => ({
  code: 'schema-violation',
  pointer: error.propertyName === undefined ? error.path : child(error.path, error.propertyName),
  ...(error.propertyName === undefined ? {} : { key: true }),
  found: error.propertyName === undefined ? show(error.data) : `the key ${JSON.stringify(error.propertyName)}`,
  expected,
  ...(hint === undefined ? {} : { hint }),
});

/** A number with a fraction may have lost digits on the way (1.30 is read as 1.3), so it is not repeated as if it were the text. */
const quoteIt = (value: number | boolean): string =>
  typeof value === 'number' && !Number.isInteger(value)
    ? 'Quote it as you wrote it: unquoted, 1.30 is read as the number 1.3.'
    : `Quote it: "${String(value)}".`;

const wrongType: Explain = (error) => {
  const types = [error.params['type']].flat().map(String);
  const takesText = types.includes('string');
  const isScalar = typeof error.data === 'number' || typeof error.data === 'boolean';
  const text = String(error.data);
  const meantNumber =
    typeof error.data === 'string' &&
    (types.includes('integer') || types.includes('number')) &&
    text.trim() !== '' &&
    Number.isFinite(Number(text));
  const isWord = typeof error.data === 'string' || isScalar;
  const hint =
    error.instead !== undefined && isWord && text !== ''
      ? `Write ${error.instead.replace('%', () => text)}.`
      : takesText && isScalar
        ? quoteIt(error.data as number | boolean)
        : meantNumber
          ? `Write ${text} without quotes.`
          : types.includes('array') && !takesText && typeof error.data === 'string'
            ? `Write a list: [${text}].`
            : undefined;
  return violation(error, error.expected ?? showType(types), hint);
};

const notListed: Explain = (error) => {
  const allowed = [error.params['allowedValues']]
    .flat()
    .filter((value) => value !== null)
    .map(String);
  const hint = typeof error.data === 'string' ? didYouMean(error.data, allowed) : undefined;
  return violation(
    error,
    error.expected ?? (allowed.length === 1 ? allowed.join('') : `one of ${allowed.join(', ')}`),
    hint,
  );
};

/** What a pointer names, as a sentence says it: `the file`, `workload`, `item 2 of dependsOn`. */
const nameOfPlace = (pointer: string): string => {
  const [last, ...before] = segmentsOf(pointer).reverse();
  if (last === undefined) return 'the file';
  return /^\d+$/.test(last) && before[0] !== undefined ? `item ${Number(last) + 1} of ${before[0]}` : last;
};

const unknownKey: Explain = (error) => {
  const key = String(error.params['additionalProperty']);
  const kinds = error.kinds ?? [];
  const told = {
    code: 'unknown-key' as const,
    pointer: child(error.path, key),
    key: true,
    found: `the key ${JSON.stringify(key)}`,
  };
  const known = error.keys ?? [];
  if (kinds.includes(key) && isMap(error.data)) {
    const both = Object.keys(error.data).filter((name) => kinds.includes(name));
    const message = `found ${joined(both, 'and')} in one entry, expected one kind: ${joined(kinds)}`;
    return {
      ...told,
      code: 'schema-violation',
      pointer: error.path,
      found: joined(both, 'and'),
      expected: `one kind: ${joined(kinds)}`,
      message,
    };
  }
  const meant = nearest(key, known);
  const expected = error.expected ?? `one of ${known.join(', ')}`;
  const found = `found the unknown key ${JSON.stringify(key)} in ${nameOfPlace(error.path)}`;
  return meant === undefined
    ? { ...told, expected, message: `${found}, expected ${expected}` }
    : { ...told, expected, message: found, hint: `Did you mean ${meant}?` };
};

/** Whether a closed map has a key that is almost one of these: it is told as unknown, with what was meant. */
const isAlmostThere = ({ keys, data }: RawError, wanted: readonly string[]): boolean => {
  if (keys === undefined || !isMap(data)) return false;
  const unknown = Object.keys(data).filter((name) => !keys.includes(name));
  return unknown.some((name) => wanted.includes(nearest(name, keys) ?? ''));
};

const missingKey = (error: RawError, key: string, why: string): Told | undefined => {
  if (isAlmostThere(error, [key])) return undefined;
  return {
    code: 'missing-key',
    pointer: error.path,
    found: show(error.data),
    expected: `the key ${key}`,
    message: `the key ${key} is missing in ${nameOfPlace(error.path)}${why}`,
  };
};

const present = (error: RawError, keys: readonly string[]): string[] =>
  keys.filter((key) => isMap(error.data) && Object.hasOwn(error.data, key));

/** The main bodies of an app. */
const bodies = ['workload', 'helm', 'source'];

/** `not`, `oneOf` and `anyOf` are used only for "at most one", "one" and "at least one" of some keys; a wrong type is told by `type`. */
const tooMany: Explain = (error) => {
  if (!isMap(error.data)) return undefined;
  const keys = error.choice ?? [];
  const both = present(error, keys);
  const told = { key: true, found: joined(both, 'and'), pointer: child(error.path, both[1] ?? '') };
  if (keys.join() === bodies.join())
    return {
      ...told,
      code: 'body-conflict',
      expected: 'one main body',
      message: `found ${told.found}, expected one main body`,
      hint: 'Keep one; `manifests` may stand beside it.',
    };
  return { ...told, code: 'schema-violation', expected: `at most one of ${keys.join(', ')}` };
};

const choose: Explain = (error) => {
  if (!isMap(error.data)) return undefined;
  const keys = error.choice ?? [];
  const found = present(error, keys);
  if (found.length > 0)
    return {
      code: 'schema-violation',
      pointer: error.path,
      found: joined(found, 'and'),
      expected: `one of ${keys.join(', ')}`,
    };
  if (isAlmostThere(error, keys)) return undefined;
  const written = Object.keys(error.data);
  const meant = written.map((key) => ({ key, near: nearest(key, keys) })).find(({ near }) => near !== undefined);
  return {
    code: 'missing-key',
    pointer: error.path,
    found: show(error.data),
    expected: `one of ${keys.join(', ')}`,
    message:
      error.kinds !== undefined && written.length > 0
        ? `found ${joined(written, 'and')} in ${nameOfPlace(error.path)}, expected one kind: ${joined(keys)}`
        : `found ${nameOfPlace(error.path)} without ${joined(keys)}, expected ${error.keyword === 'oneOf' ? 'one' : 'at least one'} of them`,
    ...(meant === undefined ? {} : { hint: `Did you mean ${meant.near}?` }),
  };
};

const number = (error: RawError): number => Number(error.params['limit']);

const rows: Record<string, Explain> = {
  type: wrongType,
  enum: notListed,
  additionalProperties: unknownKey,
  required: (error) => missingKey(error, String(error.params['missingProperty']), ''),
  dependencies: (error) =>
    missingKey(error, String(error.params['missingProperty']), ` beside ${error.params['property']}`),
  pattern: (error) => violation(error, error.expected ?? `text that matches ${error.params['pattern']}`),
  minimum: (error) => violation(error, error.expected ?? `${number(error)} or more`),
  maximum: (error) => violation(error, error.expected ?? `${number(error)} or less`),
  maxLength: (error) => violation(error, `${error.expected ?? 'text'}, of at most ${number(error)} characters`),
  minItems: (error) => violation(error, error.expected ?? `a list of ${number(error)} or more`),
  uniqueItems: (error) => {
    const twice = Array.isArray(error.data) ? error.data[Number(error.params['i'])] : undefined;
    return { ...violation(error, 'each item once'), found: `${show(twice)} twice` };
  },
  minProperties: (error) => violation(error, error.expected ?? `a map of ${number(error)} or more`),
  maxProperties: (error) => violation(error, error.expected ?? `a map of at most ${number(error)}`),
  not: tooMany,
  oneOf: choose,
  anyOf: choose,
};

/** Puts one error in words. Gives nothing for keywords that only repeat another error. */
export const explain = (error: RawError): Problem | undefined => {
  const told = rows[error.keyword]?.(error);
  if (told === undefined) return undefined;
  const { hint, message, ...rest } = told;
  return {
    ...rest,
    message: message ?? `expected ${told.expected}, found ${told.found}`,
    ...(hint === undefined ? {} : { hint }),
  };
};
