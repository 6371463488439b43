/**
 * The few helpers all definitions are built with (build time only: nothing of this folder is imported when Keelson runs).
 *
 * 1. An object is closed, and the compiler refuses a key without a description and an example.
 * 2. A value of several shapes is `if`/`then` on its type, never a bare `anyOf`, so that one mistake gives one error.
 * 3. `expected` says in words what a leaf takes ("a quantity such as 20Gi"); messages and editors print it.
 */
import { type Static, type TOptional, type TSchema, type TUnsafe, Type } from 'typebox';

/** What every key carries. */
interface Described {
  description: string;
  examples: readonly [unknown, ...unknown[]];
}

type Optional<Schema extends TSchema> = TOptional<TUnsafe<Static<Schema>>> & Described;
type Required<Schema extends TSchema> = TUnsafe<Static<Schema>> & Described;
type Keys = Record<string, TSchema & Described>;

const described = <Schema extends TSchema>(
  schema: Schema,
  description: string,
  examples: unknown[],
): Required<Schema> => Type.Unsafe<Static<Schema>>({ ...schema, description, examples }) as Required<Schema>;

/** A key that may be absent. */
export const may = <Schema extends TSchema>(
  schema: Schema,
  description: string,
  ...examples: [unknown, ...unknown[]]
): Optional<Schema> => Type.Optional(described(schema, description, examples)) as Optional<Schema>;

/** A key that the merged definition must have. */
export const must = <Schema extends TSchema>(
  schema: Schema,
  description: string,
  ...examples: [unknown, ...unknown[]]
): Required<Schema> => described(schema, description, examples);

/** A closed object. `rules` are further JSON Schema keywords, made by `atMostOne`, `exactlyOne` or by hand. */
export const object = <Properties extends Keys>(properties: Properties, rules: Record<string, unknown> = {}) =>
  Type.Object(properties, { additionalProperties: false, ...rules });

/** A map from names to values of one schema; `names` describes the name. */
export const mapOf = <Schema extends TSchema>(names: TSchema, value: Schema, rules: Record<string, unknown> = {}) =>
  Type.Unsafe<Record<string, Static<Schema>>>({
    type: 'object',
    propertyNames: { ...names },
    additionalProperties: value,
    ...rules,
  });

/** A free-form object: Kubernetes or chart fields that are checked on the rendered object. */
export const freeForm = () => Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true });

/** A list. Nothing inside a list comes from a layer (lists replace), so its required keys always hold. */
export const listOf = <Schema extends TSchema>(items: Schema, rules: Record<string, unknown> = {}) =>
  Type.Unsafe<Static<Schema>[]>({ type: 'array', items, ...rules });

/** A string that matches `pattern`; `expected` completes "expected …". */
export const text = (pattern: string, expected: string, rules: Record<string, unknown> = {}) =>
  Type.Unsafe<string>({ type: 'string', pattern, expected, ...rules });

/** One word of a closed list. */
export const word = <const Words extends readonly string[]>(...words: Words) =>
  Type.Unsafe<Words[number]>({ type: 'string', enum: [...words] });

/** An integer between two bounds. */
export const integer = (minimum: number, maximum: number | undefined, expected: string) =>
  Type.Unsafe<number>({ type: 'integer', minimum, ...(maximum === undefined ? {} : { maximum }), expected });

export const boolean = () => Type.Unsafe<boolean>({ type: 'boolean' });

/** `if` and `then`. */
export const condition = (test: Record<string, unknown>, consequence: Record<string, unknown>) => ({
  if: test,
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: consequence,
});

/** Rule: what to write in place of a word or a number, which stands for `%`. */
export const instead = (example: string) => ({ instead: example });

interface Shapes {
  boolean?: TSchema;
  integer?: TSchema;
  number?: TSchema;
  string?: TSchema;
  array?: TSchema;
  object?: TSchema;
}
type ShapeOf<Table> = { [Type in keyof Table]: Table[Type] extends TSchema ? Static<Table[Type]> : never }[keyof Table];

/** A value of several shapes: each JSON type has one schema. `expected` is what a value of no such type is told. */
export const shapes = <const Table extends Shapes>(
  expected: string,
  table: Table,
  rules: Record<string, unknown> = {},
) =>
  Type.Unsafe<ShapeOf<Table>>({
    type: Object.keys(table),
    expected,
    ...rules,
    allOf: Object.entries(table).map(([type, schema]) => condition({ type }, schema)),
  });

/** `false` alone: the entry is taken away, or the trait is off. */
export const off = (expected: string) => Type.Unsafe<false>({ type: 'boolean', enum: [false], expected });

/** An entry that a later layer may take away with `false`. */
export const entry = <Schema extends TSchema>(expected: string, schema: Schema) =>
  shapes(expected, { boolean: off(expected), object: schema });

/** Names a schema, so that it is written once in a file: `#/definitions/<name>`. */
export const named = <Schema extends TSchema>(name: string, schema: Schema): TUnsafe<Static<Schema>> => {
  definitions.set(name, schema);
  return Type.Unsafe<Static<Schema>>({ $ref: `#/definitions/${name}` });
};

/** Every schema that `named` was called with. Filled when the definition modules are loaded. */
export const definitions = new Map<string, TSchema>();

const needs = (keys: readonly string[]) => ({ required: [...keys] });

/** Rule: not two of these keys. */
export const atMostOne = (...keys: string[]) => ({
  not: { anyOf: keys.flatMap((first, index) => keys.slice(index + 1).map((second) => needs([first, second]))) },
  choice: keys,
});

/** Rule: one of these keys, and only one. */
export const exactlyOne = (...keys: string[]) => ({ oneOf: keys.map((key) => needs([key])), choice: keys });

/** Rule: at least one of these keys. */
export const atLeastOne = (...keys: string[]) => ({ anyOf: keys.map((key) => needs([key])), choice: keys });

/**
 * An object whose kind is told by one of its keys, as a storage entry's is. Each kind has a closed schema that holds its key.
 * `kinds` is written on every branch, so that a key of another kind gets one message of its own (so a branch is no reference).
 */
export const kinds = <const Table extends Record<string, TSchema>>(table: Table) => {
  const names = Object.keys(table);
  const chain = names.reduceRight<Record<string, unknown>>(
    (otherwise, name) => ({ ...condition(needs([name]), { ...table[name], kinds: names }), else: otherwise }),
    { anyOf: names.map((name) => needs([name])), choice: names, kinds: names },
  );
  return Type.Unsafe<ShapeOf<Table>>({ type: 'object', kinds: names, ...chain });
};
