import { nearest } from '../../model/nearest.ts';
import { deeper } from './budget.ts';
import { evaluate } from './evaluate.ts';
import { parseTemplate } from './parse.ts';
import { fail } from './problem.ts';
import { assign, type Module, newFrame, newModule, type State } from './scope.ts';
import type { Expression, Statement, Template } from './syntax.ts';
import { newWriter } from './writer.ts';

type Of<Kind extends Statement['kind']> = Extract<Statement, { kind: Kind }>;
type Execute = (body: readonly Statement[], state: State) => void;

/** The file an include or import names. Only what `read` was given: the app's own `templates/`. */
const fileAt = (path: Expression, state: State): Template => {
  const name = evaluate(path, state);
  const { at } = path;
  if (typeof name !== 'string') return fail('template-type', 'the path of a file is text', undefined, at);
  const shown = name.length > 80 ? `${name.slice(0, 80)}…` : name;
  if (/^[/\\~]|^[A-Za-z]:|[\\\0]/u.test(name) || name.split('/').some((part) => ['', '.', '..'].includes(part))) {
    const hint = 'Write the path from the folder templates/ of the app, such as "partials/labels.yaml".';
    return fail('template-refused', `\`${shown}\` does not name a file of the app's templates/`, hint, at);
  }
  const found = state.run.read(name);
  if (found === undefined) {
    const near = nearest(name, state.run.known);
    const hint = near === undefined ? 'Paths start in the folder templates/ of the app.' : `Did you mean ${near}?`;
    return fail('template-undefined', `there is no file \`${shown}\` in templates/`, hint, at);
  }
  if (state.run.files.includes(found.file)) {
    const chain = [...state.run.files.slice(state.run.files.indexOf(found.file)), found.file].join(' → ');
    return fail('template-refused', `a file that reads itself: ${chain}`, 'Use a macro or a loop.', at);
  }
  return parseTemplate(found.text, 'text', found.file);
};

const within = (template: Template, state: State, inner: () => void): void => {
  const { files, meter } = state.run;
  deeper(meter, 'a chain of includes', () => {
    files.push(template.file ?? '');
    try {
      inner();
    } finally {
      files.pop();
    }
  });
};

/** The included file writes here and sees what stands here; what it sets stays its own. */
export const executeInclude = (statement: Of<'include'>, state: State, execute: Execute): void => {
  const template = fileAt(statement.path, state);
  within(template, state, () => execute(template.body, { ...state, template, frame: newFrame(state.frame, true) }));
};

/** Runs the file for its macros and variables; what it writes is dropped. Without `with context` it sees no names. */
const moduleOf = (path: Expression, withContext: boolean, state: State, execute: Execute): Module => {
  const template = fileAt(path, state);
  const frame = newFrame(withContext ? state.frame : undefined, true);
  const names = withContext ? state.names : {};
  within(template, state, () => execute(template.body, { ...state, template, frame, names, writer: newWriter(true) }));
  return newModule(template.file ?? '', frame.variables);
};

export const executeImport = (statement: Of<'import'>, state: State, execute: Execute): void =>
  assign(state.frame!, statement.target, moduleOf(statement.path, statement.withContext, state, execute));

export const executeFrom = (statement: Of<'from'>, state: State, execute: Execute): void => {
  const { variables, file } = moduleOf(statement.path, statement.withContext, state, execute);
  for (const { name, alias, at } of statement.names) {
    const value = variables.get(name);
    if (value === undefined) {
      const near = nearest(name, [...variables.keys()]);
      const hint = near === undefined ? undefined : `Did you mean ${near}?`;
      fail('template-undefined', `${file} has no \`${name}\``, hint, at);
    }
    assign(state.frame!, alias, value);
  }
};
