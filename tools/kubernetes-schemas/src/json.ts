/** A JSON Schema under way; keywords are plain JSON. */
export interface Schema {
  [keyword: string]: unknown;
}

/** A map or `undefined`. */
export const asRecord = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;

/** Order by UTF-16 code unit: the same on every machine and locale. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
