import nunjucks from 'nunjucks/src/filters.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../model/json.ts';
import { charge, chargeItems, chargeText, countArgument, type Meter } from '../budget.ts';
import { kindOf } from '../printed.ts';
import { fail } from '../problem.ts';
import { attributeOf, flag, onlyList, onlyNumber, ordered, type TemplateFilter, textOf } from './filter.ts';

const joined: TemplateFilter['apply'] = (input, [between, attribute], meter) => {
  const separator = between === undefined ? '' : textOf(between);
  const texts = onlyList(input).map((item) => textOf(attribute === undefined ? item : attributeOf(item, attribute)));
  chargeItems(meter, texts.length);
  chargeText(
    meter,
    texts.reduce((length, text) => length + text.length + separator.length, 0),
  );
  return texts.join(separator);
};

const listed: TemplateFilter['apply'] = (input, _given, meter) => {
  if (Array.isArray(input)) return input;
  if (typeof input === 'string') {
    chargeItems(meter, input.length);
    return input.split('');
  }
  if (!isJsonObject(input)) return fail('template-type', `${kindOf(input)} cannot become a list`);
  const entries = Object.entries(input);
  chargeItems(meter, entries.length);
  return entries.map(([key, value]) => ({ key, value }));
};

const lengthOf: TemplateFilter['apply'] = (input) => {
  if (typeof input === 'string' || Array.isArray(input)) return input.length;
  return isJsonObject(input) ? Object.keys(input).length : fail('template-type', `${kindOf(input)} has no length`);
};

const end =
  (place: 0 | -1): TemplateFilter['apply'] =>
  (input) => {
    if (typeof input === 'string') return input.length === 0 ? undefined : input.at(place);
    return onlyList(input).at(place);
  };

/** The list sorted by a key, stable; costs n log n steps. */
const sortedBy = <Item>(
  items: readonly Item[],
  key: (item: Item) => JsonValue,
  options: { sensitive: boolean; reverse: boolean },
  meter: Meter,
): Item[] => {
  chargeItems(meter, items.length);
  charge(meter, Math.ceil(items.length * Math.log2(items.length + 1)));
  const compared = (value: JsonValue) =>
    typeof value === 'string' && !options.sensitive ? value.toLowerCase() : value;
  return items
    .map((item) => ({ item, key: compared(key(item)) }))
    .sort((left, right) => ordered(left.key, right.key) * (options.reverse ? -1 : 1))
    .map(({ item }) => item);
};

const dictionarySorted: TemplateFilter['apply'] = (input, [sensitive, by], meter) => {
  if (!isJsonObject(input)) return fail('template-type', `the filter is for maps, found ${kindOf(input)}`);
  if (by !== undefined && by !== 'key' && by !== 'value') return fail('template-type', 'by is "key" or "value"');
  const at = by === 'value' ? 1 : 0;
  const pairs = Object.entries(input).map(([key, value]): [string, JsonValue] => [key, value]);
  return sortedBy(pairs, (pair) => pair[at], { sensitive: flag(sensitive), reverse: false }, meter);
};

const grouped: TemplateFilter['apply'] = (input, [attribute], meter) => {
  const groups: JsonObject = {};
  const items = onlyList(input);
  chargeItems(meter, items.length);
  for (const item of items) {
    const key = textOf(attributeOf(item, attribute));
    if (key === '__proto__') return fail('template-refused', 'a group cannot be called `__proto__`');
    if (!Object.hasOwn(groups, key)) groups[key] = [];
    (groups[key] as JsonValue[]).push(item);
  }
  return groups;
};

const kept =
  (wanted: boolean): TemplateFilter['apply'] =>
  (input, [attribute], meter) => {
    const items = onlyList(input);
    chargeItems(meter, items.length);
    return items.filter((item) => Boolean(attributeOf(item, attribute)) === wanted);
  };

const summed: TemplateFilter['apply'] = (input, [attribute, start], meter) => {
  const items = onlyList(input);
  chargeItems(meter, items.length);
  const add = (sum: number, item: JsonValue) =>
    sum + onlyNumber(attribute === undefined ? item : attributeOf(item, attribute));
  return items.reduce(add, start === undefined ? 0 : onlyNumber(start));
};

/** nunjucks' `batch` and `slice`: a list of lists. */
const divided =
  (name: 'batch' | 'slice'): TemplateFilter['apply'] =>
  (input, [count, fill], meter) => {
    const items = onlyList(input);
    const parts = countArgument(meter, 'the count', count, 1);
    chargeItems(meter, items.length + parts);
    return nunjucks[name]!(items, parts, fill) as JsonValue;
  };

export const listFilters: Record<string, TemplateFilter> = {
  batch: { parameters: ['count', 'fill'], example: '[1, 2, 3] | batch(2) → [[1, 2], [3]]', apply: divided('batch') },
  dictsort: {
    parameters: ['case_sensitive', 'by'],
    example: 'for name, port in ports | dictsort',
    apply: dictionarySorted,
  },
  first: { parameters: [], example: '[1, 2] | first → 1', apply: end(0) },
  groupby: { parameters: ['attribute'], example: 'for type, group in sources | groupby("type")', apply: grouped },
  join: { parameters: ['between', 'attribute'], example: '["a", "b"] | join(", ") → a, b', apply: joined },
  last: { parameters: [], example: '[1, 2] | last → 2', apply: end(-1) },
  length: { parameters: [], example: '[1, 2] | length → 2', apply: lengthOf },
  list: { parameters: [], example: '{ "a": 1 } | list → [{ key: a, value: 1 }]', apply: listed },
  rejectattr: { parameters: ['attribute'], example: 'sources | rejectattr("hidden")', apply: kept(false) },
  reverse: {
    parameters: [],
    example: '[1, 2] | reverse → [2, 1]',
    apply: (input, _given, meter) => {
      chargeItems(meter, typeof input === 'string' ? input.length : onlyList(input).length);
      return nunjucks['reverse']!(input) as JsonValue;
    },
  },
  selectattr: { parameters: ['attribute'], example: 'sources | selectattr("enabled")', apply: kept(true) },
  slice: { parameters: ['count', 'fill'], example: '[1, 2, 3] | slice(2) → [[1, 2], [3]]', apply: divided('slice') },
  sort: {
    parameters: ['reverse', 'case_sensitive', 'attribute'],
    example: '["b", "a"] | sort → [a, b]; sources | sort(attribute="name")',
    apply: (input, [reverse, sensitive, attribute], meter) =>
      sortedBy(
        onlyList(input),
        (item) => (attribute === undefined ? item : attributeOf(item, attribute)),
        { sensitive: flag(sensitive), reverse: flag(reverse) },
        meter,
      ),
  },
  sum: { parameters: ['attribute', 'start'], example: '[1, 2] | sum → 3', apply: summed },
};
