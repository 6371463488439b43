/**
 * Turns the definition of a whole file into that of a layer: nothing is required, `null` takes a key away, and a storage
 * entry need not say its kind again; defaults may speak of several bodies, because what does not fit is dropped. What stands in a list stays as it is, because lists replace.
 */
import { isSchema, mapValues, referencedName, type Schema, schemaOf, withConsequence } from './schema.ts';

const suffix = 'Layer';

/** Lets `null` stand for a value. A reference is left alone: the definition it names is nullable itself. */
const nullable = (schema: Schema): Schema => ({
  ...schema,
  ...(schema['type'] === undefined ? {} : { type: [schema['type'], 'null'].flat() }),
  ...(Array.isArray(schema['enum']) ? { enum: [...schema['enum'], null] } : {}),
});

/** The keys of every kind, of a definition made by `kinds`. */
const propertiesOfKinds = (schema: Schema, definitions: ReadonlyMap<string, Schema>): Schema => {
  if (!isSchema(schema['if'])) return {};
  const branch = schemaOf(schema['then']);
  const target = branch['$ref'] === undefined ? branch : schemaOf(definitions.get(referencedName(branch['$ref'])));
  return { ...schemaOf(target['properties']), ...propertiesOfKinds(schemaOf(schema['else']), definitions) };
};

const layered = (schema: Schema, definitions: ReadonlyMap<string, Schema>): Schema => {
  const visit = (value: Schema): Schema => nullable(layered(value, definitions));
  if (Array.isArray(schema['kinds'])) {
    const properties = mapValues(propertiesOfKinds(schema, definitions), visit);
    return { type: 'object', properties, additionalProperties: false };
  }
  const { required, oneOf, anyOf, not, choice, dependencies, if: condition, then: consequence, ...result } = schema;
  const reference = result['$ref'];
  if (typeof reference === 'string' && !reference.endsWith(suffix)) result['$ref'] = `${reference}${suffix}`;
  for (const keyword of ['properties', 'patternProperties'])
    if (isSchema(result[keyword])) result[keyword] = mapValues(result[keyword], visit);
  if (isSchema(result['additionalProperties'])) result['additionalProperties'] = visit(result['additionalProperties']);
  if (Array.isArray(result['allOf']))
    result['allOf'] = result['allOf'].map((part) =>
      withConsequence(schemaOf(part), (then) => layered(then, definitions)),
    );
  return result;
};

/** The layers of some root definitions and of all they refer to, by name with the suffix `Layer`. A layer has no `name`. */
export const layersOf = (roots: readonly string[], definitions: ReadonlyMap<string, Schema>): Map<string, Schema> => {
  const layers = new Map<string, Schema>();
  for (const [name, definition] of definitions)
    layers.set(`${name}${suffix}`, nullable(layered(definition, definitions)));
  for (const root of roots) {
    const layer = schemaOf(layers.get(`${root}${suffix}`));
    const { name, ...properties } = schemaOf(layer['properties']);
    layers.set(`${root}${suffix}`, { ...layer, properties });
  }
  return layers;
};

/** For editors: a written file may say `null` wherever a key may be absent. */
export const withNulls = (schema: Schema): Schema => {
  const result: Schema = { ...schema };
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const visit = (value: Schema, key: string): Schema =>
    required.includes(key) ? withNulls(value) : nullable(withNulls(value));
  if (isSchema(result['properties'])) result['properties'] = mapValues(result['properties'], visit);
  if (isSchema(result['additionalProperties']))
    result['additionalProperties'] = nullable(withNulls(result['additionalProperties']));
  for (const keyword of ['then', 'else']) if (isSchema(result[keyword])) result[keyword] = withNulls(result[keyword]);
  if (Array.isArray(result['allOf']))
    result['allOf'] = result['allOf'].map((part) => withConsequence(schemaOf(part), (then) => withNulls(then)));
  return result;
};
