/**
 * A layer: what cluster `defaults` and `overrides`, category `defaults` and environments say of an app or a category.
 * The same keys, none of them required, and `null` takes one away. `scripts/generate/layered.ts` makes the schema.
 */
import { type Static, type TSchema, Type } from 'typebox';
import { named } from './build.ts';

/** A definition of which every key may be absent, or `null`. Lists replace, so their items stay whole. */
export type Layer<Value> = Value extends readonly unknown[]
  ? Value
  : Value extends object
    ? { [Key in keyof Value]?: Layer<Value[Key]> | null }
    : Value;

/** The layer of a whole file: the definition `<name>` with the suffix `Layer`. */
export const layerOf = <Schema extends TSchema>(name: string, schema: Schema) => {
  named(name, schema);
  return Type.Unsafe<Layer<Static<Schema>>>({ $ref: `#/definitions/${name}Layer` });
};
