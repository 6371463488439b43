import { dumpFilter } from './dump.ts';
import type { TemplateFilter } from './filter.ts';
import { listFilters } from './list.ts';
import { numberFilters } from './number.ts';
import { selectFilters } from './select.ts';
import { textFilters } from './text.ts';

/** `default` is the evaluator's own: its input may be undefined. `apply` sees a value that is there. */
const defaultFilter: TemplateFilter = {
  parameters: ['value', 'boolean'],
  example: 'vars.color | default("blue"); default("blue", true) also replaces "", 0, false and null',
  apply: (input, [fallback, boolean]) => (boolean ? input || fallback : input),
};

/** Every filter there is. Names and results are nunjucks 3.2.4's. */
export const filters: Readonly<Record<string, TemplateFilter>> = {
  ...textFilters,
  ...listFilters,
  ...numberFilters,
  ...selectFilters,
  default: defaultFilter,
  d: defaultFilter,
  dump: dumpFilter,
  e: textFilters['escape']!,
};

const html = 'Rendered files are not HTML.';
/** Filters that nunjucks has and Keelson refuses, with the reason. */
export const refusedFilters: Readonly<Record<string, string>> = {
  random: 'The same definition has to render the same tree.',
  safe: 'Nothing is escaped by itself here; remove it.',
  forceescape: 'Use `escape`.',
  nl2br: html,
  striptags: html,
  urlize: html,
};
