import { isJsonObject, type JsonObject, type JsonValue } from '../../../../model/json.ts';
import { mapOf, present } from '../../written.ts';

/** As {@link mergeDeep}, but an entry is replaced whole: `{ secret, key }` over `{ field }` is not both. */
export const mergeEntries = (base: JsonObject, over: JsonObject): JsonObject => {
  const merged: JsonObject = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (value === null) delete merged[key];
    else merged[key] = value;
  }
  return merged;
};

/** The entries of a map of maps; an entry that is `false` was taken away by a layer. */
export const entriesOf = (value: JsonValue | undefined): [string, JsonObject][] =>
  Object.entries(mapOf(value)).filter((entry): entry is [string, JsonObject] => isJsonObject(entry[1]));

/** As `present`, without empty maps and lists too. */
export const compactEmpty = (map: Record<string, JsonValue | undefined>): JsonObject =>
  Object.fromEntries(
    Object.entries(present(map)).filter(([, value]) =>
      typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : true,
    ),
  );
