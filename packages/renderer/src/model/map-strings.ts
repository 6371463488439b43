import { isJsonObject, type JsonValue } from './json.ts';

/** Gives the text that stands in place of `text`. `path` is that of the value, or of the value under a key when `isKey`. */
export type MapText = (text: string, path: readonly (string | number)[], isKey: boolean) => string;

/**
 * The value with every string that holds `mark` mapped, keys too. What does not change is not copied: the same value comes back
 * where no string changes. `path` is valid during the call only.
 */
export const mapStrings = (value: JsonValue, mark: string, map: MapText): JsonValue => {
  const path: (string | number)[] = [];
  const walk = (node: JsonValue): JsonValue => {
    if (typeof node === 'string') return node.includes(mark) ? map(node, path, false) : node;
    if (Array.isArray(node)) return walkList(node);
    return isJsonObject(node) ? walkMap(node) : node;
  };
  const walkList = (list: JsonValue[]): JsonValue[] => {
    let mapped: JsonValue[] | undefined;
    for (let index = 0; index < list.length; index += 1) {
      path.push(index);
      const next = walk(list[index]!);
      path.pop();
      if (mapped === undefined && next !== list[index]) mapped = list.slice(0, index);
      mapped?.push(next);
    }
    return mapped ?? list;
  };
  const walkMap = (node: { [key: string]: JsonValue }): JsonValue => {
    const keys = Object.keys(node);
    let mapped: [string, JsonValue][] | undefined;
    for (let index = 0; index < keys.length; index += 1) {
      const key = keys[index]!;
      path.push(key);
      const name = key.includes(mark) ? map(key, path, true) : key;
      const next = walk(node[key]!);
      path.pop();
      if (mapped === undefined && (next !== node[key] || name !== key))
        mapped = keys.slice(0, index).map((earlier) => [earlier, node[earlier]!]);
      mapped?.push([name, next]);
    }
    return mapped === undefined ? node : Object.fromEntries(mapped);
  };
  return walk(value);
};
