/**
 * Step 2, an inlined schema → the schema of what a cluster accepts.
 *
 * 1. Lay the extensions over their types (fields newer than the package).
 * 2. Named types become what they stand for (`scalars.ts`, `vocabularies.ts`).
 * 3. An object without properties is free-form; every other object is closed.
 * 4. A number is an integer unless listed; durations, ports and quantities by field (`fields.ts`).
 * 5. Variants of one object that differ in `required` only become one object.
 * 6. At the root: apiVersion, kind and `metadata.name` are required, `spec` where its type requires something; `status` is
 *    the controllers' and free-form.
 */
import { asRecord, byCodeUnit, type Schema } from '../json.ts';
import { fieldRules, fractionalFields, optionalFields } from './fields.ts';
import { mergeVariants } from './merge-variants.ts';
import { schemaOfNamedType } from './scalars.ts';
import { mapSubschemas } from './subschemas.ts';
import { schemaOfWord } from './vocabularies.ts';

const typeOf = (schema: Schema): string => (typeof schema['$type'] === 'string' ? schema['$type'] : '');

const fieldSchema = (holder: string, field: string, schema: Schema): Schema | undefined =>
  fieldRules.find(
    (rule) =>
      rule.from === schema['type'] && rule.fields.includes(field) && holder.startsWith(rule.within) && !schema['enum'],
  )?.to;

const extended = (schema: Schema, extension: Schema | undefined): Schema => {
  if (!extension) return schema;
  const required = [
    ...((schema['required'] as string[] | undefined) ?? []),
    ...((extension['required'] as string[] | undefined) ?? []),
  ];
  return {
    ...schema,
    ...(required.length > 0 ? { required } : {}),
    properties: { ...asRecord(schema['properties']), ...asRecord(extension['properties']) },
  };
};

const closed = (schema: Schema): Schema => {
  if (schema['type'] !== 'object') return schema;
  const { additionalProperties, ...rest } = schema;
  if (asRecord(schema['properties'])) {
    return asRecord(additionalProperties) ? schema : { ...rest, additionalProperties: false };
  }
  return asRecord(additionalProperties) && Object.keys(additionalProperties as object).length > 0
    ? { ...rest, additionalProperties }
    : rest;
};

const withoutOptional = (schema: Schema, name: string): Schema => {
  const optional = optionalFields[name];
  const required = schema['required'];
  if (!Array.isArray(required)) return schema;
  const { required: _, ...rest } = schema;
  const kept = (required as string[]).filter((name) => !optional?.includes(name)).sort(byCodeUnit);
  return kept.length > 0 ? { ...rest, required: [...new Set(kept)] } : rest;
};

/** Where a schema stands: the type (or place below a type) that holds it, and the field there. */
interface Place {
  readonly holder: string;
  readonly field: string;
}

const structural: ReadonlySet<string> = new Set(['[]', '{}', 'anyOf', 'allOf', 'oneOf', 'not']);

/** Fields of an inline object stand below the named type around it: `…/GrafanaDashboard.spec`. */
const nameAt = (schema: Schema, { holder, field }: Place): string =>
  typeOf(schema) || (holder === '' ? '' : `${holder}.${field}`);

const scalarOf = (schema: Schema, { holder, field }: Place): Schema | undefined => {
  const named = schemaOfNamedType[typeOf(schema)] ?? schemaOfWord.get(typeOf(schema));
  if (named) return named;
  const ruled = fieldSchema(holder, field, schema);
  if (ruled) return ruled;
  if (schema['type'] !== 'number') return undefined;
  return fractionalFields.has(`${holder}.${field}`) ? schema : { ...schema, type: 'integer' };
};

const refined = (schema: Schema, extensions: ReadonlyMap<string, Schema>, place: Place): Schema => {
  const scalar = scalarOf(schema, place);
  if (scalar) return scalar;
  const name = nameAt(schema, place);
  const inner = mapSubschemas(extended(schema, extensions.get(name)), (child, field) => {
    if (!structural.has(field)) return refined(child, extensions, { holder: name, field });
    const typed = typeOf(schema);
    return refined(child, extensions, typed && field !== '[]' ? { holder: typed, field } : place);
  });
  return mergeVariants(withoutOptional(closed(inner), name));
};

const withRoot = (schema: Schema): Schema => {
  const properties = asRecord(schema['properties']) ?? {};
  const metadata = asRecord(properties['metadata']) as Schema | undefined;
  const spec = asRecord(properties['spec']) as Schema | undefined;
  const specRequired = spec !== undefined && (Array.isArray(spec['required']) || Array.isArray(spec['anyOf']));
  const required = new Set([
    ...((schema['required'] as string[] | undefined) ?? []),
    'apiVersion',
    'kind',
    ...(metadata ? ['metadata'] : []),
    ...(specRequired ? ['spec'] : []),
  ]);
  return {
    ...schema,
    required: [...required].sort(byCodeUnit),
    properties: {
      ...properties,
      ...(metadata ? { metadata: { ...metadata, $type: 'root/ObjectMeta', required: ['name'] } } : {}),
      ...(properties['status'] ? { status: { type: 'object' } } : {}),
    },
  };
};

/** Settings of one kind that its type cannot say. */
export interface RootRule {
  /** A file read by kustomize itself has no name: metadata stays as its type says. */
  readonly nameless?: boolean;
}

/**
 * The refined schema of a kind; `$type` markers are still there, step 3 (`definitions.ts`) takes them out.
 * @param extensions by the name of the type they extend
 */
export const refine = (raw: Schema, extensions: ReadonlyMap<string, Schema>, rule: RootRule = {}): Schema => {
  const { $schema: _, definitions, ...root } = raw;
  const shared = asRecord(definitions) ?? {};
  const schema = refined(Object.keys(shared).length > 0 ? { ...root, definitions: shared } : root, extensions, {
    holder: '',
    field: '',
  });
  const top = rule.nameless ? schema : withRoot(schema);
  // The type of PersistentVolumeClaim serves as a kind and embedded: a kind always names itself.
  return {
    ...top,
    required: [...new Set([...((top['required'] as string[]) ?? []), 'apiVersion', 'kind'])].sort(byCodeUnit),
  };
};
