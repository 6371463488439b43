import type { DiagnosticCode } from './codes.ts';
import type { JsonPointer } from './json.ts';
import { byCodeUnit } from './json.ts';

export type Severity = 'error' | 'warning' | 'note';

/** A place a person can open: path relative to the root, lines and columns from 1. */
export interface Place {
  file: string;
  line: number;
  column: number;
}

/** A node of a file a person wrote, before line and column are looked up. */
export interface Origin {
  file: string;
  pointer: JsonPointer;
  /** Where inside the scalar or text file, when that is known better than the node: offset in characters from its start. */
  offset?: number;
  /** The key is meant, not the value that stands under it. */
  key?: boolean;
}

/** A place in the rendered tree or in a rendered object. */
export interface RenderedPlace {
  /** `Kind/namespace/name` or `Kind/name`. */
  object: string;
  pointer: JsonPointer;
  file?: string;
  /** A part of the field's text, by which its place is found in what was written. */
  mention?: string;
}

/**
 * One finding. `message` says what was found and what was expected, `hint` what to do. Rooms give `origin`; the join
 * (`render.ts`) looks up `place` from it, so that rooms need no text positions.
 */
export interface Diagnostic {
  code: DiagnosticCode;
  severity: Severity;
  message: string;
  hint?: string;
  origin?: Origin;
  place?: Place;
  rendered?: RenderedPlace;
  related?: Related[];
  /** What it speaks of: findings of one code at one place about one thing are said once, the others become `related`. */
  subject?: string;
}

/** Another place that has to do with a finding. */
export interface Related {
  message: string;
  origin?: Origin;
  place?: Place;
  /** The field that is meant: its place is looked up as that of the finding is. */
  rendered?: RenderedPlace;
}

/** The shape of every stage's result: items, and what was found wrong on the way. */
export interface Staged<Items> {
  items: Items;
  diagnostics: Diagnostic[];
}

export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ severity }) => severity === 'error');

/** File, line, column, code, message: a total order, so that two runs print the same. */
export const compareDiagnostics = (left: Diagnostic, right: Diagnostic): number =>
  byCodeUnit(left.place?.file ?? left.origin?.file ?? '', right.place?.file ?? right.origin?.file ?? '') ||
  (left.place?.line ?? 0) - (right.place?.line ?? 0) ||
  (left.place?.column ?? 0) - (right.place?.column ?? 0) ||
  byCodeUnit(left.code, right.code) ||
  byCodeUnit(left.message, right.message);
