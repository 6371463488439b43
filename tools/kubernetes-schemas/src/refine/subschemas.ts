import { asRecord, type Schema } from '../json.ts';

/** Keywords whose value is one schema. */
const single = ['items', 'additionalProperties', 'not'] as const;
/** Keywords whose value is a list of schemas. */
const lists = ['anyOf', 'allOf', 'oneOf'] as const;
/** Keywords whose value is a map of schemas. */
const maps = ['properties', 'definitions'] as const;

/** Calls `visit(child, name)` for each direct sub-schema and puts its answer in that place; other keywords are kept. */
export const mapSubschemas = (schema: Schema, visit: (child: Schema, name: string) => Schema): Schema => {
  const result: Schema = { ...schema };
  for (const key of single) {
    const child = asRecord(schema[key]);
    if (child) result[key] = visit(child, key === 'items' ? '[]' : key === 'not' ? 'not' : '{}');
  }
  for (const key of lists) {
    const children = schema[key];
    if (Array.isArray(children)) result[key] = children.map((child) => visit(child as Schema, key));
  }
  for (const key of maps) {
    const children = asRecord(schema[key]);
    if (!children) continue;
    result[key] = Object.fromEntries(
      Object.entries(children).map(([name, child]) => [name, visit(child as Schema, name)]),
    );
  }
  return result;
};
