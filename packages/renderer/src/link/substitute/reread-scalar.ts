import type { JsonScalar } from '../../model/json.ts';
import { readPlain } from './plain-reading.ts';
import type { ScalarStyle } from './scalar-style.ts';
import { plainAllowed } from './scalar-style.ts';

/** What one scalar reads back as; `undefined` when only reading the whole document can tell. */
type ScalarReading = { value: JsonScalar } | undefined;

const unusual = /[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/;

const readSingle = (text: string): ScalarReading =>
  /^'(?:[^']|'')*'$/.test(text) && !unusual.test(text) ? { value: text.slice(1, -1).replaceAll("''", "'") } : undefined;

const escapes: Record<string, string> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  '"': '"',
  '\\': '\\',
  N: '\x85',
  L: '\u2028',
  P: '\u2029',
};

const readDouble = (text: string): ScalarReading => {
  const wellFormed =
    /^"(?:[^"\\]|\\(?:[0abtnvfre"\\NLP]|x[0-9A-F]{2}|u[0-9A-F]{4}|U0010[0-9A-F]{4}|U000[0-9A-F]{5}))*"$/;
  if (unusual.test(text) || !wellFormed.test(text)) return undefined;
  const value = text.slice(1, -1).replace(/\\(?:x(..)|u(....)|U(.{8})|(.))/g, (_, byte, short, long, letter) => {
    if (letter !== undefined) return escapes[letter] ?? letter;
    return String.fromCodePoint(Number.parseInt(byte ?? short ?? long, 16));
  });
  return { value };
};

/** Where the lines of a block begin: the first that is not blank decides, unless a blank one before it is longer. */
const indentOf = (lines: readonly string[]): number => {
  let widest = 1;
  for (const line of lines) {
    const spaces = line.length - line.trimStart().length;
    widest = Math.max(widest, spaces);
    if (spaces < line.length) break;
  }
  return widest;
};

const readLiteral = (text: string, indent: number): ScalarReading => {
  const [header = '', ...lines] = text.replace(/\n$/, '').split('\n');
  if (!/^\|2?[-+]?$/.test(header) || lines.some((line) => unusual.test(line))) return undefined;
  const width = header.includes('2') ? indent : indentOf(lines);
  if (lines.some((line) => line.trimEnd() !== '' && line.search(/[^ ]/) < width)) return undefined;
  const content = lines.map((line) => line.slice(width));
  let last = content.length;
  while (last > 0 && content[last - 1] === '') last -= 1;
  const kept = content.slice(0, last).join('\n');
  if (header.endsWith('-')) return { value: kept };
  if (header.endsWith('+')) return { value: content.map((line) => `${line}\n`).join('') };
  return { value: last === 0 ? '' : `${kept}\n` };
};

/** Reads a substituted scalar on its own, where that surely gives what reading the whole document would give. */
export const rereadScalar = (written: string, text: string, style: ScalarStyle, indent: number): ScalarReading => {
  if (style === 'literal') return readLiteral(text, indent);
  if (text.includes('\n') || written.includes('\n')) return undefined;
  if (style === 'single') return readSingle(text);
  if (style === 'double') return readDouble(text);
  if (!plainAllowed(text)) return undefined;
  const reading = readPlain(text);
  return 'value' in reading ? reading : undefined;
};
