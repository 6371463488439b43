import type { JsonObject } from '../../model/json.ts';
import type { Budget } from './budget.ts';
import { execute } from './execute.ts';
import { parseTemplate } from './parse.ts';
import { problemOf, type TemplateProblem } from './problem.ts';
import { startRun } from './run.ts';
import { newFrame } from './scope.ts';
import { type LineOrigin, newWriter } from './writer.ts';

export interface TextTemplate {
  /** Path of the template, for problems and the line map. */
  file: string;
  text: string;
  names: JsonObject;
  /** A file of the app's own `templates/` by its path from there; everything else is `undefined`. */
  read: (relative: string) => { file: string; text: string } | undefined;
  /** Paths that `read` knows, for did-you-mean. */
  known?: readonly string[];
  /** As in `ScalarOptions`. */
  roots?: readonly string[];
  budget?: Partial<Budget>;
}

export interface RenderedText {
  /** Empty when there are problems. */
  text: string;
  /** For each line of `text` (split at `\n`), the template line that made it. */
  lineMap: LineOrigin[];
  problems: TemplateProblem[];
  steps: number;
}

/**
 * Renders a text template: blocks, includes, imports, macros; `trimBlocks` and `lstripBlocks` on, nothing escaped.
 * Pure, and bounded by `budget`. Every undefined name in output is reported, any other problem ends the render.
 */
export const renderTextTemplate = (input: TextTemplate): RenderedText => {
  const { file, text, names } = input;
  const run = startRun(input);
  const writer = newWriter(false);
  run.files.push(file);
  try {
    const template = parseTemplate(text, 'text', file);
    execute(template.body, { template, names, frame: newFrame(undefined, true), writer, run });
  } catch (error) {
    run.problems.push(problemOf(error, { file, text }));
  }
  const { problems } = run;
  if (problems.length > 0) return { text: '', lineMap: [], problems, steps: run.meter.steps };
  const rendered = writer.parts.join('');
  const last = writer.lines.at(-1) ?? { file, line: 1 };
  const lineMap = writer.atLineStart ? [...writer.lines, { ...last }] : writer.lines;
  return { text: rendered, lineMap, problems, steps: run.meter.steps };
};
