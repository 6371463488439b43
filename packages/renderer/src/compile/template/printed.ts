import type { JsonValue } from '../../model/json.ts';
import { fail } from './problem.ts';

/** What kind of value, in the words of messages. */
export const kindOf = (value: unknown): string => {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return typeof value === 'string' ? 'text' : typeof value === 'number' ? 'a number' : 'true or false';
};

/** Decimal notation, never an exponent: `1e21` is written out. */
const printedNumber = (value: number): string => {
  const text = String(value);
  if (!text.includes('e')) return text;
  return Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(20).replace(/0+$/u, '');
};

/** A value as it stands in text. Throws for nothing, lists and maps. */
export const printed = (value: JsonValue | undefined): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return printedNumber(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value === undefined || value === null) {
    const hint =
      value === null ? 'Add `| default("…", true)`.' : 'Add `| default("…")`, or an `else` to an inline `if`.';
    return fail('template-undefined', 'the expression yields nothing', hint);
  }
  return fail('template-type', `${kindOf(value)} cannot stand in text`, 'Add `| dump` for JSON, or `| join(", ")`.');
};
