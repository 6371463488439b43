import type { JsonObject, JsonValue } from '../../model/json.ts';
import { opaqueOf } from '../../model/opaque.ts';
import { charge, type Meter } from './budget.ts';
import { fail } from './problem.ts';

/** A value of its own: a definition that shared maps with the table of names would be written with YAML anchors. */
export const copyValue = (value: JsonValue, meter: Meter, level = 0): JsonValue => {
  charge(meter, 1);
  if (typeof value !== 'object' || value === null) return value;
  if (level >= meter.budget.depth) {
    return fail('template-budget', `a value more than ${meter.budget.depth} levels deep`, 'Make it flatter.');
  }
  if (opaqueOf(value) !== undefined) {
    return fail('template-refused', 'what is read of another app may only be printed', 'Read one name of it.');
  }
  if (Array.isArray(value)) return value.map((item) => copyValue(item, meter, level + 1));
  const copy: JsonObject = {};
  for (const [key, item] of Object.entries(value)) {
    if (key === '__proto__') return fail('template-refused', 'a map cannot have the key `__proto__`');
    copy[key] = copyValue(item, meter, level + 1);
  }
  return copy;
};
