import type { JsonValue } from '../../model/json.ts';
import { chargeItems, type Meter } from './budget.ts';
import { fail } from './problem.ts';

export interface TemplateFunction {
  parameters: readonly string[];
  /** For `docs/templates.md`. */
  example: string;
  call: (given: readonly (JsonValue | undefined)[], meter: Meter) => JsonValue;
}

const whole = (name: string, value: JsonValue | undefined): number =>
  typeof value === 'number' && Number.isInteger(value)
    ? value
    : fail('template-type', `${name} of range is to be a whole number`);

/** What may be called besides macros. */
export const functions: Record<string, TemplateFunction> = {
  range: {
    parameters: ['start', 'stop', 'step'],
    example: 'range(3) → 0, 1, 2; range(1, 7, 2) → 1, 3, 5',
    call: ([first, second, third], meter) => {
      const start = second === undefined ? 0 : whole('start', first);
      const stop = second === undefined ? whole('stop', first) : whole('stop', second);
      const step = third === undefined ? 1 : whole('step', third);
      if (step === 0) fail('template-type', 'step of range cannot be 0');
      const length = Math.max(0, Math.ceil((stop - start) / step));
      chargeItems(meter, length);
      return Array.from({ length }, (_, index) => start + index * step);
    },
  },
};

/** Callable names of nunjucks that are refused, with what to write instead. */
export const refusedFunctions: Readonly<Record<string, string>> = {
  cycler: 'Use `loop.index0 % 2` or `loop.index is even`.',
  joiner: 'Use `| join(", ")` or `if not loop.last`.',
  caller: 'Give the text to the macro as an argument.',
  super: 'Templates do not inherit.',
};

/** Names that lead from data to code in JavaScript; readable only where data has such a key itself. */
export const prototypeNames: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  ...Object.getOwnPropertyNames(Function.prototype).filter((name) => name !== 'name' && name !== 'length'),
  'prototype',
]);
