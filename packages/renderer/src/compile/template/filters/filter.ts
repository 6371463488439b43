import { isJsonObject, type JsonValue } from '../../../model/json.ts';
import type { Meter } from '../budget.ts';
import { prototypeNames } from '../functions.ts';
import { kindOf, printed } from '../printed.ts';
import { fail } from '../problem.ts';

/** One filter: arguments come by position or by these names; `undefined` is an argument that was not given. */
export interface TemplateFilter {
  parameters: readonly string[];
  /** For `docs/templates.md`. */
  example: string;
  apply: (input: JsonValue, given: readonly (JsonValue | undefined)[], meter: Meter) => JsonValue | undefined;
}

/** Text, or a number or truth value as text. */
export const textOf = (value: JsonValue | undefined): string => printed(value);

/** Text and nothing else. */
export const onlyText = (value: JsonValue | undefined): string =>
  typeof value === 'string' ? value : fail('template-type', `the filter is for text, found ${kindOf(value)}`);

export const onlyNumber = (value: JsonValue | undefined): number =>
  typeof value === 'number' ? value : fail('template-type', `the filter is for numbers, found ${kindOf(value)}`);

export const onlyList = (value: JsonValue | undefined): JsonValue[] =>
  Array.isArray(value) ? value : fail('template-type', `the filter is for lists, found ${kindOf(value)}`);

/** `a.b` of an item: own properties only, every step has to exist. */
export const attributeOf = (item: JsonValue, path: JsonValue | undefined): JsonValue => {
  if (typeof path !== 'string' || path === '')
    return fail('template-type', 'the attribute is to be a text such as "name"');
  let value: JsonValue | undefined = item;
  for (const key of isJsonObject(item) && Object.hasOwn(item, path) ? [path] : path.split('.')) {
    if (!isJsonObject(value) || !Object.hasOwn(value, key)) {
      if (prototypeNames.has(key)) fail('template-refused', `\`${key}\` is no key of the data`);
      fail('template-undefined', `an item has no \`${path.slice(0, 60)}\``, 'Every item has to have the attribute.');
    }
    value = (value as Record<string, JsonValue>)[key];
  }
  return value as JsonValue;
};

/** Two numbers or two texts; anything else has no order. */
export const ordered = (left: JsonValue, right: JsonValue): number => {
  if (
    (typeof left === 'number' && typeof right === 'number') ||
    (typeof left === 'string' && typeof right === 'string')
  ) {
    return left < right ? -1 : left > right ? 1 : 0;
  }
  return fail('template-type', `only numbers or texts can be sorted, found ${kindOf(left)} and ${kindOf(right)}`);
};

export const flag = (value: JsonValue | undefined): boolean => Boolean(value);
