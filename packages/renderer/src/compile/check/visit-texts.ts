import type { JsonPointer, JsonValue } from '../../model/json.ts';
import { isJsonObject, pointerOf } from '../../model/json.ts';

/** Calls `visit` for every text below a value that holds a `${`, keys included; a pointer is made only when asked for. */
export const visitTexts = (root: JsonValue, visit: (text: string, pointer: () => JsonPointer) => void): void => {
  const path: (string | number)[] = [];
  const pointer = () => pointerOf(path);
  const text = (value: string): void => {
    if (value.includes('${')) visit(value, pointer);
  };
  const below = (segment: string | number, value: JsonValue): void => {
    path.push(segment);
    if (typeof segment === 'string') text(segment);
    walk(value);
    path.pop();
  };
  const walk = (value: JsonValue): void => {
    if (typeof value === 'string') text(value);
    else if (Array.isArray(value)) for (const [index, item] of value.entries()) below(index, item);
    else if (isJsonObject(value)) for (const key of Object.keys(value)) below(key, value[key]!);
  };
  walk(root);
};
