import type { JsonValue } from '../../model/json.ts';
import { nearest } from '../../model/nearest.ts';
import { filters } from './filters/filters.ts';
import type { TemplateFunction } from './functions.ts';
import { fail } from './problem.ts';
import type { State } from './scope.ts';
import type { Arguments, Expression } from './syntax.ts';
import { tests } from './tests.ts';

type Evaluator = (node: Expression, state: State, covered: boolean) => JsonValue | undefined;
type Of<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

/** Arguments in the order of the parameters; `undefined` for those not given. Too many and unknown ones are errors. */
export const argumentsFor = <Value>(
  what: string,
  parameters: readonly string[],
  given: Arguments,
  evaluateOne: (node: Expression) => Value,
): (Value | undefined)[] => {
  const extra = given.positional[parameters.length];
  if (extra !== undefined) {
    fail(
      'template-type',
      `${what} takes at most ${parameters.length} argument${parameters.length === 1 ? '' : 's'}`,
      undefined,
      extra.at,
    );
  }
  const values: (Value | undefined)[] = given.positional.map(evaluateOne);
  for (const { name, value, at } of given.named) {
    const place = parameters.indexOf(name);
    if (place === -1) {
      const near = nearest(name, parameters);
      const hint = near === undefined ? `It has: ${parameters.join(', ') || 'none'}.` : `Did you mean ${near}?`;
      fail('template-undefined', `${what} has no argument \`${name}\``, hint, at);
    }
    if (values[place] !== undefined) fail('template-type', `${what} is given \`${name}\` twice`, undefined, at);
    values[place] = evaluateOne(value);
  }
  return values;
};

const strict = (state: State, evaluator: Evaluator) => (node: Expression) => {
  const value = evaluator(node, state, false);
  return value === undefined ? fail('template-undefined', 'the expression yields nothing', undefined, node.at) : value;
};

/** `input | name(…)`. The input of `default` may be undefined; so may the result under another `default`. */
export const applyFilter = (node: Of<'filter'>, state: State, evaluator: Evaluator, covered: boolean) => {
  const filter = filters[node.name]!;
  const one = strict(state, evaluator);
  if (node.name === 'default' || node.name === 'd') {
    const input = evaluator(node.input, state, true);
    const [fallback, boolean] = argumentsFor(`\`${node.name}\``, filter.parameters, node.given, one);
    if (fallback === undefined)
      return fail('template-type', '`default` takes the value to use instead', undefined, node.at);
    return input === undefined ? fallback : filter.apply(input, [fallback, boolean], state.run.meter);
  }
  const input = evaluator(node.input, state, covered);
  if (input === undefined) {
    return covered
      ? undefined
      : fail('template-undefined', 'the input of the filter yields nothing', undefined, node.at);
  }
  const given = argumentsFor(`the filter \`${node.name}\``, filter.parameters, node.given, one);
  const result = filter.apply(input, given, state.run.meter);
  if (result === undefined && !covered) {
    return fail('template-undefined', `\`${node.name}\` yields nothing`, 'Add `| default("…")`.', node.at);
  }
  return result;
};

/** `operand is name(…)`. */
export const applyTest = (node: Of<'test'>, state: State, evaluator: Evaluator): boolean => {
  const test = tests[node.name]!;
  const one = strict(state, evaluator);
  const asked = node.name === 'defined' || node.name === 'undefined';
  const operand = asked ? evaluator(node.operand, state, true) : one(node.operand);
  const given = argumentsFor(`the test \`${node.name}\``, test.takes === 1 ? ['value'] : [], node.given, one);
  if (test.takes === 1 && given[0] === undefined) {
    return fail('template-type', `the test \`${node.name}\` takes a value`, `Such as \`${test.example}\`.`, node.at);
  }
  return test.holds(operand, given[0] as JsonValue);
};

export const callFunction = (
  target: TemplateFunction,
  name: string,
  node: Of<'call'>,
  state: State,
  evaluator: Evaluator,
): JsonValue =>
  target.call(argumentsFor(`\`${name}\``, target.parameters, node.given, strict(state, evaluator)), state.run.meter);
