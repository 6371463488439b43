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

/** Only lines that keep their indent and are not blank: blank ones may be cut off at the end or move the indent at the start. */
const readLiteral = (written: string, text: string, indent: number): ScalarReading => {
  const before = written.split('\n');
  const after = text.split('\n');
  const header = after[0] ?? '';
  if (before.length !== after.length || before[0] !== header || header.includes('2')) return undefined;
  const pad = ' '.repeat(indent);
  const lines: string[] = [];
  for (let index = 1; index < after.length; index += 1) {
    const line = after[index]!;
    const changed = line !== before[index];
    if (unusual.test(line) || (changed && (line.trim() === '' || (index === 1 && line.startsWith(`${pad} `)))))
      return undefined;
    if (line !== '' && !line.startsWith(pad)) return undefined;
    lines.push(line.slice(indent));
  }
  const content = lines.join('\n');
  return { value: content };
};

/** Reads a substituted scalar on its own, where that surely gives what reading the whole document would give. */
export const rereadScalar = (written: string, text: string, style: ScalarStyle, indent: number): ScalarReading => {
  if (style === 'literal') return readLiteral(written, text, indent);
  if (text.includes('\n') || written.includes('\n')) return undefined;
  if (style === 'single') return readSingle(text);
  if (style === 'double') return readDouble(text);
  if (!plainAllowed(text)) return undefined;
  const reading = readPlain(text);
  return 'value' in reading ? reading : undefined;
};
