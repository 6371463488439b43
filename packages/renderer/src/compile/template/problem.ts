import type { Diagnostic, Origin } from '../../model/diagnostic.ts';

export type TemplateCode =
  | 'template-syntax'
  | 'template-undefined'
  | 'template-refused'
  | 'template-type'
  | 'template-budget';

/** Line and column in a template's text, both from 1, columns in UTF-16 units. */
export interface Position {
  line: number;
  column: number;
}

/** What a position refers to: the text, and the file it came from (absent for a scalar of a definition). */
export interface TemplateSource {
  file?: string;
  text: string;
}

/** A finding in a template. `offset` counts UTF-16 units from the start of the text, from 0. */
export interface TemplateProblem extends Position {
  code: TemplateCode;
  message: string;
  hint?: string;
  file?: string;
  offset: number;
}

/** Stops an evaluation. Thrown without a place by what does not know it (filters, the meter); the nearest node adds it. */
export class TemplateFailure extends Error {
  code: TemplateCode;
  hint: string | undefined;
  at: Position | undefined;
  source: TemplateSource | undefined;

  constructor(code: TemplateCode, message: string, hint?: string, at?: Position, source?: TemplateSource) {
    super(message);
    this.code = code;
    this.hint = hint;
    this.at = at;
    this.source = source;
  }
}

/** Throws; the return type lets callers write `return fail(…)`. */
export const fail = (code: TemplateCode, message: string, hint?: string, at?: Position): never => {
  throw new TemplateFailure(code, message, hint, at);
};

/** Adds place and text to a failure that lacks them; what is not a failure of ours passes through. */
export const placed = (error: unknown, at: Position, source: TemplateSource): unknown => {
  if (!(error instanceof TemplateFailure)) return error;
  error.at ??= at;
  error.source ??= source;
  return error;
};

const offsetOf = (text: string, at: Position): number => {
  let start = 0;
  for (let line = 1; line < at.line; line += 1) {
    const end = text.indexOf('\n', start);
    if (end === -1) return text.length;
    start = end + 1;
  }
  return Math.min(text.length, start + at.column - 1);
};

/** The failure as data. An error that is not a failure is a bug of ours and is thrown on. */
export const problemOf = (error: unknown, source: TemplateSource): TemplateProblem => {
  if (!(error instanceof TemplateFailure)) throw error;
  const at = error.at ?? { line: 1, column: 1 };
  const { file, text } = error.source ?? source;
  const problem: TemplateProblem = { code: error.code, message: error.message, ...at, offset: offsetOf(text, at) };
  if (error.hint !== undefined) problem.hint = error.hint;
  if (file !== undefined) problem.file = file;
  return problem;
};

/** A problem as an error diagnostic; `origin` is the scalar or the file, an included file's own name wins. */
export const problemDiagnostic = (problem: TemplateProblem, origin: Origin): Diagnostic => ({
  code: problem.code,
  severity: 'error',
  message: problem.message,
  ...(problem.hint === undefined ? {} : { hint: problem.hint }),
  origin:
    problem.file === undefined
      ? { ...origin, offset: problem.offset }
      : { file: problem.file, pointer: '', offset: problem.offset },
});
