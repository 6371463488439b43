/**
 * CustomResourceDefinition → JSON Schemas, for `keelson schemas add`. Rules: Kubernetes, "Extend the Kubernetes API with
 * CustomResourceDefinitions", sections on structural schemas, pruning and embedded resources.
 *
 * 1. Every served version gives one schema; versions that are not served are refused by the API server and left out.
 * 2. An object is closed unless it preserves unknown fields or describes them with additionalProperties: the API server drops
 *    what a closed object does not name, which `-strict` must report.
 * 3. Inside `allOf`, `anyOf`, `oneOf` and `not` nothing is closed: there a structural schema only restricts values.
 * 4. `nullable`, `x-kubernetes-int-or-string` and OpenAPI's boolean exclusive limits become their draft-07 form.
 * 5. apiVersion, kind and metadata are the API server's: the definition may only restrict `metadata.name`.
 */

type Schema = Record<string, unknown>;

/** One kind and version of a CustomResourceDefinition. */
export interface CustomResourceSchema {
  group: string;
  kind: string;
  version: string;
  /** Relative to `schemas/kubernetes`: where kubeconform looks, `<group>/<kind lower-case>_<version>.json`. */
  file: string;
  /** JSON Schema draft-07. */
  schema: Schema;
}

/** What was given is no CustomResourceDefinition that a schema can be made of; the message says where and what to do. */
export class CustomResourceDefinitionError extends Error {
  override readonly name = 'CustomResourceDefinitionError';
}

const text: Schema = { type: 'string' };
const textMap: Schema = { type: 'object', additionalProperties: text };
const integer: Schema = { type: 'integer' };
const flag: Schema = { type: 'boolean' };
const closed = (properties: Schema, required: string[] = []): Schema => ({
  type: 'object',
  ...(required.length > 0 ? { required } : {}),
  properties,
  additionalProperties: false,
});

const timestamp: Schema = {
  type: ['string', 'null'],
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$',
};

const ownerReference = closed(
  { apiVersion: text, blockOwnerDeletion: flag, controller: flag, kind: text, name: text, uid: text },
  ['apiVersion', 'kind', 'name', 'uid'],
);

/** ObjectMeta of apimachinery, closed. */
const objectMeta = (name: Schema, required: string[]): Schema =>
  closed(
    {
      annotations: textMap,
      creationTimestamp: timestamp,
      deletionGracePeriodSeconds: integer,
      deletionTimestamp: timestamp,
      finalizers: { type: 'array', items: text },
      generateName: text,
      generation: integer,
      labels: textMap,
      managedFields: { type: 'array', items: { type: 'object' } },
      name,
      namespace: text,
      ownerReferences: { type: 'array', items: ownerReference },
      resourceVersion: text,
      selfLink: text,
      uid: text,
    },
    required,
  );

/** Keywords that mean the same in draft-07. Descriptions, defaults and `x-kubernetes-…` say nothing about what is valid. */
const kept = [
  'enum',
  'maxItems',
  'maxLength',
  'maxProperties',
  'maximum',
  'minItems',
  'minLength',
  'minProperties',
  'minimum',
  'multipleOf',
  'pattern',
  'required',
  'type',
  'uniqueItems',
] as const;

const isRecord = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const recordAt = (value: unknown, place: string): Schema => {
  if (!isRecord(value)) throw new CustomResourceDefinitionError(`${place}: expected an object, found ${shown(value)}`);
  return value;
};

const textAt = (holder: Schema, field: string, place: string): string => {
  const value = holder[field];
  if (typeof value === 'string' && value !== '') return value;
  throw new CustomResourceDefinitionError(`${place}.${field}: expected a name, found ${shown(value)}`);
};

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

const mapValues = (value: unknown, place: string, change: (schema: Schema, place: string) => Schema): Schema =>
  Object.fromEntries(
    Object.entries(recordAt(value, place)).map(([name, child]) => {
      const at = `${place}.${name}`;
      return [name, change(recordAt(child, at), at)];
    }),
  );

/** What a schema says of values alone, without closing anything: the keywords, and the logical ones below it. */
const valueRules = (schema: Schema, place: string): Schema => {
  if (schema['$ref'] !== undefined)
    throw new CustomResourceDefinitionError(`${place}.$ref: a structural schema has no references; write the part out`);
  const result: Schema = {};
  for (const key of kept) if (schema[key] !== undefined) result[key] = schema[key];
  for (const [limit, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    if (schema[exclusive] !== true) continue;
    result[exclusive] = schema[limit];
    delete result[limit];
  }
  if (schema['format'] === 'int32' && schema['type'] === 'integer') {
    result['minimum'] ??= -(2 ** 31);
    result['maximum'] ??= 2 ** 31 - 1;
  }
  for (const key of ['allOf', 'anyOf', 'oneOf'] as const) {
    const branches = schema[key];
    if (Array.isArray(branches))
      result[key] = branches.map((branch, index) => restriction(recordAt(branch, `${place}.${key}[${index}]`), place));
  }
  if (schema['not'] !== undefined) result['not'] = restriction(recordAt(schema['not'], `${place}.not`), place);
  return result;
};

/** A branch of a logical keyword: restricts values, closes nothing. */
const restriction = (schema: Schema, place: string): Schema => ({
  ...valueRules(schema, place),
  ...(schema['properties'] === undefined
    ? {}
    : { properties: mapValues(schema['properties'], `${place}.properties`, restriction) }),
  ...(isRecord(schema['items']) ? { items: restriction(schema['items'], `${place}.items`) } : {}),
  ...(isRecord(schema['additionalProperties'])
    ? { additionalProperties: restriction(schema['additionalProperties'], `${place}.additionalProperties`) }
    : {}),
});

const orNull = (schema: Schema): Schema => ({
  ...schema,
  ...(typeof schema['type'] === 'string' ? { type: [schema['type'], 'null'] } : {}),
  ...(Array.isArray(schema['type']) ? { type: [...schema['type'], 'null'] } : {}),
  ...(Array.isArray(schema['enum']) && !schema['enum'].includes(null) ? { enum: [...schema['enum'], null] } : {}),
});

const fieldsOf = (schema: Schema, place: string): Schema => {
  const open = schema['x-kubernetes-preserve-unknown-fields'] === true;
  const embedded = schema['x-kubernetes-embedded-resource'] === true;
  const own =
    schema['properties'] === undefined ? {} : mapValues(schema['properties'], `${place}.properties`, structural);
  const properties = embedded ? { ...own, apiVersion: text, kind: text, metadata: objectMeta(text, []) } : own;
  const values = schema['additionalProperties'];
  const rest = isRecord(values)
    ? { additionalProperties: structural(values, `${place}.additionalProperties`) }
    : open || values === true
      ? {}
      : { additionalProperties: false };
  const required = new Set([...((schema['required'] as string[] | undefined) ?? []), 'apiVersion', 'kind']);
  return {
    ...(embedded ? { required: [...required] } : {}),
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...rest,
  };
};

/** A structural schema: value rules, its fields, closed where the API server prunes. */
const structural = (schema: Schema, place: string): Schema => {
  const rules = valueRules(schema, place);
  const shape: Schema =
    schema['x-kubernetes-int-or-string'] === true
      ? { ...rules, type: ['integer', 'string'] }
      : schema['type'] === 'object'
        ? { ...rules, ...fieldsOf(schema, place) }
        : schema['type'] === 'array'
          ? { ...rules, items: structural(recordAt(schema['items'], `${place}.items`), `${place}.items`) }
          : rules;
  return schema['nullable'] === true ? orNull(shape) : shape;
};

const rootOf = (schema: Schema, constants: { apiVersion: string; kind: string }, place: string): Schema => {
  const body = structural({ ...schema, type: 'object' }, place);
  const properties = (body['properties'] as Schema | undefined) ?? {};
  const metadata = isRecord(schema['properties']) ? schema['properties']['metadata'] : undefined;
  const name = isRecord(metadata) && isRecord(metadata['properties']) ? metadata['properties']['name'] : undefined;
  const required = new Set(['apiVersion', 'kind', 'metadata', ...((body['required'] as string[] | undefined) ?? [])]);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...body,
    required: [...required],
    properties: {
      ...properties,
      apiVersion: { type: 'string', const: constants.apiVersion },
      kind: { type: 'string', const: constants.kind },
      metadata: objectMeta(isRecord(name) ? { ...restriction(name, place), type: 'string' } : text, ['name']),
      ...(properties['status'] === undefined ? {} : { status: { type: 'object' } }),
    },
  };
};

/**
 * Schemas of the served versions of one CustomResourceDefinition, in the order it lists them. Pure: the caller reads and writes.
 * @param crd one parsed YAML document
 * @throws {CustomResourceDefinitionError} when it is not a CustomResourceDefinition of apiextensions.k8s.io/v1, or a served
 * version has no schema
 */
export const schemasOfCustomResourceDefinition = (crd: unknown): CustomResourceSchema[] => {
  const definition = recordAt(crd, 'document');
  const { apiVersion, kind: what } = definition;
  if (what !== 'CustomResourceDefinition')
    throw new CustomResourceDefinitionError(`kind: expected CustomResourceDefinition, found ${shown(what)}`);
  if (apiVersion !== 'apiextensions.k8s.io/v1')
    throw new CustomResourceDefinitionError(
      `apiVersion: expected apiextensions.k8s.io/v1, found ${shown(apiVersion)}; take the definition of a release for Kubernetes 1.22 or newer`,
    );
  const spec = recordAt(definition['spec'], 'spec');
  const group = textAt(spec, 'group', 'spec');
  const kind = textAt(recordAt(spec['names'], 'spec.names'), 'kind', 'spec.names');
  const versions = spec['versions'];
  if (!Array.isArray(versions)) throw new CustomResourceDefinitionError('spec.versions: expected a list of versions');
  const served = versions.flatMap((entry: unknown, index) => {
    const place = `spec.versions[${index}]`;
    const version = recordAt(entry, place);
    if (version['served'] === false) return [];
    const name = textAt(version, 'name', place);
    const at = `${place}.schema.openAPIV3Schema`;
    const schema = recordAt(recordAt(version['schema'], `${place}.schema`)['openAPIV3Schema'], at);
    const file = `${group}/${kind.toLowerCase()}_${name}.json`;
    return [{ group, kind, version: name, file, schema: rootOf(schema, { apiVersion: `${group}/${name}`, kind }, at) }];
  });
  if (served.length === 0)
    throw new CustomResourceDefinitionError(`spec.versions: no version of ${kind}.${group} is served`);
  return served;
};
