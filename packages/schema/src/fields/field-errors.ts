/**
 * Passed-through fields of Kubernetes against their schemas. The schemas of core/v1, apps/v1 and batch/v1 that `schemas/kubernetes`
 * holds use few keywords, so they are walked as data: a compiled validator would cost each start more than this costs one app.
 *
 * 1. Values are laid over what Keelson makes, so a key may be missing; inside a list, which replaces, it may not.
 * 2. `null` takes a field away, outside lists.
 */
import { text } from '../generated/fields.js';
import { child, isMap } from '../problems/pointer.ts';
import type { RawError } from '../problems/raw-error.ts';
import type { JsonSchema } from '../schemas.ts';

/** What a definition passes fields through to. */
export type FieldKind =
  | 'Container'
  | 'PodSpec'
  | 'DeploymentSpec'
  | 'StatefulSetSpec'
  | 'DaemonSetSpec'
  | 'CronJobSpec'
  | 'JobSpec'
  | 'ServiceSpec'
  | 'Volume';

const groups: Partial<Record<FieldKind, string>> = {
  DeploymentSpec: 'apps/v1',
  StatefulSetSpec: 'apps/v1',
  DaemonSetSpec: 'apps/v1',
  CronJobSpec: 'batch/v1',
  JobSpec: 'batch/v1',
};

/** How many keys a message lists when none of them is near. */
const listed = 12;

let parsed: Record<string, JsonSchema> | undefined;
const definitions = (): Record<string, JsonSchema> => {
  parsed ??= JSON.parse(text) as Record<string, JsonSchema>;
  return parsed;
};

const resolved = (schema: JsonSchema): JsonSchema => {
  const reference = schema['$ref'];
  if (typeof reference !== 'string') return schema;
  return resolved(definitions()[reference.slice('#/definitions/'.length)] ?? {});
};

const types: Record<string, (data: unknown) => boolean> = {
  array: Array.isArray,
  object: isMap,
  string: (data) => typeof data === 'string',
  number: (data) => typeof data === 'number',
  integer: Number.isInteger,
  boolean: (data) => typeof data === 'boolean',
  null: (data) => data === null,
};

interface Place {
  path: string;
  insideList: boolean;
}

type Check = (schema: JsonSchema, data: unknown, place: Place) => Omit<RawError, 'path' | 'data'>[];

const allowed: Check = (schema, data) => {
  const values = 'const' in schema ? [schema['const']] : schema['enum'];
  return Array.isArray(values) && !values.includes(data)
    ? [{ keyword: 'enum', params: { allowedValues: values } }]
    : [];
};

const bounds: Check = (schema, data) => {
  if (typeof data === 'string' && typeof schema['pattern'] === 'string')
    return new RegExp(schema['pattern'], 'u').test(data)
      ? []
      : [{ keyword: 'pattern', params: { pattern: schema['pattern'] } }];
  if (typeof data !== 'number') return [];
  return (['minimum', 'maximum'] as const)
    .filter((keyword) => typeof schema[keyword] === 'number')
    .filter((keyword) => (keyword === 'minimum' ? data < Number(schema[keyword]) : data > Number(schema[keyword])))
    .map((keyword) => ({ keyword, params: { limit: schema[keyword] } }));
};

const keysOf = (schema: JsonSchema): string[] => Object.keys(isMap(schema['properties']) ? schema['properties'] : {});

const requiredInList: Check = (schema, data, { insideList }) =>
  insideList && isMap(data) && Array.isArray(schema['required'])
    ? schema['required']
        .filter((key) => !Object.hasOwn(data, String(key)))
        .map((key) => ({ keyword: 'required', params: { missingProperty: key }, keys: keysOf(schema) }))
    : [];

const checks: readonly Check[] = [allowed, bounds, requiredInList];

const walk = (written: JsonSchema, data: unknown, place: Place, whole?: string): RawError[] => {
  if (data === null && !place.insideList) return [];
  const schema = resolved(written);
  const { path } = place;
  const wanted = schema['type'] === undefined ? [] : [schema['type']].flat().map(String);
  if (wanted.length > 0 && !wanted.some((type) => types[type]?.(data) === true))
    return [{ keyword: 'type', path, data, params: { type: wanted } }];
  const own = checks.flatMap((check) => check(schema, data, place)).map((error) => ({ ...error, path, data }));
  if (Array.isArray(data)) {
    const items = isMap(schema['items']) ? schema['items'] : {};
    return [
      ...own,
      ...data.flatMap((item, index) => walk(items, item, { path: `${path}/${index}`, insideList: true })),
    ];
  }
  if (!isMap(data)) return own;
  const properties = isMap(schema['properties']) ? schema['properties'] : {};
  const keys = keysOf(schema);
  const expected = whole !== undefined && keys.length > listed ? { expected: whole } : {};
  const inside = Object.entries(data).flatMap(([key, value]): RawError[] => {
    const below = Object.hasOwn(properties, key) ? properties[key] : schema['additionalProperties'];
    if (below === false)
      return [{ keyword: 'additionalProperties', path, data, params: { additionalProperty: key }, keys, ...expected }];
    return isMap(below) ? walk(below, value, { ...place, path: child(path, key) }) : [];
  });
  return [...own, ...inside];
};

/** What is wrong with fields that are passed through at `path`, as errors of the validators. */
export const fieldErrors = (kind: FieldKind, data: unknown, path: string): RawError[] =>
  isMap(data)
    ? walk(
        definitions()[kind] ?? {},
        data,
        { path, insideList: false },
        `a field of ${groups[kind] ?? 'core/v1'} ${kind}`,
      )
    : [];
