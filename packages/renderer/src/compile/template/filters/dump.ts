import type { JsonValue } from '../../../model/json.ts';
import { opaqueOf } from '../../../model/opaque.ts';
import { charge, chargeText, countArgument, type Meter } from '../budget.ts';
import { fail } from '../problem.ts';
import type { TemplateFilter } from './filter.ts';

/**
 * The length of a value as JSON at most, walking it node by node: a list that holds another list twice, thirty times over, has a
 * small memory and an endless text. Charges a step a node.
 */
export const measure = (value: JsonValue, meter: Meter, indent = 0, level = 0): number => {
  charge(meter, 1);
  if (typeof value === 'string') return value.length * 6 + 2;
  if (typeof value !== 'object' || value === null) return 24;
  if (level >= meter.budget.depth) {
    return fail('template-budget', `a value more than ${meter.budget.depth} levels deep`, 'Make it flatter.');
  }
  if (opaqueOf(value) !== undefined) {
    return fail('template-refused', 'what is read of another app may only be printed', 'Read one name of it.');
  }
  let length = 2 + indent * level;
  for (const [key, item] of Object.entries(value)) {
    length += key.length * 6 + 5 + indent * (level + 1) + measure(item, meter, indent, level + 1);
    if (length > meter.budget.characters) chargeText(meter, length);
  }
  return length;
};

export const dumpFilter: TemplateFilter = {
  parameters: ['spaces'],
  example: '{ "a": 1 } | dump → {"a":1}; dump(2) over several lines',
  apply: (input, [spaces], meter) => {
    const indent = spaces === undefined ? 0 : Math.min(10, countArgument(meter, 'the number of spaces', spaces));
    chargeText(meter, measure(input, meter, indent));
    return JSON.stringify(input, null, indent);
  },
};
