import type { Scalar } from 'yaml';

const isSpace = (character: string | undefined): boolean => character !== undefined && /\s/u.test(character);

/** Length of the escape that starts at `at` in a double-quoted scalar (YAML 1.2, section 5.7). */
const escapeLength = (text: string, at: number): number => {
  const digits: Record<string, number> = { x: 2, u: 4, U: 8 };
  return 2 + (digits[text[at + 1] ?? ''] ?? 0);
};
const spaceEscapes = new Set(['n', 't', 'r', ' ', 'N', '_', 'L', 'P', 'v', 'f', '\n']);

/** Where the content starts: after the quote, or below the header of a block scalar. */
const contentStart = (text: string, node: Scalar, start: number): number => {
  if (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE') return start + 1;
  if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') return text.indexOf('\n', start) + 1;
  return start;
};

/**
 * Offset in the file of the character at `offset` in a scalar's value. Folding, indentation and escapes change white space
 * only (and an escape stands for one character), so the characters that are not white space are counted on both sides.
 */
export const sourceOffset = (text: string, node: Scalar, offset: number): number => {
  const [start = 0, end = text.length] = node.range ?? [];
  const value = String(node.value);
  const first = contentStart(text, node, start);
  const simple = node.type === 'PLAIN' || node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE';
  // One line without escapes: the common case, exact also inside white space.
  if (simple && text.startsWith(value, first)) return first + offset;
  let wanted = 0;
  for (let at = 0; at < offset; at += 1) if (!isSpace(value[at])) wanted += 1;
  let at = first;
  while (at < end) {
    const escaped = node.type === 'QUOTE_DOUBLE' && text[at] === '\\';
    const doubled = node.type === 'QUOTE_SINGLE' && text[at] === "'" && text[at + 1] === "'";
    const counts = escaped ? !spaceEscapes.has(text[at + 1] ?? '') : !isSpace(text[at]);
    if (counts && wanted === 0) return at;
    if (counts) wanted -= 1;
    at += escaped ? escapeLength(text, at) : doubled ? 2 : 1;
  }
  return Math.min(at, end);
};
