import type { JsonObject, JsonValue } from '../../model/json.ts';
import { opaqueOf } from '../../model/opaque.ts';
import { applyFilter, applyTest, callFunction } from './apply.ts';
import { charge, chargeItems, chargeText, enter } from './budget.ts';
import { functions } from './functions.ts';
import { boundTo, type KeyReader, lookUp } from './lookup.ts';
import { calculate, compare, contains, numberOperand } from './operators.ts';
import { printed } from './printed.ts';
import { fail, placed, TemplateFailure } from './problem.ts';
import { type Bound, isCallable, isMacro, type State } from './scope.ts';
import type { Expression, Member, Name } from './syntax.ts';

type Of<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

/** The value of an expression; undefined is an error. Throws TemplateFailure with its place. */
export const evaluate = (node: Expression, state: State): JsonValue => {
  const value = evaluateCovered(node, state, false);
  return value === undefined ? (absent(node, state) as never) : value;
};

const absent = (node: Expression, state: State): unknown => {
  try {
    return printed(undefined);
  } catch (error) {
    throw placed(error, node.at, state.template);
  }
};

/** The value of an expression in output position: the one place where an opaque value may stand, as its marker. */
export const evaluatePrinted = (node: Expression, state: State): JsonValue => {
  if (node.kind !== 'name' && node.kind !== 'member') return evaluate(node, state);
  try {
    charge(state.run.meter, 1);
    const value = find(node, state, false);
    const opaque = opaqueOf(value);
    if (opaque !== undefined && 'marker' in opaque && !state.writer?.captured) return opaque.marker;
    return ordinary(value, node, state) as JsonValue;
  } catch (error) {
    throw placed(error, node.at, state.template);
  }
};

/** As {@link evaluate}; with `covered` (under `default` and `is defined`) what does not exist is `undefined`. */
export const evaluateCovered = (node: Expression, state: State, covered: boolean): JsonValue | undefined => {
  const { meter } = state.run;
  try {
    enter(meter);
    return computed(node, state, covered);
  } catch (error) {
    throw placed(error, node.at, state.template);
  } finally {
    meter.levels -= 1;
  }
};

const computed = (node: Expression, state: State, covered: boolean): JsonValue | undefined => {
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'name':
    case 'member':
      return ordinary(find(node, state, covered), node, state);
    case 'list':
      chargeItems(state.run.meter, node.items.length);
      return node.items.map((item) => evaluate(item, state));
    case 'map':
      return mapOf(node, state);
    case 'choice':
      if (evaluate(node.condition, state)) return evaluateCovered(node.value, state, covered);
      return node.otherwise === undefined ? undefined : evaluateCovered(node.otherwise, state, covered);
    case 'and':
      return evaluate(node.left, state) && evaluate(node.right, state);
    case 'or':
      return evaluate(node.left, state) || evaluate(node.right, state);
    case 'not':
      return !evaluate(node.operand, state);
    case 'in':
      return contains(evaluate(node.left, state), evaluate(node.right, state));
    case 'compare':
      return compare(node.operator, evaluate(node.left, state), evaluate(node.right, state));
    case 'concatenate':
      return joined(printed(evaluate(node.left, state)), printed(evaluate(node.right, state)), state);
    case 'arithmetic':
      return arithmetic(node, state);
    case 'sign': {
      const value = numberOperand(evaluate(node.operand, state), node.operator);
      return node.operator === '-' ? -value : value;
    }
    case 'filter':
      return applyFilter(node, state, evaluateCovered, covered);
    case 'test':
      return applyTest(node, state, evaluateCovered);
    case 'call':
      return call(node, state);
    case 'capture':
      return state.run.capture(node.body, state);
  }
};

const find = (node: Name | Member, state: State, covered: boolean): Bound => {
  const key: KeyReader = (inner, innerCovered) => evaluateCovered(inner, state, innerCovered);
  try {
    return lookUp(node, state, covered, key);
  } catch (error) {
    throw placed(error, node.at, state.template);
  }
};

/** A value that may be worked on: not opaque, no macro. */
const ordinary = (value: Bound, node: Expression, state: State): JsonValue | undefined => {
  if (typeof value !== 'object' || value === null) return value;
  if (isCallable(value)) {
    const what = isMacro(value) ? 'a macro can only be called' : 'an imported file can only be read from';
    return fail('template-refused', what, 'Such as `macros.label("x")`.', node.at);
  }
  const opaque = opaqueOf(value);
  if (opaque === undefined) return value;
  if (!('marker' in opaque)) {
    return fail(
      'template-refused',
      `\`${opaque.path}\` is not a value`,
      'Print `apps.<app>.url`, `.host` or `.namespace`.',
      node.at,
    );
  }
  const where = state.writer?.captured ? ' (not inside a macro, a block `set` or a filter block)' : '';
  return fail(
    'template-refused',
    'what is read of another app may only be printed',
    `It is known after all apps are compiled: write \`<% apps.<app>.url %>\` alone, without filter, condition or set${where}.`,
    node.at,
  );
};

const mapOf = (node: Of<'map'>, state: State): JsonObject => {
  chargeItems(state.run.meter, node.entries.length);
  const map: JsonObject = {};
  for (const { key, value } of node.entries) map[key] = evaluate(value, state);
  return map;
};

const joined = (left: string, right: string, state: State): string => {
  chargeText(state.run.meter, left.length + right.length);
  return left + right;
};

const arithmetic = (node: Of<'arithmetic'>, state: State): JsonValue => {
  try {
    const left = evaluate(node.left, state);
    const right = evaluate(node.right, state);
    if (node.operator === '+' && typeof left === 'string' && typeof right === 'string')
      return joined(left, right, state);
    return calculate(node.operator, left, right);
  } catch (error) {
    if (node.dashed !== undefined && error instanceof TemplateFailure && error.code !== 'template-budget') {
      error.hint = `\`-\` subtracts; a name with a dash is written \`${node.dashed}\`.`;
    }
    throw error;
  }
};

const call = (node: Of<'call'>, state: State): JsonValue => {
  const { callee } = node;
  const name = callee.kind === 'name' ? callee.name : undefined;
  if (name !== undefined && boundTo(name, state) === undefined && Object.hasOwn(functions, name)) {
    return callFunction(functions[name]!, name, node, state, evaluateCovered);
  }
  const value = find(callee, state, false);
  if (isMacro(value)) return state.run.callMacro(value, node, state);
  return fail('template-refused', 'only macros and the listed functions can be called', 'Functions: range.', callee.at);
};
