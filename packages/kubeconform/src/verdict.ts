/** One thing that is wrong with a document. */
export interface Problem {
  /** RFC 6901 JSON Pointer of the value that is wrong; for a missing or an unknown property, of the object around it. */
  pointer: string;
  message: string;
}

export type VerdictStatus = 'valid' | 'invalid' | 'error' | 'skipped';

/** Why a status is `error`: no schema for the kind, a document that cannot be read, or a file without a document. */
export type VerdictReason = 'no-schema' | 'unreadable' | 'empty';

/** What an engine says of one document. Both engines give this shape. */
export interface Verdict {
  /** The path as it was given to the engine. */
  file: string;
  kind: string;
  name: string;
  /** `apiVersion`: `apps/v1`, `v1`. */
  version: string;
  status: VerdictStatus;
  /** Only for status `error`. */
  reason?: VerdictReason;
  /** Empty for `valid` and `skipped`; sorted by pointer, then message. */
  problems: Problem[];
}

export interface Report {
  /** Sorted by file, then kind, name, version and status. */
  verdicts: Verdict[];
}

/** Code-unit order, the same on every machine. */
const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** kubeconform works in parallel and iterates over maps: without these orders two runs print different lines. */
export const compareProblems = (left: Problem, right: Problem): number =>
  byText(left.pointer, right.pointer) || byText(left.message, right.message);

export const compareVerdicts = (left: Verdict, right: Verdict): number =>
  byText(left.file, right.file) ||
  byText(left.kind, right.kind) ||
  byText(left.name, right.name) ||
  byText(left.version, right.version) ||
  byText(left.status, right.status);
