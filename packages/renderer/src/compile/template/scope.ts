import type { JsonObject, JsonValue } from '../../model/json.ts';
import type { Meter } from './budget.ts';
import type { TemplateProblem } from './problem.ts';
import type { Expression, Parameter, Statement, Template } from './syntax.ts';
import type { Writer } from './writer.ts';

/** Tells macros and imported files from data; templates cannot write a symbol. */
const callableKey: unique symbol = Symbol('keelson.callable');

export interface Macro {
  [callableKey]: 'macro';
  name: string;
  parameters: Parameter[];
  body: Statement[];
  /** Where it was written: what its body sees. */
  home: State;
}

export interface Module {
  [callableKey]: 'module';
  file: string;
  variables: ReadonlyMap<string, Bound>;
}

export type Callable = Macro | Module;
/** What a name can stand for; `undefined` is a parameter that was not given. */
export type Bound = JsonValue | Callable | undefined;

export const newMacro = (macro: Omit<Macro, typeof callableKey>): Macro => ({ [callableKey]: 'macro', ...macro });
export const newModule = (file: string, variables: ReadonlyMap<string, Bound>): Module => ({
  [callableKey]: 'module',
  file,
  variables,
});

export const isCallable = (value: unknown): value is Callable =>
  typeof value === 'object' && value !== null && (value as Partial<Callable>)[callableKey] !== undefined;
export const isMacro = (value: unknown): value is Macro => isCallable(value) && value[callableKey] === 'macro';

/** Variables of one file, loop or macro. `isolated`: writes stay here, as in nunjucks' includes and macros. */
export interface Frame {
  variables: Map<string, Bound>;
  parent: Frame | undefined;
  isolated: boolean;
}

export const newFrame = (parent?: Frame, isolated = false): Frame => ({ variables: new Map(), parent, isolated });

/** Sets a variable where it already is (up to an isolated frame), else in this frame. */
export const assign = (frame: Frame, name: string, value: Bound): void => {
  for (let at: Frame | undefined = frame; at !== undefined; at = at.isolated ? undefined : at.parent) {
    if (at.variables.has(name)) {
      at.variables.set(name, value);
      return;
    }
  }
  frame.variables.set(name, value);
};

/** What one render shares between its files. */
export interface Run {
  meter: Meter;
  /** The table of names of the whole render (an imported file without context does not see it). */
  names: JsonObject;
  /** First segments that a name may have although the table lacks it (`auth` without a login): `default` covers these only. */
  roots: readonly string[] | undefined;
  problems: TemplateProblem[];
  /** Files being rendered, outermost first. */
  files: string[];
  read: (relative: string) => { file: string; text: string } | undefined;
  /** Names `read` knows, for did-you-mean. */
  known: readonly string[];
  callMacro: (macro: Macro, call: Extract<Expression, { kind: 'call' }>, caller: State) => string;
  capture: (body: readonly Statement[], state: State) => string;
}

/** Where an evaluation stands. */
export interface State {
  template: Template;
  names: JsonObject;
  /** Absent in a scalar: nothing can be set there. */
  frame: Frame | undefined;
  writer: Writer | undefined;
  run: Run;
}
