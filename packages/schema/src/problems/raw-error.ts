/** What the generated validators report (ajv with `verbose`), as far as messages read it. */
export interface RawError {
  keyword: string;
  instancePath: string;
  schemaPath: string;
  params: Record<string, unknown>;
  /** Set on errors about a key: `propertyNames` was applied to it. */
  propertyName?: string;
  schema?: unknown;
  parentSchema?: Record<string, unknown>;
  /** The value that failed. */
  data?: unknown;
}

/** A validator compiled ahead of time. `errors` is what the last call found. */
export interface RawValidator {
  (data: unknown): boolean;
  errors?: RawError[] | null;
}
