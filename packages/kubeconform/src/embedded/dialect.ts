import { isSupportedFormat } from './formats.ts';

export type JsonSchema = { [keyword: string]: unknown } | boolean;

type Rewrite = (value: unknown, draft: Draft) => unknown;
type Draft = 4 | 6 | 7;

/** `$schema` to draft. A schema without one is draft-04 to kubeconform. */
const drafts: readonly [RegExp, Draft][] = [
  [/^$|json-schema\.org\/draft-04\/schema#?$/, 4],
  [/json-schema\.org\/draft-06\/schema#?$/, 6],
  [/json-schema\.org\/draft-07\/schema#?$/, 7],
];

const keep: Rewrite = (value) => value;
const one: Rewrite = (value, draft) => rewrite(value, draft);
const list: Rewrite = (value, draft) => (Array.isArray(value) ? value.map((item) => rewrite(item, draft)) : value);
const oneOrList: Rewrite = (value, draft) => (Array.isArray(value) ? list(value, draft) : one(value, draft));
const map: Rewrite = (value, draft) =>
  isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, oneOrStrings(item, draft)]))
    : value;
const oneOrStrings: Rewrite = (value, draft) => (Array.isArray(value) ? value : one(value, draft));

/** The keywords that decide, since which draft, and how to go through them. Every other keyword has no say in either engine. */
const keywords = new Map<string, readonly [since: Draft, rewrite: Rewrite]>([
  ['$ref', [4, keep]],
  ['definitions', [4, map]],
  ['$defs', [4, map]],
  ['type', [4, keep]],
  ['enum', [4, keep]],
  ['const', [6, keep]],
  ['format', [4, keep]],
  ['pattern', [4, keep]],
  ['minLength', [4, keep]],
  ['maxLength', [4, keep]],
  ['minimum', [4, keep]],
  ['maximum', [4, keep]],
  ['exclusiveMinimum', [4, keep]],
  ['exclusiveMaximum', [4, keep]],
  ['multipleOf', [4, keep]],
  ['required', [4, keep]],
  ['minProperties', [4, keep]],
  ['maxProperties', [4, keep]],
  ['properties', [4, map]],
  ['patternProperties', [4, map]],
  ['additionalProperties', [4, one]],
  ['dependencies', [4, map]],
  ['propertyNames', [6, one]],
  ['minItems', [4, keep]],
  ['maxItems', [4, keep]],
  ['uniqueItems', [4, keep]],
  ['items', [4, oneOrList]],
  ['additionalItems', [4, one]],
  ['contains', [6, one]],
  ['allOf', [4, list]],
  ['anyOf', [4, list]],
  ['oneOf', [4, list]],
  ['not', [4, one]],
  ['if', [7, one]],
  ['then', [7, one]],
  ['else', [7, one]],
]);

/**
 * A schema as kubeconform reads it, said in draft-07 for ajv: keywords its draft does not have are dropped (and with them
 * `nullable`, `id` and other words ajv would act on), what stands beside a `$ref` too, `exclusiveMinimum: true` becomes a
 * number, and formats that kubeconform does not know are dropped.
 * @returns `undefined` for a dialect newer than draft-07.
 */
export const toDraft7 = (schema: JsonSchema): JsonSchema | undefined => {
  const named = isObject(schema) && typeof schema['$schema'] === 'string' ? schema['$schema'] : '';
  const draft = drafts.find(([pattern]) => pattern.test(named))?.[1];
  return draft === undefined ? undefined : (rewrite(schema, draft) as JsonSchema);
};

const rewrite = (schema: unknown, draft: Draft): unknown => {
  if (!isObject(schema)) return schema;
  const kept: Record<string, unknown> = {};
  const names = '$ref' in schema ? ['$ref', 'definitions', '$defs'] : Object.keys(schema);
  for (const name of names) {
    const keyword = Object.hasOwn(schema, name) ? keywords.get(name) : undefined;
    if (keyword !== undefined && keyword[0] <= draft) kept[name] = keyword[1](schema[name], draft);
  }
  if (!isSupportedFormat(kept['format'])) delete kept['format'];
  return withNumericBounds(kept);
};

/** draft-04: `exclusiveMinimum: true` says that `minimum` itself is out. */
const withNumericBounds = (schema: Record<string, unknown>): Record<string, unknown> => {
  for (const [exclusive, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof schema[exclusive] !== 'boolean') continue;
    const excluded = schema[exclusive];
    delete schema[exclusive];
    if (!excluded) continue;
    if (schema[bound] !== undefined) schema[exclusive] = schema[bound];
    delete schema[bound];
  }
  return schema;
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
