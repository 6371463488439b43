import type { ScalarStyle } from './scalar-style.ts';

/** Past this column a scalar is broken at its next single space. */
const foldColumn = 80;

const namedEscapes: Record<string, string> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\x85': '\\N',
  '\u2028': '\\L',
  '\u2029': '\\P',
};
const escaped = /^[\x00-\x1f\x7f-\x9f"\\\u2028\u2029\ufeff\ufffe\uffff\u{10000}-\u{10ffff}]$/u;

const escapeCharacter = (character: string): string => {
  const named = namedEscapes[character];
  if (named !== undefined) return named;
  const code = character.codePointAt(0) ?? 0;
  const [letter, digits] = code <= 0xff ? ['x', 2] : code <= 0xffff ? ['u', 4] : ['U', 8];
  return `\\${letter}${code.toString(16).toUpperCase().padStart(Number(digits), '0')}`;
};

/** What each character is written as, in the style's quotes. A text that begins with a byte order mark is escaped whole. */
const unitsOf = (text: string, style: ScalarStyle): string[] => {
  const characters = [...text];
  if (style === 'single') return characters.map((character) => (character === "'" ? "''" : character));
  if (style === 'plain') return characters;
  const escapeAll = text.startsWith('\ufeff');
  return characters.map((character) => (escapeAll || escaped.test(character) ? escapeCharacter(character) : character));
};

const quoteOf: Record<ScalarStyle, string> = { plain: '', single: "'", double: '"', literal: '' };

/** The units in a row, broken where the line has grown past the limit; a break in double quotes keeps a second space by `\`. */
const joinFolded = (units: readonly string[], style: ScalarStyle, column: number, indent: number): string => {
  let result = '';
  let at = column;
  let afterSpace = false;
  for (const [index, unit] of units.entries()) {
    const isInner = index > 0 && index < units.length - 1;
    const nextIsSpace = units[index + 1] === ' ';
    if (unit === ' ' && at > foldColumn && !afterSpace && isInner && (style === 'double' || !nextIsSpace)) {
      result += `\n${' '.repeat(indent)}`;
      at = indent;
      if (nextIsSpace) {
        result += '\\';
        at += 1;
      }
    } else {
      result += unit;
      at += [...unit].length;
    }
    afterSpace = unit === ' ';
  }
  return result;
};

const writeLiteral = (text: string, indent: number): string => {
  const hint = /^[ \n]/.test(text) ? '2' : '';
  const chomping = !text.endsWith('\n') ? '-' : text === '\n' || text.endsWith('\n\n') ? '+' : '';
  const pad = ' '.repeat(indent);
  return `|${hint}${chomping}\n${text.replace(/^(?=.)/gm, pad)}`;
};

/**
 * A scalar as it stands in kustomize's output, quotes and block header included. `column` is where it begins, `indent` the white
 * space of its further lines; `onOneLine` for keys.
 */
export const writeScalar = (
  text: string,
  style: ScalarStyle,
  column: number,
  indent: number,
  onOneLine: boolean,
): string => {
  if (style === 'literal') return writeLiteral(text, indent);
  if (style === 'plain' && (onOneLine || column + text.length <= foldColumn)) return text;
  const quote = quoteOf[style];
  const units = unitsOf(text, style);
  return quote + (onOneLine ? units.join('') : joinFolded(units, style, column + quote.length, indent)) + quote;
};
