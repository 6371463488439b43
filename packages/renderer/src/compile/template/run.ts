import type { JsonObject } from '../../model/json.ts';
import { argumentsFor } from './apply.ts';
import { type Budget, deeper, startMeter } from './budget.ts';
import { evaluate } from './evaluate.ts';
import { execute } from './execute.ts';
import { type Macro, newFrame, type Run, type State } from './scope.ts';
import type { Statement } from './syntax.ts';
import { newWriter } from './writer.ts';

export interface RunOptions {
  names: JsonObject;
  roots?: readonly string[] | undefined;
  budget?: Partial<Budget> | undefined;
  read?: Run['read'] | undefined;
  known?: readonly string[] | undefined;
}

/** A fresh render: its budget, its files, and how macros and captures are run. */
export const startRun = ({ names, roots, budget, read, known }: RunOptions): Run => ({
  meter: startMeter(budget),
  names,
  roots,
  problems: [],
  files: [],
  read: read ?? (() => undefined),
  known: known ?? [],
  callMacro,
  capture,
});

/** The output of statements as text. */
const capture = (body: readonly Statement[], state: State): string => {
  const writer = newWriter(true);
  execute(body, { ...state, writer });
  return writer.parts.join('');
};

/** Binds arguments to parameters (by position, then by name, then defaults, which see the parameters before them) and runs the body. */
const callMacro: Run['callMacro'] = (macro: Macro, { given }, caller) =>
  deeper(caller.run.meter, `the macro \`${macro.name}\``, () => {
    const names = macro.parameters.map(({ name }) => name);
    const values = argumentsFor(`the macro \`${macro.name}\``, names, given, (node) => evaluate(node, caller));
    const frame = newFrame(macro.home.frame, true);
    const inside: State = { ...macro.home, frame };
    macro.parameters.forEach(({ name, fallback }, place) => {
      const value = values[place];
      frame.variables.set(name, value === undefined && fallback !== undefined ? evaluate(fallback, inside) : value);
    });
    return capture(macro.body, inside);
  });
