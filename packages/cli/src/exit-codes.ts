/** What the process ends with (DESIGN section 10); a table, because scripts and CI rely on it. */
export const exitCodes = {
  clean: 0,
  /** The input has errors, or the tree drifted. */
  findings: 1,
  /** Wrong usage, or a tool that is needed is missing. */
  usage: 2,
  /** A bug of ours. */
  bug: 3,
} as const;

/** An expected failure of the command itself: printed without a stack, ends with code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}
