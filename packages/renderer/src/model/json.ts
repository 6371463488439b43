/** What YAML definitions and Kubernetes objects are made of once they are read. */
export type JsonScalar = string | number | boolean | null;
export type JsonValue = JsonScalar | JsonValue[] | JsonObject;
export interface JsonObject {
  [key: string]: JsonValue;
}

/** An RFC 6901 JSON Pointer: `''` is the whole document, `/workload/env/TZ` one scalar. */
export type JsonPointer = string;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Joins pointer segments, escaping `~` and `/` (RFC 6901, section 3). */
export const pointerOf = (segments: readonly (string | number)[]): JsonPointer =>
  segments.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** The pointer of a key below `pointer`. */
export const childPointer = (pointer: JsonPointer, key: string): JsonPointer =>
  key.includes('~') || key.includes('/') ? pointer + pointerOf([key]) : `${pointer}/${key}`;

/** Splits a pointer into its unescaped segments; `''` gives `[]`. */
export const segmentsOf = (pointer: JsonPointer): string[] =>
  pointer === ''
    ? []
    : pointer
        .slice(1)
        .split('/')
        .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The value a pointer names, or `undefined` when nothing stands there. Reads own properties only. */
export const valueAt = (document: JsonValue | undefined, pointer: JsonPointer): JsonValue | undefined => {
  let value: JsonValue | undefined = document;
  for (const segment of segmentsOf(pointer)) {
    if (Array.isArray(value)) value = value[Number(segment)];
    else if (isJsonObject(value) && Object.hasOwn(value, segment)) value = value[segment];
    else return undefined;
  }
  return value;
};

/** Code-unit order: the one order used everywhere, because locale order differs between machines. */
export const byCodeUnit = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
