import type { JsonObject, JsonValue } from '../../model/json.ts';
import type { Budget } from './budget.ts';
import { chargeText } from './budget.ts';
import { copyValue } from './copy.ts';
import { evaluatePrinted } from './evaluate.ts';
import { parseTemplate } from './parse.ts';
import { printed } from './printed.ts';
import { placed, problemOf, type TemplateProblem } from './problem.ts';
import { startRun } from './run.ts';
import type { State } from './scope.ts';
import type { Statement } from './syntax.ts';

export interface ScalarOptions {
  /** A plain scalar: one that is exactly one expression keeps the expression's type. A quoted one gives text. */
  keepType: boolean;
  /** First segments that names may have although the table lacks them; `default` and `is defined` cover only these. */
  roots?: readonly string[];
  budget?: Partial<Budget>;
}

export type ScalarResult = { value: JsonValue; steps: number } | { problem: TemplateProblem; steps: number };

/**
 * Evaluates one string scalar of a definition. Text without `<%` comes back as it is. Pure; parsing is remembered by text.
 * Nothing (`null`, an inline `if` without `else`) is an error in text and as a value. A map or list has to stand alone, or
 * go through `dump` or `join`.
 */
export const renderScalar = (text: string, names: JsonObject, options: ScalarOptions): ScalarResult => {
  if (!text.includes('<%')) return { value: text, steps: 0 };
  const run = startRun({ names, roots: options.roots, budget: options.budget });
  try {
    const template = parseTemplate(text, 'scalar');
    const state: State = { template, names, frame: undefined, writer: undefined, run };
    const [only, second] = template.body;
    const value =
      options.keepType && only?.kind === 'print' && second === undefined
        ? wholeValue(only.value, state)
        : template.body.map((part) => textOf(part, state)).join('');
    return { value, steps: run.meter.steps };
  } catch (error) {
    return { problem: problemOf(error, { text }), steps: run.meter.steps };
  }
};

type Print = Extract<Statement, { kind: 'print' }>;

const wholeValue = (node: Print['value'], state: State): JsonValue => {
  try {
    const value = evaluatePrinted(node, state);
    return typeof value === 'object' && value !== null ? copyValue(value, state.run.meter) : (value ?? printed(value));
  } catch (error) {
    throw placed(error, node.at, state.template);
  }
};

const textOf = (part: Statement, state: State): string => {
  if (part.kind === 'text') return part.text;
  try {
    const text = printed(evaluatePrinted((part as Print).value, state));
    chargeText(state.run.meter, text.length);
    return text;
  } catch (error) {
    throw placed(error, part.at, state.template);
  }
};
