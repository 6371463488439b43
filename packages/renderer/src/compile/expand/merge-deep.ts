import { isJsonObject, type JsonObject } from '../../model/json.ts';

/** `over` laid over `base`: maps are merged, lists and scalars replace, `null` removes. Keys keep the place they first stood. */
export const mergeDeep = (base: JsonObject, over: JsonObject): JsonObject => {
  const merged: JsonObject = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const before = merged[key];
    if (value === null) delete merged[key];
    else merged[key] = isJsonObject(before) && isJsonObject(value) ? mergeDeep(before, value) : value;
  }
  return merged;
};
