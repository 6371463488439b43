/** What the generated validators report. `scripts/generate/terse.ts` writes both sides. */

/** What is the same each time a rule of the schema fails. */
export interface ErrorRow {
  /** The keyword of JSON Schema that failed. */
  keyword: string;
  /** It failed inside a rule about keys (`oneOf`, `anyOf`, `not`), whose own error tells it. */
  nested?: true;
  /** The keyword's parameters, where they do not depend on the value. */
  params?: Record<string, unknown>;
  /** What the schema takes, in words. */
  expected?: string;
  /** What to write in place of a word or number, which stands for `%`. */
  instead?: string;
  /** The keys a rule chooses from. */
  choice?: string[];
  /** The keys that tell the kinds of an entry. */
  kinds?: string[];
  /** The keys of the map, when it is closed. */
  keys?: string[];
}

/** One failure, as the generated code says it. */
interface TerseError {
  /** JSON Pointer of the value. */
  path: string;
  /** Number of its row. */
  row: number;
  data: unknown;
  params?: Record<string, unknown>;
  propertyName?: string;
}

/** A validator compiled ahead of time. `errors` is what the last call found. */
export interface RawValidator {
  (data: unknown): boolean;
  errors?: TerseError[] | null;
}

/** One failure with its row. */
export interface RawError extends ErrorRow {
  path: string;
  /** The value that failed. */
  data: unknown;
  params: Record<string, unknown>;
  /** Set when the failure is about a key: `propertyNames` was applied to it. */
  propertyName?: string;
}
