/** JSON Schema as the generator handles it: plain data. */
export type Schema = Record<string, unknown>;

export const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const schemaOf = (value: unknown): Schema => (isSchema(value) ? value : {});
export const mapValues = (table: unknown, change: (schema: Schema, key: string) => unknown): Schema =>
  Object.fromEntries(Object.entries(schemaOf(table)).map(([key, value]) => [key, change(schemaOf(value), key)]));

const prefix = '#/definitions/';
export const referencedName = (reference: unknown): string => String(reference).slice(prefix.length);

/** The names that a schema refers to, examples aside. */
const referencesOf = (schema: unknown): string[] => {
  if (Array.isArray(schema)) return schema.flatMap(referencesOf);
  if (!isSchema(schema)) return [];
  const own = typeof schema['$ref'] === 'string' ? [referencedName(schema['$ref'])] : [];
  return [...own, ...Object.entries(schema).flatMap(([key, value]) => (key === 'examples' ? [] : referencesOf(value)))];
};

/** The definitions that a schema needs, directly or through others, sorted by name. */
export const definitionsFor = (schema: Schema, definitions: ReadonlyMap<string, Schema>): [string, Schema][] => {
  const needed = new Map<string, Schema>();
  const visit = (part: Schema): void => {
    for (const name of referencesOf(part)) {
      if (needed.has(name)) continue;
      const definition = definitions.get(name);
      if (definition === undefined) throw new Error(`no definition is named ${name}`);
      needed.set(name, definition);
      visit(definition);
    }
  };
  visit(schema);
  return [...needed].sort(([left], [right]) => (left < right ? -1 : 1));
};

/** A condition whose consequence is changed. */
export const withConsequence = (conditional: Schema, change: (consequence: Schema) => Schema): Schema =>
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  ({ ...conditional, then: change(schemaOf(conditional['then'])) });
