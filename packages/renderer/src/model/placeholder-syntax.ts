import { isJsonObject, type JsonPointer, type JsonValue, pointerOf } from './json.ts';

/** `${NAME` where a placeholder opens in author's notation. */
export interface PlaceholderMention {
  name: string;
  /** Offset in characters of its `$`. */
  offset: number;
  /** Followed by `:=`, `:-`, `=` or the other default operators: it has a value of its own when nothing sets it. */
  hasDefault: boolean;
}

/** `${#NAME}` is its length. */
const opening = /\$\$\{|\$\{#?([_a-zA-Z][_a-zA-Z0-9]*)(:?[-=+?])?/gu;

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
): void => {
  // Pointers are spelled only where a placeholder stands: most strings of a tree hold none.
  const path: (string | number)[] = [];
  const text = (found: string): void => {
    if (!found.includes('${')) return;
    const mentions = placeholdersIn(found);
    if (mentions.length > 0) {
      const pointer = pointerOf(path);
      for (const mention of mentions) visit(mention, pointer);
    }
  };
  const walk = (node: JsonValue | undefined): void => {
    if (typeof node === 'string') text(node);
    else if (Array.isArray(node))
      for (let index = 0; index < node.length; index += 1) {
        path.push(index);
        walk(node[index]);
        path.pop();
      }
    else if (isJsonObject(node))
      for (const key of Object.keys(node)) {
        path.push(key);
        text(key);
        walk(node[key]);
        path.pop();
      }
  };
  walk(value);
};
