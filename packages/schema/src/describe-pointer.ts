/** Walks a schema along a JSON Pointer, to say what a key is for. */
import type { FileKind } from './problem.ts';
import { isMap, segmentsOf } from './problems/pointer.ts';
import { type JsonSchema, rootOf, sharedDefinitions } from './schemas.ts';

/** What the documentation says of a key. */
export interface KeyDescription {
  description: string;
  /** The first example, as plain data. */
  example: unknown;
}

const asSchema = (value: unknown): JsonSchema | undefined => (isMap(value) ? value : undefined);

/** The schema itself, what it refers to, and every branch of it. */
const branches = (schema: JsonSchema): JsonSchema[] => {
  const reference = schema['$ref'];
  const target =
    typeof reference === 'string' ? sharedDefinitions()[reference.slice('#/definitions/'.length)] : undefined;
  const conditional = [
    schema['then'],
    schema['else'],
    ...(Array.isArray(schema['allOf']) ? schema['allOf'].map((part) => asSchema(part)?.['then']) : []),
  ];
  const parts = [target, ...conditional.map(asSchema)].filter((part) => part !== undefined);
  return [schema, ...parts.flatMap(branches)];
};

const childOf = (schema: JsonSchema, segment: string): JsonSchema | undefined => {
  const properties = asSchema(schema['properties']);
  if (properties !== undefined && Object.hasOwn(properties, segment)) return asSchema(properties[segment]);
  const patterns = Object.entries(asSchema(schema['patternProperties']) ?? {});
  const matching = patterns.find(([pattern]) => new RegExp(pattern, 'u').test(segment));
  return asSchema(matching?.[1] ?? schema['additionalProperties'] ?? schema['items']);
};

/**
 * Description and example of the key that a pointer names in a file, `undefined` where the format has no such key, or where
 * the file is free-form. Entries of maps and lists (`/storage/data`) have the description of their map.
 */
export const describePointer = (kind: FileKind, pointer: string): KeyDescription | undefined => {
  let current: JsonSchema[] = [rootOf(kind)];
  let found: KeyDescription | undefined;
  for (const segment of segmentsOf(pointer)) {
    current = current
      .flatMap(branches)
      .map((schema) => childOf(schema, segment))
      .filter((schema) => schema !== undefined);
    if (current.length === 0) return undefined;
    const described = current.find((schema) => typeof schema['description'] === 'string');
    if (described !== undefined)
      found = {
        description: String(described['description']),
        example: Array.isArray(described['examples']) ? described['examples'][0] : undefined,
      };
  }
  return found;
};
