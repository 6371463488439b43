import type { CompiledApp } from '../model/compiled.ts';
import type { Origin } from '../model/diagnostic.ts';
import { isJsonObject, type JsonPointer, type JsonScalar, type JsonValue, segmentsOf, valueAt } from '../model/json.ts';
import { asJson, objectName } from '../model/kubernetes.ts';
import type { DefinitionFile } from '../model/source.ts';

/** Compiles one app again with the data of one file replaced; `undefined` when that does not compile. */
export type Recompile = (path: string, data: JsonValue) => CompiledApp | undefined;

/**
 * The scalar that a person wrote and that feeds a field of a rendered object, found by changing each scalar and compiling again
 * (DESIGN section 4, "Origins are recomputed, not stored"). In order:
 * 1. the rendered field as it is, or the nearest one above it that exists;
 * 2. every scalar of the app's file, then of the files that give it defaults: changed to another value, compiled, compared;
 * 3. the narrowest cause: the one whose change moves the fewest fields; a tie goes to the first in the file.
 * `undefined` when no scalar feeds the field: the caller falls back to the object's own pointer.
 */
export const originOf = (
  files: readonly DefinitionFile[],
  recompile: Recompile,
  rendered: { object: string; pointer: JsonPointer },
): Origin | undefined => {
  const own = files[0];
  const base = own === undefined ? undefined : recompile(own.path, own.data);
  if (base === undefined) return undefined;
  const pointer = existing(base, rendered);
  for (const file of files) {
    const causes = scalarsOf(file.data).flatMap(({ at, value }) => {
      const changed = firstCompiled(otherValues(value), (other) =>
        recompile(file.path, replaced(file.data, segmentsOf(at), other)),
      );
      if (changed === undefined || !differsAt(base, changed, rendered.object, pointer)) return [];
      return [{ at, moved: countDifferences(asValue(base), asValue(changed)) }];
    });
    const narrowest = causes.reduce<(typeof causes)[number] | undefined>(
      (best, cause) => (best === undefined || cause.moved < best.moved ? cause : best),
      undefined,
    );
    if (narrowest !== undefined) return { file: file.path, pointer: narrowest.at };
  }
  return undefined;
};

const objectIn = (app: CompiledApp, name: string): JsonValue | undefined => {
  const found = app.objects.find(({ object }) => objectName(object) === name);
  return found === undefined ? undefined : asJson(found.object);
};

/** The pointer, shortened until something stands there (a missing key is the fault of the map that lacks it). */
const existing = (app: CompiledApp, { object, pointer }: { object: string; pointer: JsonPointer }): JsonPointer => {
  let at = pointer;
  while (at !== '' && valueAt(objectIn(app, object), at) === undefined) at = at.slice(0, at.lastIndexOf('/'));
  return at;
};

const differsAt = (base: CompiledApp, changed: CompiledApp, name: string, pointer: JsonPointer): boolean =>
  countDifferences(valueAt(objectIn(base, name), pointer), valueAt(objectIn(changed, name), pointer)) > 0;

const asValue = (app: CompiledApp): JsonValue => app.objects.map(({ object }) => asJson(object));

/** Leaves that are not the same in both values. */
const countDifferences = (left: JsonValue | undefined, right: JsonValue | undefined): number => {
  if (left === right) return 0;
  if (Array.isArray(left) && Array.isArray(right))
    return sum(Math.max(left.length, right.length), (index) => countDifferences(left[index], right[index]));
  if (isJsonObject(left) && isJsonObject(right)) {
    const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
    return sum(keys.length, (index) => countDifferences(left[keys[index]!], right[keys[index]!]));
  }
  return 1;
};

const sum = (count: number, term: (index: number) => number): number => {
  let total = 0;
  for (let index = 0; index < count; index += 1) total += term(index);
  return total;
};

/** Every scalar, in the order it is written. */
const scalarsOf = (value: JsonValue, at: JsonPointer = ''): { at: JsonPointer; value: JsonScalar }[] => {
  if (Array.isArray(value)) return value.flatMap((item, index) => scalarsOf(item, `${at}/${index}`));
  if (isJsonObject(value))
    return Object.entries(value).flatMap(([key, item]) =>
      scalarsOf(item, `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    );
  return [{ at, value }];
};

/** Other values of the same type, the likeliest to be allowed by the schema first: a quantity stays a quantity, a name a name. */
const otherValues = (value: JsonScalar): JsonScalar[] => {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1, value - 1];
  if (value === null) return ['x'];
  const bumped = value.replace(/\d/u, (digit) => String((Number(digit) % 9) + 1));
  return [...new Set([`${value}x`, bumped, `${value}1`, `x${value}`])].filter((other) => other !== value);
};

const firstCompiled = (
  values: readonly JsonScalar[],
  compile: (value: JsonScalar) => CompiledApp | undefined,
): CompiledApp | undefined => {
  for (const value of values) {
    const compiled = compile(value);
    if (compiled !== undefined) return compiled;
  }
  return undefined;
};

const replaced = (value: JsonValue, path: readonly string[], leaf: JsonScalar): JsonValue => {
  const [head, ...rest] = path;
  if (head === undefined) return leaf;
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === head ? replaced(item, rest, leaf) : item));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === head ? replaced(item, rest, leaf) : item]),
  );
};
