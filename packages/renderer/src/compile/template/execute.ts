import { isJsonObject, type JsonValue } from '../../model/json.ts';
import { chargeItems, enter, type Meter } from './budget.ts';
import { evaluate, evaluatePrinted } from './evaluate.ts';
import { executeFrom, executeImport, executeInclude } from './include.ts';
import { kindOf, printed } from './printed.ts';
import { fail, placed, problemOf, TemplateFailure } from './problem.ts';
import { assign, type Bound, newFrame, newMacro, type State } from './scope.ts';
import type { Statement } from './syntax.ts';
import { write } from './writer.ts';

type Of<Kind extends Statement['kind']> = Extract<Statement, { kind: Kind }>;

const mostProblems = 20;

/** Runs statements in order, writing to the state's writer. Throws TemplateFailure with its place. */
export const execute = (body: readonly Statement[], state: State): void => {
  for (const statement of body) {
    try {
      enter(state.run.meter);
      step(statement, state);
    } catch (error) {
      carryOn(placed(error, statement.at, state.template), statement, state);
    } finally {
      state.run.meter.levels -= 1;
    }
  }
};

/** An undefined name in output is recorded and the rest still read, so that all of them are reported at once. */
const carryOn = (error: unknown, statement: Statement, state: State): void => {
  const { problems } = state.run;
  const isLast = !(error instanceof TemplateFailure) || error.code === 'template-budget' || statement.kind !== 'print';
  if (isLast || problems.length >= mostProblems) throw error;
  const problem = problemOf(error, state.template);
  const known = problems.some((each) => each.offset === problem.offset && each.file === problem.file);
  if (!known) problems.push(problem);
};

const step = (statement: Statement, state: State): void =>
  (executors[statement.kind] as (statement: Statement, state: State) => void)(statement, state);

const executors: { [Kind in Statement['kind']]: (statement: Of<Kind>, state: State) => void } = {
  text: ({ text, at }, state) => write(state.writer!, state.run.meter, text, at, state.template.file, true),
  print: ({ value, at }, state) =>
    write(state.writer!, state.run.meter, printed(evaluatePrinted(value, state)), at, state.template.file, false),
  if: ({ condition, body, otherwise }, state) => execute(evaluate(condition, state) ? body : otherwise, state),
  for: (statement, state) => loop(statement, state),
  set: ({ targets, value }, state) => {
    const result = evaluate(value, state);
    for (const target of targets) assign(state.frame!, target, result);
  },
  macro: ({ name, parameters, body }, state) => {
    // the body sees the file's variables, not those of a loop it stands in
    let top = state.frame!;
    while (!top.isolated && top.parent !== undefined) top = top.parent;
    assign(state.frame!, name, newMacro({ name, parameters, body, home: { ...state, frame: top } }));
  },
  include: (statement, state) => executeInclude(statement, state, execute),
  import: (statement, state) => executeImport(statement, state, execute),
  from: (statement, state) => executeFrom(statement, state, execute),
};

const loop = (statement: Of<'for'>, state: State): void => {
  const { meter } = state.run;
  const rows = rowsOf(evaluate(statement.over, state), statement, meter);
  if (rows.length === 0) execute(statement.otherwise, state);
  rows.forEach((row, index) => {
    const frame = newFrame(state.frame);
    statement.names.forEach((name, place) => {
      frame.variables.set(name, row[place]);
    });
    frame.variables.set('loop', {
      index: index + 1,
      index0: index,
      revindex: rows.length - index,
      revindex0: rows.length - index - 1,
      first: index === 0,
      last: index === rows.length - 1,
      length: rows.length,
    });
    execute(statement.body, { ...state, frame });
  });
};

/** One row of values for each turn of a loop. */
const rowsOf = (over: JsonValue, statement: Of<'for'>, meter: Meter): Bound[][] => {
  const { names } = statement;
  const { at } = statement.over;
  if (isJsonObject(over)) {
    if (names.length !== 2) {
      return fail('template-type', 'a loop over a map takes two names', 'Write `for key, value in …`.', at);
    }
    const entries = Object.entries(over);
    chargeItems(meter, entries.length);
    return entries;
  }
  if (!Array.isArray(over)) {
    const hint = typeof over === 'string' ? 'Add `| list` for its characters.' : undefined;
    return fail('template-type', `a loop goes over a list or a map, found ${kindOf(over)}`, hint, at);
  }
  chargeItems(meter, over.length);
  if (names.length === 1) return over.map((item) => [item]);
  return over.map((item) =>
    Array.isArray(item) && item.length >= names.length
      ? item
      : fail('template-type', `${names.length} names, but an item is not a list of as many values`, undefined, at),
  );
};
