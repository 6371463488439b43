import {
  isJsonObject,
  type JsonObject,
  type JsonPointer,
  type JsonValue,
  segmentsOf,
  valueAt,
} from '../../../../model/json.ts';

/** The patched object, or what could not be done, in words. */
export type PatchResult = { object: JsonObject } | { failed: string };

const parentOf = (pointer: JsonPointer): { parent: JsonPointer; key: string } => ({
  parent: pointer.slice(0, pointer.lastIndexOf('/')),
  key: segmentsOf(pointer).at(-1) ?? '',
});

const setIn = (parent: JsonValue | undefined, key: string, value: JsonValue, replaces: boolean): boolean => {
  if (Array.isArray(parent)) {
    const index = key === '-' ? parent.length : Number(key);
    if (!Number.isInteger(index) || index < 0 || index > parent.length || (replaces && index === parent.length))
      return false;
    parent.splice(index, replaces ? 1 : 0, value);
    return true;
  }
  if (!isJsonObject(parent) || (replaces && !Object.hasOwn(parent, key))) return false;
  parent[key] = value;
  return true;
};

const removeFrom = (parent: JsonValue | undefined, key: string): boolean => {
  if (Array.isArray(parent)) return Number(key) < parent.length && parent.splice(Number(key), 1).length === 1;
  if (!isJsonObject(parent) || !Object.hasOwn(parent, key)) return false;
  delete parent[key];
  return true;
};

type Operation = (object: JsonObject, operation: JsonObject, path: JsonPointer) => boolean;

const put =
  (replaces: boolean): Operation =>
  (object, { value = null }, path) => {
    const { parent, key } = parentOf(path);
    return setIn(valueAt(object, parent), key, structuredClone(value), replaces);
  };

const remove: Operation = (object, _operation, path) => {
  const { parent, key } = parentOf(path);
  return removeFrom(valueAt(object, parent), key);
};

const copy: Operation = (object, { from }, path) => {
  const value = valueAt(object, String(from));
  return value !== undefined && put(false)(object, { value }, path);
};

/** RFC 6902, section 4. */
const operations: Readonly<Record<string, Operation>> = {
  add: put(false),
  replace: put(true),
  remove,
  copy,
  move: (object, operation, path) => copy(object, operation, path) && remove(object, {}, String(operation['from'])),
  test: (object, { value }, path) => JSON.stringify(valueAt(object, path)) === JSON.stringify(value),
};

/** JSON 6902 operations applied in order to a copy of the object; the first that cannot be applied is told. */
export const jsonPatch = (object: JsonObject, patch: readonly JsonValue[]): PatchResult => {
  const patched = structuredClone(object);
  for (const written of patch) {
    const operation: JsonObject = isJsonObject(written) ? written : {};
    const op = String(operation['op']);
    const path = String(operation['path'] ?? '');
    const apply = Object.hasOwn(operations, op) ? operations[op] : undefined;
    if (apply === undefined)
      return { failed: `found op: ${op}, expected one of ${Object.keys(operations).join(', ')}` };
    if (!apply(patched, operation, path))
      return { failed: `${op} ${path} cannot be applied: there is nothing at that place` };
  }
  return { object: patched };
};
