import type { DiagnosticCode } from '../../model/codes.ts';
import type { Diagnostic, Origin, Severity } from '../../model/diagnostic.ts';
import type { JsonPointer } from '../../model/json.ts';
import { type OriginMap, originAt, writtenInApp } from '../../model/layer.ts';
import { nearest } from '../../model/nearest.ts';

/** A merged app or the merged cluster: what a finding can point into. */
export interface Written {
  file: string;
  origins: OriginMap;
}

/** The place a merged node was written: its own layer's file and pointer, else the app's or cluster's file as a whole. */
export const originOf = (written: Written, pointer: JsonPointer): Origin => {
  const origin = originAt(written.origins, pointer);
  return origin?.file === undefined ? { file: written.file, pointer } : { file: origin.file, pointer: origin.pointer };
};

interface Finding {
  code: DiagnosticCode;
  pointer: JsonPointer;
  message: string;
  hint?: string;
  severity?: Severity;
}

/** One diagnostic at the place its definition was written. */
export const finding = (
  written: Written,
  { code, pointer, message, hint, severity = 'error' }: Finding,
): Diagnostic => ({
  code,
  severity,
  message,
  ...(hint === undefined ? {} : { hint }),
  origin: originOf(written, pointer),
});

/** FORMAT section 4: a need the cluster does not meet is a note when the app's own file asks for it, else nothing. */
export const unmetNeed = (written: Written, pointer: JsonPointer, message: string): Diagnostic[] =>
  writtenInApp(written.origins, pointer)
    ? [finding(written, { code: 'need-unmet', severity: 'note', pointer, message })]
    : [];

/** "did you mean x?", or the list of what there is. */
export const choices = (found: string, known: readonly string[]): string => {
  const near = nearest(found, known);
  if (near !== undefined) return `Did you mean ${near}?`;
  return known.length === 0 ? 'There is none.' : `There is ${known.join(', ')}.`;
};
