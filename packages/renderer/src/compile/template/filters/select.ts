import type { JsonValue } from '../../../model/json.ts';
import { nearest } from '../../../model/nearest.ts';
import { chargeItems } from '../budget.ts';
import { fail } from '../problem.ts';
import { tests } from '../tests.ts';
import { onlyList, type TemplateFilter } from './filter.ts';

/** `select` and `reject`: the items of a list that a test of the table holds for, or does not. */
const chosen =
  (wanted: boolean): TemplateFilter['apply'] =>
  (input, [test, argument], meter) => {
    const name = test ?? 'truthy';
    if (typeof name !== 'string' || !Object.hasOwn(tests, name)) {
      const near = typeof name === 'string' ? nearest(name, Object.keys(tests)) : undefined;
      const hint = near === undefined ? undefined : `Did you mean ${near}?`;
      return fail('template-undefined', `there is no test \`${String(name).slice(0, 60)}\``, hint);
    }
    const { takes, holds } = tests[name]!;
    if ((takes === 1) !== (argument !== undefined)) {
      return fail(
        'template-type',
        takes === 1 ? `the test \`${name}\` takes a value` : `the test \`${name}\` takes none`,
      );
    }
    const items = onlyList(input);
    chargeItems(meter, items.length);
    return items.filter((item) => holds(item, argument as JsonValue) === wanted);
  };

export const selectFilters: Record<string, TemplateFilter> = {
  reject: { parameters: ['test', 'argument'], example: '[1, 2, 3] | reject("even") → [1, 3]', apply: chosen(false) },
  select: { parameters: ['test', 'argument'], example: '[1, 2, 3] | select("gt", 1) → [2, 3]', apply: chosen(true) },
};
