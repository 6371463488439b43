import type { Diagnostic, Origin } from './diagnostic.ts';
import type { JsonPointer } from './json.ts';

/** What `@keelson/schema` finds, as far as a diagnostic needs it. */
export interface SchemaProblem {
  code: 'schema-violation' | 'unknown-key' | 'missing-key' | 'body-conflict';
  pointer: JsonPointer;
  key?: boolean;
  message: string;
  hint?: string;
}

/** A schema's finding as an error at `origin`. The message is led by the pointer, as DESIGN section 10 prints it. */
export const problemDiagnostic = (problem: SchemaProblem, origin: Origin): Diagnostic => ({
  code: problem.code,
  severity: 'error',
  message: problem.pointer === '' ? problem.message : `${problem.pointer}: ${problem.message}`,
  ...(problem.hint === undefined ? {} : { hint: problem.hint }),
  origin: problem.key === true ? { ...origin, key: true } : origin,
});
