import type { ErrorObject } from 'ajv';
import { explain, withSortedNames } from '../problems.ts';
import { compareProblems, type Problem } from '../verdict.ts';
import { quote } from './quote.ts';
import { isSchemaObject, reachableFrom } from './reachable.ts';

/** An ajv error with what `verbose` adds. */
type Failure = ErrorObject<string, Record<string, unknown>, unknown> & { parentSchema?: object };

interface Found extends Problem {
  parentSchema: object | undefined;
}

/** Says ajv's errors as kubeconform would: the same pointers, and its words wherever they are fixed. */
export const toProblems = (errors: readonly Failure[], root: unknown): Problem[] => {
  const found: Found[] = [];
  for (const failure of decisive(errors)) {
    const { keyword, instancePath: pointer, parentSchema } = failure;
    // `if` only announces what `then` or `else` has said.
    if (keyword === 'if') continue;
    const below = gathering.has(keyword) ? takeBelow(found, failure, root) : [];
    const message = explain(pointer, messageOf(failure), below);
    if (!mergeNames(found.at(-1), failure, message)) found.push({ pointer, message, parentSchema });
  }
  return found.map(({ pointer, message }) => ({ pointer, message: withSortedNames(message) })).sort(compareProblems);
};

/** What kubeconform's validator stops at: a value of the wrong type, constant, choice or format is not looked at further. */
const stops = ['type', 'const', 'enum', 'format'];

const decisive = (errors: readonly Failure[]): Failure[] => {
  const first = new Map<object, Map<string, number>>();
  for (const { keyword, parentSchema, instancePath } of errors) {
    const rank = stops.indexOf(keyword);
    if (rank === -1 || parentSchema === undefined) continue;
    const at = first.get(parentSchema) ?? new Map<string, number>();
    first.set(parentSchema, at.set(instancePath, Math.min(rank, at.get(instancePath) ?? rank)));
  }
  return errors.filter(({ keyword, parentSchema, instancePath }) => {
    const rank = parentSchema === undefined ? undefined : first.get(parentSchema)?.get(instancePath);
    return rank === undefined || stops.indexOf(keyword) === rank;
  });
};

/** ajv reports what failed inside these just before them. */
const gathering = new Set(['anyOf', 'oneOf', 'contains', 'propertyNames', 'not']);

const takeBelow = (found: Found[], failure: Failure, root: unknown): Found[] => {
  const inside = reachableFrom(failure.schema, root);
  const isBelow = ({ pointer, parentSchema }: Found): boolean =>
    parentSchema !== undefined &&
    inside.has(parentSchema) &&
    (pointer === failure.instancePath || pointer.startsWith(`${failure.instancePath}/`));
  let start = found.length;
  while (start > 0 && isBelow(found[start - 1]!)) start -= 1;
  return found.splice(start);
};

/** ajv reports one missing or unknown property at a time, kubeconform all of an object at once. */
const mergeNames = (
  last: Found | undefined,
  { keyword, instancePath, parentSchema }: Failure,
  message: string,
): boolean => {
  if (last === undefined || last.pointer !== instancePath || last.parentSchema !== parentSchema) return false;
  const [, name] = /'((?:[^'\\]|\\.)*)'/.exec(message) ?? [];
  if (keyword === 'required' && last.message.startsWith('missing propert')) {
    last.message = `${last.message.replace(/^missing property /, 'missing properties ')}, '${name}'`;
    return true;
  }
  if (keyword === 'additionalProperties' && last.message.startsWith('additional properties ')) {
    last.message = `${last.message.slice(0, -' not allowed'.length)}, '${name}' not allowed`;
    return true;
  }
  return false;
};

type Say = (failure: Failure, parameters: Record<string, unknown>) => string;

const size =
  (count: (data: unknown) => number): Say =>
  ({ keyword, data }, { limit }) =>
    `${keyword}: got ${number(count(data))}, want ${number(limit)}`;
const bound: Say = ({ keyword, data }, { limit }) => `${keyword}: got ${number(data)}, want ${number(limit)}`;
const characters = size((data) => [...(data as string)].length);
const items = size((data) => (data as unknown[]).length);
const properties = size((data) => Object.keys(data as object).length);

const says: Readonly<Record<string, Say>> = {
  type: ({ data, schema }) => `got ${typeName(data)}, want ${wanted(schema)}`,
  const: ({ schema }) =>
    isSchemaObject(schema) || Array.isArray(schema) ? "'const' failed" : `value must be ${display(schema)}`,
  enum: ({ schema }) => enumMessage(schema as unknown[]),
  format: ({ data }, { format }) => `${display(data)} is not valid ${format}`,
  pattern: ({ data }, { pattern }) => `${display(data)} does not match pattern ${display(pattern)}`,
  required: (_failure, { missingProperty }) => `missing property ${display(missingProperty)}`,
  additionalProperties: (_failure, { additionalProperty }) =>
    `additional properties ${display(additionalProperty)} not allowed`,
  dependencies: (_failure, { property, missingProperty }) =>
    `properties ${display(missingProperty)} required, if ${display(property)} exists`,
  propertyNames: (_failure, { propertyName }) => `invalid propertyName ${display(propertyName)}`,
  minLength: characters,
  maxLength: characters,
  minItems: items,
  maxItems: items,
  minProperties: properties,
  maxProperties: properties,
  minimum: bound,
  maximum: bound,
  exclusiveMinimum: bound,
  exclusiveMaximum: bound,
  multipleOf: ({ data }, { multipleOf }) => `multipleOf: got ${number(data)}, want ${number(multipleOf)}`,
  uniqueItems: (_failure, { i, j }) =>
    `items at ${Math.min(Number(i), Number(j))} and ${Math.max(Number(i), Number(j))} are equal`,
  additionalItems: ({ data }, { limit }) =>
    `last ${(data as unknown[]).length - Number(limit)} additionalItem(s) not allowed`,
  contains: () => 'no items match contains schema',
  not: () => "'not' failed",
  anyOf: () => "'anyOf' failed",
  oneOf: (_failure, { passingSchemas }) =>
    Array.isArray(passingSchemas)
      ? `'oneOf' failed, subschemas ${passingSchemas.join(', ')} matched`
      : "'oneOf' failed, none matched",
  'false schema': () => 'false schema',
};

const messageOf = (failure: Failure): string =>
  says[failure.keyword]?.(failure, failure.params) ?? failure.message ?? failure.keyword;

const typeName = (data: unknown): string => (data === null ? 'null' : Array.isArray(data) ? 'array' : typeof data);

const typeOrder = ['null', 'boolean', 'number', 'integer', 'string', 'array', 'object'];

const wanted = (type: unknown): string =>
  typeOrder.filter((name) => (Array.isArray(type) ? type.includes(name) : type === name)).join(' or ');

const enumMessage = (values: readonly unknown[]): string => {
  if (values.some((value) => typeof value === 'object' && value !== null)) return "'enum' failed";
  return `value must be ${values.length === 1 ? '' : 'one of '}${values.map(display).join(', ')}`;
};

const display = (value: unknown): string =>
  typeof value === 'string' ? quote(value) : value === null ? '<nil>' : String(value);

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 20 });

const number = (value: unknown): string => grouped.format(Number(value));
