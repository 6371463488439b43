import { isJsonObject, type JsonPointer, type JsonValue } from './json.ts';

/** `${NAME` where a placeholder opens in author's notation. */
export interface PlaceholderMention {
  name: string;
  /** Offset in characters of its `$`. */
  offset: number;
  /** Followed by `:=`, `:-`, `=` or the other default operators: it has a value of its own when nothing sets it. */
  hasDefault: boolean;
}

const opening = /\$\$\{|\$\{([_a-zA-Z][_a-zA-Z0-9]*)(:?[-=+?])?/gu;

/**
 * Placeholders of a text in author's notation: `$${X}` is the literal text `${X}`, every other `$` itself (DESIGN section 5).
 * Placeholders inside a default count too. Linear in the length of the text.
 */
export const placeholdersIn = (text: string): PlaceholderMention[] =>
  text.includes('${')
    ? [...text.matchAll(opening)].flatMap((match) =>
        match[1] === undefined ? [] : [{ name: match[1], offset: match.index, hasDefault: match[2] !== undefined }],
      )
    : [];

/** Calls `visit` for every placeholder of every string below `value`, keys included. */
export const visitPlaceholders = (
  value: JsonValue | undefined,
  visit: (mention: PlaceholderMention, pointer: JsonPointer) => void,
  pointer: JsonPointer = '',
): void => {
  if (typeof value === 'string') for (const mention of placeholdersIn(value)) visit(mention, pointer);
  else if (Array.isArray(value))
    for (const [index, item] of value.entries()) visitPlaceholders(item, visit, `${pointer}/${index}`);
  else if (isJsonObject(value))
    for (const [key, item] of Object.entries(value)) {
      const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      for (const mention of placeholdersIn(key)) visit(mention, at);
      visitPlaceholders(item, visit, at);
    }
};
