import nunjucks from 'nunjucks/src/filters.js';
import lib from 'nunjucks/src/lib.js';
import { isJsonObject, type JsonValue } from '../../../model/json.ts';
import { chargeText, countArgument, type Meter } from '../budget.ts';
import { fail } from '../problem.ts';
import { flag, onlyText, type TemplateFilter, textOf } from './filter.ts';

/** nunjucks' own filter over text whose result is at most `growth` times as long. */
const stock = (name: string, example: string, growth = 3): TemplateFilter => ({
  parameters: [],
  example,
  apply: (input, _given, meter) => {
    const text = onlyText(input);
    chargeText(meter, text.length * growth);
    return nunjucks[name]!(text) as string;
  },
});

/** The number of times `part` stands in `text` without overlap, at most `most`. */
const occurrences = (text: string, part: string, most: number): number => {
  let count = 0;
  for (let at = text.indexOf(part); at !== -1 && count < most; at = text.indexOf(part, at + part.length)) count += 1;
  return count;
};

const replaced: TemplateFilter['apply'] = (input, [old, replacement, most], meter) => {
  const text = textOf(input);
  const part = textOf(old);
  const by = textOf(replacement);
  const limit = most === undefined ? -1 : countArgument(meter, 'the count', most);
  const count =
    part === '' ? text.length + 1 : occurrences(text, part, limit === -1 ? Number.POSITIVE_INFINITY : limit);
  chargeText(meter, text.length + count * by.length);
  return nunjucks['replace']!(text, part, by, limit) as string;
};

const indented: TemplateFilter['apply'] = (input, [width, first], meter) => {
  const text = onlyText(input);
  const columns = width === undefined ? 4 : countArgument(meter, 'the width', width);
  chargeText(meter, text.length + text.split('\n').length * columns);
  if (columns === 0) return text;
  return nunjucks['indent']!(text, columns, flag(first)) as string;
};

const centered: TemplateFilter['apply'] = (input, [width], meter) => {
  const text = onlyText(input);
  const columns = width === undefined ? 80 : countArgument(meter, 'the width', width);
  chargeText(meter, text.length + columns);
  return columns === 0 ? text : (nunjucks['center']!(text, columns) as string);
};

const shortened: TemplateFilter['apply'] = (input, [length, cut, end], meter) => {
  const text = onlyText(input);
  const most = length === undefined ? 255 : countArgument(meter, 'the length', length, 1);
  const tail = end === undefined ? '...' : textOf(end);
  chargeText(meter, text.length + tail.length);
  return nunjucks['truncate']!(text, most, flag(cut), tail) as string;
};

const encoded: TemplateFilter['apply'] = (input, _given, meter) => {
  const one = (value: JsonValue | undefined) => encode(textOf(value), meter);
  if (isJsonObject(input))
    return Object.entries(input)
      .map(([key, value]) => `${one(key)}=${one(value)}`)
      .join('&');
  if (!Array.isArray(input)) return one(input);
  return input.map((item) => (Array.isArray(item) ? `${one(item[0])}=${one(item[1])}` : one(undefined))).join('&');
};

const encode = (text: string, meter: Meter): string => {
  chargeText(meter, text.length * 9);
  if (/\p{Surrogate}/u.test(text)) return fail('template-type', 'the text is not well-formed Unicode');
  return encodeURIComponent(text);
};

export const textFilters: Record<string, TemplateFilter> = {
  capitalize: stock('capitalize', '"media server" | capitalize → Media server'),
  center: { parameters: ['width'], example: '"x" | center(5) → "  x  "', apply: centered },
  escape: {
    parameters: [],
    example: '"a < b" | escape → a &lt; b (for XML)',
    apply: (input, _given, meter) => {
      const text = textOf(input);
      chargeText(meter, text.length * 6);
      return lib.escape(text);
    },
  },
  indent: { parameters: ['width', 'first'], example: '"a\\nb" | indent(2) → a, then "  b"', apply: indented },
  lower: stock('lower', '"Romm" | lower → romm'),
  replace: {
    parameters: ['old', 'new', 'count'],
    example: '"a.b.c" | replace(".", "-") → a-b-c',
    apply: replaced,
  },
  string: { parameters: [], example: '8080 | string → "8080"', apply: (input) => textOf(input) },
  title: stock('title', '"media server" | title → Media Server'),
  trim: { parameters: [], example: '"  a " | trim → a', apply: (input) => onlyText(input).trim() },
  truncate: {
    parameters: ['length', 'cut', 'end'],
    example: '"one two three" | truncate(7) → one two...',
    apply: shortened,
  },
  upper: stock('upper', '"romm" | upper → ROMM'),
  urlencode: { parameters: [], example: '"a b/c" | urlencode → a%20b%2Fc', apply: encoded },
  wordcount: {
    parameters: [],
    example: '"one two" | wordcount → 2',
    apply: (input) => (nunjucks['wordcount']!(onlyText(input)) as number | null) ?? 0,
  },
};
