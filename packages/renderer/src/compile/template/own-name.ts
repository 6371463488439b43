import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';

/** Own name in foreign braces: what stands there, and where (UTF-16 units from the start of the text). */
export interface OwnName {
  name: string;
  written: string;
  offset: number;
}

const braces = /\{\{-?[ \t]*([A-Za-z_]\w*(?:\.[\w-]+)+)[ \t]*-?\}\}/gu;

/**
 * Finds `{{ route.host }}` where `route.host` is a name of ours: `{{ }}` is ordinary text (Helm, External Secrets, Homepage),
 * so this is a hint, not an error. The first one, or `undefined`.
 */
export const looksLikeOwnName = (text: string, names: JsonObject): OwnName | undefined => {
  if (!text.includes('{{')) return undefined;
  for (const match of text.matchAll(braces)) {
    let value: JsonValue | undefined = names;
    for (const key of match[1]!.split('.')) {
      value = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    }
    if (value !== undefined) return { name: match[1]!, written: match[0], offset: match.index };
  }
  return undefined;
};
