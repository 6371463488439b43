import { isJsonObject, type JsonValue } from '../../model/json.ts';
import { compare } from './operators.ts';
import { kindOf } from './printed.ts';
import { fail } from './problem.ts';

export interface TemplateTest {
  /** How many arguments it takes. */
  takes: 0 | 1;
  /** For `docs/templates.md`. */
  example: string;
  holds: (value: JsonValue | undefined, argument: JsonValue) => boolean;
}

const number = (value: JsonValue | undefined): number =>
  typeof value === 'number' ? value : fail('template-type', `the test is for numbers, found ${kindOf(value)}`);
const text = (value: JsonValue | undefined): string =>
  typeof value === 'string' ? value : fail('template-type', `the test is for text, found ${kindOf(value)}`);

const equal: TemplateTest['holds'] = (value, argument) => value === argument;
const ordered =
  (operator: '<' | '>' | '<=' | '>='): TemplateTest['holds'] =>
  (value, argument) =>
    compare(operator, value as JsonValue, argument);

const plain = (example: string, holds: TemplateTest['holds']): TemplateTest => ({ takes: 0, example, holds });
const against = (example: string, holds: TemplateTest['holds']): TemplateTest => ({ takes: 1, example, holds });

/** The tests of `is`. `defined` and `undefined` alone may be asked of a name that does not exist. */
export const tests: Record<string, TemplateTest> = {
  defined: plain('auth.oidc is defined', (value) => value !== undefined),
  undefined: plain('auth.oidc is undefined', (value) => value === undefined),
  null: plain('vars.limit is null', (value) => value === null),
  number: plain('vars.x is number', (value) => typeof value === 'number'),
  string: plain('vars.x is string', (value) => typeof value === 'string'),
  mapping: plain('vars.x is mapping', (value) => isJsonObject(value)),
  iterable: plain('vars.x is iterable', (value) => typeof value === 'string' || Array.isArray(value)),
  truthy: plain('vars.x is truthy', (value) => Boolean(value)),
  falsy: plain('vars.x is falsy', (value) => !value),
  even: plain('loop.index is even', (value) => number(value) % 2 === 0),
  odd: plain('loop.index is odd', (value) => Math.abs(number(value) % 2) === 1),
  lower: plain('app.name is lower', (value) => text(value).toLowerCase() === value),
  upper: plain('app.name is upper', (value) => text(value).toUpperCase() === value),
  divisibleby: against('loop.index is divisibleby(3)', (value, by) => number(value) % number(by) === 0),
  eq: against('app.name is eq("romm")', equal),
  equalto: against('app.name is equalto("romm")', equal),
  sameas: against('app.name is sameas("romm")', equal),
  ne: against('app.name is ne("romm")', (value, argument) => value !== argument),
  lt: against('ports.http is lt(1024)', ordered('<')),
  lessthan: against('ports.http is lessthan(1024)', ordered('<')),
  le: against('ports.http is le(1024)', ordered('<=')),
  gt: against('ports.http is gt(1024)', ordered('>')),
  greaterthan: against('ports.http is greaterthan(1024)', ordered('>')),
  ge: against('ports.http is ge(1024)', ordered('>=')),
};

export const refusedTests: Readonly<Record<string, string>> = {
  callable: 'Templates hold data; there is nothing to call but macros.',
  escaped: 'Nothing is escaped by itself here.',
};
