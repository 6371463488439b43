/** The kinds of file that people write. */
export type FileKind = 'app' | 'category' | 'cluster' | 'placeholders';

/** One mistake in a file, told once. */
export interface Problem {
  code: 'schema-violation' | 'unknown-key' | 'missing-key' | 'body-conflict';
  /** RFC 6901 JSON Pointer to the value, or to the key when `key` is set. A missing key points at the map it is missing from. */
  pointer: string;
  /** The key itself is wrong, not its value. */
  key?: boolean;
  /** What stands there: `"20 gigs"`, `the number 3`, `a map`. */
  found: string;
  /** What may stand there: `a quantity such as 20Gi`. */
  expected: string;
  /** One sentence of both. */
  message: string;
  /** What to do, when there is more to say. */
  hint?: string;
}
