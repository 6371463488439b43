import { isMap } from './pointer.ts';

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text);

/** A value as messages name it: `"20 gigs"`, `the number 3`, `a map`. */
export const show = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(shortened(value));
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'boolean') return String(value);
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (isMap(value)) return Object.keys(value).length === 0 ? 'an empty map' : 'a map';
  return 'nothing';
};

/** `a, b or c`. */
export const joined = (items: readonly string[], last = 'or'): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;

const typeNames: Record<string, string> = {
  array: 'a list',
  object: 'a map',
  string: 'a string',
  integer: 'an integer',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
};

/** A schema's `type` in words. */
export const showType = (type: unknown): string =>
  joined(
    [type]
      .flat()
      .filter((name) => name !== 'null')
      .map((name) => typeNames[String(name)] ?? String(name)),
  );
