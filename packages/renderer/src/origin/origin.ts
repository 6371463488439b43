import type { CompiledApp } from '../model/compiled.ts';
import type { Origin } from '../model/diagnostic.ts';
import { isJsonObject, type JsonPointer, type JsonScalar, type JsonValue, segmentsOf, valueAt } from '../model/json.ts';
import { asJson, objectName } from '../model/kubernetes.ts';
import type { DefinitionFile } from '../model/source.ts';

/** Compiles one app again with the data of one file replaced; `undefined` when that does not compile. */
export type Recompile = (path: string, data: JsonValue) => CompiledApp | undefined;

/** From a rendered field to the place that feeds it; `undefined` when no scalar does: the caller falls back to the object's own pointer. */
export type FindOrigin = (rendered: { object: string; pointer: JsonPointer }) => Origin | undefined;

/**
 * The place that a person wrote and that feeds a field of a rendered object, found by changing each scalar and compiling again
 * (DESIGN section 4, "Origins are recomputed, not stored"). In order:
 * 1. the rendered field as it is, or the nearest one above it that exists;
 * 2. every scalar of the app's file, then of the files that give it defaults: changed to another value, compiled, compared. One
 *    whose change takes the object away is no cause; one that renames it is compared with the renamed object;
 * 3. of a map or list: what is common to the scalars that feed it and nothing else;
 * 4. else the narrowest cause: the one whose change moves the fewest fields; a tie goes to the first in the file.
 *
 * Each scalar is compiled once, however many fields are asked for.
 */
export const originsOf = (files: readonly DefinitionFile[], recompile: Recompile): FindOrigin => {
  const own = files[0];
  const base = own === undefined ? undefined : recompile(own.path, own.data);
  if (base === undefined) return () => undefined;
  const changes = new Map<string, Change[]>();
  const changesOf = (file: DefinitionFile): Change[] => {
    const known = changes.get(file.path) ?? changesIn(file, base, recompile);
    changes.set(file.path, known);
    return known;
  };
  return ({ object, pointer: wanted }) => {
    const index = base.objects.findIndex((candidate) => objectName(candidate.object) === object);
    if (index === -1) return undefined;
    const pointer = existing(asJson(base.objects[index]!.object), wanted);
    for (const file of files) {
      const causes = changesOf(file).filter(({ changed }) => differsAt(base, changed, index, pointer));
      const found = commonPlace(base, causes, index, pointer) ?? narrowestOf(causes);
      if (found !== undefined) return { file: file.path, pointer: found };
    }
    return undefined;
  };
};

/** One scalar of a file, and the app compiled with another value there. */
interface Change {
  at: JsonPointer;
  changed: CompiledApp;
  /** How many leaves of all objects differ. */
  moved: number;
}

const changesIn = (file: DefinitionFile, base: CompiledApp, recompile: Recompile): Change[] =>
  scalarsOf(file.data).flatMap(({ at, value }) => {
    const changed = firstCompiled(otherValues(value), (other) =>
      recompile(file.path, replaced(file.data, segmentsOf(at), other)),
    );
    return changed === undefined ? [] : [{ at, changed, moved: countDifferences(asValue(base), asValue(changed)) }];
  });

const narrowestOf = (causes: readonly Change[]): JsonPointer | undefined =>
  causes.reduce<Change | undefined>(
    (best, cause) => (best === undefined || cause.moved < best.moved ? cause : best),
    undefined,
  )?.at;

/** For a map or list: the place above all scalars that feed it and nothing outside it. */
const commonPlace = (
  base: CompiledApp,
  causes: readonly Change[],
  index: number,
  pointer: JsonPointer,
): JsonPointer | undefined => {
  const value = valueAt(asJson(base.objects[index]!.object), pointer);
  if (typeof value !== 'object' || value === null) return undefined;
  const within = causes.filter(({ changed, moved }) => moved === movedAt(base, changed, index, pointer));
  const [first, ...rest] = within.map(({ at }) => at.split('/'));
  if (first === undefined) return undefined;
  const common = first.findIndex((segment, position) => rest.some((other) => other[position] !== segment));
  return (common === -1 ? first : first.slice(0, common)).join('/');
};

/** The pointer, shortened until something stands there (a missing key is the fault of the map that lacks it). */
const existing = (object: JsonValue, pointer: JsonPointer): JsonPointer => {
  let at = pointer;
  while (at !== '' && valueAt(object, at) === undefined) at = at.slice(0, at.lastIndexOf('/'));
  return at;
};

/** The same object after the change: of the same name, else (it was renamed) the one of its kind in its place. */
const counterpart = (base: CompiledApp, changed: CompiledApp, index: number): JsonValue | undefined => {
  const { object } = base.objects[index]!;
  const named = changed.objects.find((candidate) => objectName(candidate.object) === objectName(object));
  const inPlace = changed.objects.length === base.objects.length ? changed.objects[index] : undefined;
  const found = named ?? (inPlace?.object.kind === object.kind ? inPlace : undefined);
  return found === undefined ? undefined : asJson(found.object);
};

const movedAt = (base: CompiledApp, changed: CompiledApp, index: number, pointer: JsonPointer): number => {
  const other = counterpart(base, changed, index);
  if (other === undefined) return 0;
  return countDifferences(valueAt(asJson(base.objects[index]!.object), pointer), valueAt(other, pointer));
};

const differsAt = (base: CompiledApp, changed: CompiledApp, index: number, pointer: JsonPointer): boolean =>
  movedAt(base, changed, index, pointer) > 0;

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
