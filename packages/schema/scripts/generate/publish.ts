/** The schema that editors read: draft-07, which yaml-language-server understands best, in one file without references out. */
import { withNulls } from './layered.ts';
import { definitionsFor, isSchema, type Schema } from './schema.ts';

const titles: Record<string, string> = {
  app: 'Keelson app',
  category: 'Keelson category',
  cluster: 'Keelson cluster',
  placeholders: 'Keelson placeholders',
};

/** `expected` becomes the message that editors show; our other annotations are left out. */
const forEditors = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(forEditors);
  if (!isSchema(value)) return value;
  const { expected, choice, kinds, instead, ...rest } = value;
  const result: Schema = {};
  for (const [key, part] of Object.entries(rest)) result[key] = key === 'examples' ? part : forEditors(part);
  if (typeof expected === 'string') result['errorMessage'] = `expected ${expected}`;
  if (typeof expected === 'string' && rest['pattern'] !== undefined)
    result['patternErrorMessage'] = `expected ${expected}`;
  return result;
};

/** One self-contained schema. In files that are layered, `null` is allowed where a key may be absent. */
export const publish = (kind: string, schema: Schema, definitions: ReadonlyMap<string, Schema>): Schema => {
  const relaxed = kind === 'placeholders' ? (part: Schema) => part : withNulls;
  const needed = definitionsFor(schema, definitions);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: `urn:keelson:${kind}`,
    title: titles[kind],
    ...(forEditors(relaxed(schema)) as Schema),
    definitions: Object.fromEntries(
      needed.map(([name, definition]) => [name, forEditors(name.endsWith('Layer') ? definition : relaxed(definition))]),
    ),
  };
};
