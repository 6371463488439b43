/**
 * Makes the compiled validators small: a sub-schema that stands in several places becomes a definition of its own, compiled
 * once. Changes nothing of what is valid. Measured: 1.6 MB of code became 0.95 MB, and 0.5 MB with `terse.ts`.
 */
import { isSchema, mapValues, type Schema, withConsequence } from './schema.ts';

const smallest = 40;
const tables = ['properties', 'patternProperties'];
/** Not `propertyNames`: inside a reference an error no longer knows that it is about a key. */
const single = ['additionalProperties', 'items'];

/** Every schema of the set, its repeated parts replaced by references to further schemas of the set. */
export const shareRepeated = (schemas: ReadonlyMap<string, Schema>): Map<string, Schema> => {
  const counts = new Map<string, number>();
  const names = new Map<string, string>();
  const shared = new Map<string, Schema>();

  const walk = (schema: Schema, visit: (part: Schema) => Schema): Schema => {
    const result: Schema = { ...schema };
    for (const key of tables) if (isSchema(result[key])) result[key] = mapValues(result[key], visit);
    for (const key of single) if (isSchema(result[key])) result[key] = visit(result[key]);
    if (Array.isArray(result['allOf'])) result['allOf'] = result['allOf'].map((part) => withConsequence(part, visit));
    if (isSchema(result['then']))
      Object.assign(
        result,
        withConsequence(result, (part) => walk(part, visit)),
      );
    if (isSchema(result['else'])) result['else'] = walk(result['else'], visit);
    return result;
  };
  const count = (schema: Schema): Schema => {
    const text = JSON.stringify(schema);
    const seen = counts.get(text) ?? 0;
    counts.set(text, seen + 1);
    return seen === 0 ? walk(schema, count) : schema;
  };
  const share = (schema: Schema): Schema => {
    const text = JSON.stringify(schema);
    if (text.length < smallest || schema['$ref'] !== undefined || (counts.get(text) ?? 0) < 2)
      return walk(schema, share);
    let name = names.get(text);
    if (name === undefined) {
      name = `keelson:shared:${names.size}`;
      names.set(text, name);
      shared.set(name, walk(schema, share));
    }
    return { $ref: name };
  };

  for (const schema of schemas.values()) walk(schema, count);
  const result = new Map([...schemas].map(([name, schema]) => [name, walk(schema, share)]));
  return new Map([...result, ...shared]);
};
