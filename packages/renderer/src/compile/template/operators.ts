import { isJsonObject, type JsonValue } from '../../model/json.ts';
import { kindOf } from './printed.ts';
import { fail } from './problem.ts';
import type { ArithmeticOperator, CompareOperator } from './syntax.ts';

/** A number, or `template-type`. */
export const numberOperand = (value: JsonValue, operator: string): number =>
  typeof value === 'number'
    ? value
    : fail(
        'template-type',
        `\`${operator}\` is for numbers, found ${kindOf(value)}`,
        'Text is joined with `~`; `| int` makes a number.',
      );

/** The result when it is a number that can be written, else an error. */
const finite = (result: number): number => {
  if (Number.isFinite(result)) return result;
  return fail('template-budget', 'the result is too large for a number', 'Use smaller numbers.');
};

const divisor = (value: number): number =>
  value === 0 ? fail('template-type', 'a division by zero', 'Check the number before dividing.') : value;

const power = (left: number, right: number): number => {
  const result = left ** right;
  return Number.isNaN(result) ? fail('template-type', 'the power of these numbers is no number') : finite(result);
};

const calculations: Record<ArithmeticOperator, (left: number, right: number) => number> = {
  '+': (left, right) => finite(left + right),
  '-': (left, right) => finite(left - right),
  '*': (left, right) => finite(left * right),
  '/': (left, right) => finite(left / divisor(right)),
  '//': (left, right) => finite(Math.floor(left / divisor(right))),
  '%': (left, right) => left % divisor(right),
  '**': power,
};

/** Numbers only; `+` of two texts is the caller's (its length is charged). */
export const calculate = (operator: ArithmeticOperator, left: JsonValue, right: JsonValue): number =>
  calculations[operator](numberOperand(left, operator), numberOperand(right, operator));

const isScalar = (value: JsonValue): boolean => typeof value !== 'object' || value === null;

/** Order is for two numbers or two texts; equality of maps and lists is identity, of scalars nunjucks' (JavaScript's). */
export const compare = (operator: CompareOperator, left: JsonValue, right: JsonValue): boolean => {
  switch (operator) {
    case '===':
      return left === right;
    case '!==':
      return left !== right;
    case '==':
      return looselyEqual(left, right);
    case '!=':
      return !looselyEqual(left, right);
    default:
      return ordered(operator, left, right);
  }
};

const looselyEqual = (left: JsonValue, right: JsonValue): boolean =>
  // biome-ignore lint/suspicious/noDoubleEquals: the semantics of nunjucks' `==`, for scalars only
  isScalar(left) && isScalar(right) ? left == right : left === right;

const ordered = (operator: '<' | '>' | '<=' | '>=', left: JsonValue, right: JsonValue): boolean => {
  if (
    !(
      (typeof left === 'number' && typeof right === 'number') ||
      (typeof left === 'string' && typeof right === 'string')
    )
  ) {
    return fail(
      'template-type',
      `\`${operator}\` compares two numbers or two texts, found ${kindOf(left)} and ${kindOf(right)}`,
    );
  }
  if (operator === '<') return left < right;
  if (operator === '>') return left > right;
  return operator === '<=' ? left <= right : left >= right;
};

/** `item in container`: a member of a list, a part of a text, an own key of a map. */
export const contains = (item: JsonValue, container: JsonValue): boolean => {
  if (Array.isArray(container)) return container.includes(item);
  if (isJsonObject(container)) {
    return typeof item === 'string' || typeof item === 'number'
      ? Object.hasOwn(container, String(item))
      : fail('template-type', `the key of a map is text, found ${kindOf(item)}`);
  }
  if (typeof container === 'string' && typeof item === 'string') return container.includes(item);
  return fail(
    'template-type',
    `\`in\` looks in a list, a map or a text, found ${kindOf(item)} in ${kindOf(container)}`,
  );
};
