import nunjucks from 'nunjucks/src/filters.js';
import type { JsonValue } from '../../../model/json.ts';
import { countArgument } from '../budget.ts';
import { kindOf } from '../printed.ts';
import { fail } from '../problem.ts';
import { onlyNumber, type TemplateFilter } from './filter.ts';

const number = (result: unknown, input: JsonValue): number =>
  typeof result === 'number' && Number.isFinite(result)
    ? result
    : fail('template-type', `${kindOf(input)} that is no number`, 'Give a default: `| int(0)`.');

const readable = (input: JsonValue): string | number =>
  typeof input === 'string' || typeof input === 'number'
    ? input
    : fail('template-type', `the filter is for text and numbers, found ${kindOf(input)}`);

export const numberFilters: Record<string, TemplateFilter> = {
  abs: { parameters: [], example: '-3 | abs → 3', apply: (input) => Math.abs(onlyNumber(input)) },
  float: {
    parameters: ['default'],
    example: '"1.5" | float → 1.5',
    apply: (input, [fallback]) => number(nunjucks['float']!(readable(input), fallback), input),
  },
  int: {
    parameters: ['default', 'base'],
    example: '"42" | int → 42',
    apply: (input, [fallback, base], meter) => {
      const radix = base === undefined ? 10 : countArgument(meter, 'the base', base, 2);
      return number(nunjucks['int']!(readable(input), fallback, radix), input);
    },
  },
  round: {
    parameters: ['precision', 'method'],
    example: '2.5 | round → 3; 2.44 | round(1, "ceil") → 2.5',
    apply: (input, [precision, method], meter) => {
      const digits = precision === undefined ? 0 : countArgument(meter, 'the precision', precision);
      if (method !== undefined && !['ceil', 'floor', 'common'].includes(String(method))) {
        return fail('template-type', 'the method is "ceil", "floor" or "common"');
      }
      return number(nunjucks['round']!(onlyNumber(input), digits, method), input);
    },
  },
};
