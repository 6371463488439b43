/** What stands between `${` and `}` after the name; `''` is a bare `${NAME}`, `length` is `${#NAME}`. */
export type PlaceholderOperator =
  | ''
  | 'length'
  | '='
  | ':='
  | ':-'
  | ':+'
  | ':?'
  | ':'
  | '^'
  | '^^'
  | ','
  | ',,'
  | '^,'
  | ',^'
  | '#'
  | '##'
  | '%'
  | '%%'
  | '/'
  | '//'
  | '/#'
  | '/%';

/** One `${…}` as the cluster reads it. Offsets are in characters (UTF-16 code units) of the text parsed. */
export interface PlaceholderNode {
  name: string;
  operator: PlaceholderOperator;
  /** Each argument is text and placeholders, in order; a default is one argument. */
  arguments: SubstitutionNode[][];
  start: number;
  end: number;
  /** Where the first argument begins; equals the place of the closing brace when there is none. */
  argumentStart: number;
}
export type SubstitutionNode = string | PlaceholderNode;

/** What is wrong with a text, and where (offset in characters). */
export interface SubstitutionFault {
  message: string;
  offset: number;
}

export interface ParsedText {
  nodes: SubstitutionNode[];
  /** Set when the text cannot be read to its end; `nodes` then holds what stands before. */
  fault?: SubstitutionFault;
}

/** Deeper nesting is refused: no person writes it, and it would overflow the stack. */
const depthLimit = 100;

const dollar = 36;
const openBrace = 123;
const closeBrace = 125;
const colon = 58;
const slash = 47;
const hash = 35;

interface Reader {
  text: string;
  position: number;
  depth: number;
  fault?: SubstitutionFault;
}

/** Which pairs stand for their second character: `$$` outside, also `\/` and `\\` inside a replacement. */
type Escapes = 'none' | 'replacement';

const at = (reader: Reader): number => reader.text.charCodeAt(reader.position);

const opensAt = (text: string, position: number): boolean =>
  text.charCodeAt(position) === dollar && text.charCodeAt(position + 1) === openBrace;

const fail = (reader: Reader, message: string): undefined => {
  reader.fault ??= { message, offset: reader.position };
  return undefined;
};

const isAsciiNameCharacter = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;

/** The engine accepts any letter or digit of Unicode in a name, also in first place; Flux only fills ASCII ones. */
const readName = (reader: Reader): string => {
  const from = reader.position;
  for (;;) {
    const code = at(reader);
    if (isAsciiNameCharacter(code)) reader.position += 1;
    else if (code > 127) {
      const character = String.fromCodePoint(reader.text.codePointAt(reader.position) ?? 0);
      if (!/^[\p{L}\p{Nd}]$/u.test(character)) break;
      reader.position += character.length;
    } else break;
  }
  return reader.text.slice(from, reader.position);
};

/** Text up to a character of `stops` or a nested `${`; `undefined` when there is none. */
const readArgumentText = (reader: Reader, stops: readonly number[], escapes: Escapes): string | undefined => {
  const { text } = reader;
  let result = '';
  let from = reader.position;
  while (reader.position < text.length && !opensAt(text, reader.position)) {
    const code = at(reader);
    const next = text.charCodeAt(reader.position + 1);
    const escaped =
      escapes === 'replacement' &&
      ((code === dollar && next === dollar) || (code === 92 && (next === slash || next === 92)));
    if (escaped) {
      result += text.slice(from, reader.position);
      from = reader.position + 1;
      reader.position += 2;
    } else if (stops.includes(code)) break;
    else reader.position += 1;
  }
  result += text.slice(from, reader.position);
  return result === '' ? undefined : result;
};

/** One argument that is either one text or one nested placeholder, never a mix: that is how the engine reads it. */
const readArgument = (reader: Reader, stops: readonly number[], escapes: Escapes): SubstitutionNode | undefined => {
  if (opensAt(reader.text, reader.position)) return readPlaceholder(reader);
  return readArgumentText(reader, stops, escapes) ?? fail(reader, 'expected an argument of the operator');
};

/** A run of one character, at most two long: `#`, `##`, `^`, `^^`, … */
const readRun = (reader: Reader, codes: readonly number[]): string => {
  const from = reader.position;
  while (reader.position - from < 2 && codes.includes(at(reader))) reader.position += 1;
  return reader.text.slice(from, reader.position);
};

const close = (reader: Reader, node: PlaceholderNode): PlaceholderNode | undefined => {
  if (at(reader) !== closeBrace) return fail(reader, `expected } after \${${node.name}`);
  reader.position += 1;
  node.end = reader.position;
  return node;
};

const readDefault = (reader: Reader, node: PlaceholderNode): PlaceholderNode | undefined => {
  const length = at(reader) === colon ? 2 : 1;
  node.operator = reader.text.slice(reader.position, reader.position + length) as PlaceholderOperator;
  reader.position += length;
  node.argumentStart = reader.position;
  const parts: SubstitutionNode[] = [];
  while (at(reader) !== closeBrace) {
    const part = readArgument(reader, [closeBrace], 'none');
    if (part === undefined) return undefined;
    parts.push(part);
  }
  node.arguments.push(parts);
  return close(reader, node);
};

const readSubstring = (reader: Reader, node: PlaceholderNode): PlaceholderNode | undefined => {
  node.operator = ':';
  reader.position += 1;
  node.argumentStart = reader.position;
  // The engine steps back by the width of this character instead of the colon's, and then finds no colon.
  if (at(reader) > 127) return fail(reader, `expected a number after \${${node.name}:`);
  const offset = readArgument(reader, [colon, closeBrace], 'none');
  if (offset === undefined) return undefined;
  node.arguments.push([offset]);
  if (at(reader) === closeBrace) return close(reader, node);
  if (at(reader) !== colon) return fail(reader, `expected : or } in \${${node.name}:`);
  while (at(reader) === colon) reader.position += 1;
  const length = readArgument(reader, [closeBrace], 'none');
  if (length === undefined) return undefined;
  node.arguments.push([length]);
  return close(reader, node);
};

const readRemoval = (reader: Reader, node: PlaceholderNode): PlaceholderNode | undefined => {
  node.operator = readRun(reader, [at(reader)]) as PlaceholderOperator;
  node.argumentStart = reader.position;
  const pattern = readArgument(reader, [closeBrace], 'none');
  if (pattern === undefined) return undefined;
  node.arguments.push([pattern]);
  return close(reader, node);
};

const readReplacement = (reader: Reader, node: PlaceholderNode): PlaceholderNode | undefined => {
  reader.position += 1;
  const second = [slash, hash, 37].includes(at(reader)) ? 1 : 0;
  node.operator = reader.text.slice(reader.position - 1, reader.position + second) as PlaceholderOperator;
  reader.position += second;
  node.argumentStart = reader.position;
  const pattern = readArgument(reader, [slash], 'replacement');
  if (pattern === undefined) return undefined;
  node.arguments.push([pattern]);
  if (at(reader) !== slash) return fail(reader, `expected / after the pattern in \${${node.name}/`);
  while (at(reader) === slash) reader.position += 1;
  if (at(reader) === closeBrace) return close(reader, node);
  const replacement = readArgument(reader, [closeBrace], 'replacement');
  if (replacement === undefined) return undefined;
  node.arguments.push([replacement]);
  return close(reader, node);
};

const readAfterName = (reader: Reader, node: PlaceholderNode): PlaceholderNode | undefined => {
  const code = at(reader);
  const character = reader.text.charAt(reader.position);
  if (code === colon)
    return /^[-=?+]$/.test(reader.text.charAt(reader.position + 1))
      ? readDefault(reader, node)
      : readSubstring(reader, node);
  if (character === '=') return readDefault(reader, node);
  if (character === '^' || character === ',') {
    node.operator = readRun(reader, [94, 44]) as PlaceholderOperator;
    node.argumentStart = reader.position;
    return close(reader, node);
  }
  if (code === slash) return readReplacement(reader, node);
  if (code === hash || character === '%') return readRemoval(reader, node);
  node.argumentStart = reader.position;
  return close(reader, node);
};

const readPlaceholder = (reader: Reader): PlaceholderNode | undefined => {
  const start = reader.position;
  reader.position += 2;
  if (reader.depth >= depthLimit) return fail(reader, `placeholders nested more than ${depthLimit} deep`);
  reader.depth += 1;
  const isLength = at(reader) === hash;
  if (isLength) reader.position += 1;
  const node: PlaceholderNode = {
    name: readName(reader),
    operator: '',
    arguments: [],
    start,
    end: start,
    argumentStart: start,
  };
  if (node.name === '') return fail(reader, 'expected a variable name after ${');
  if (isLength) node.operator = 'length';
  node.argumentStart = reader.position;
  const result = isLength ? close(reader, node) : readAfterName(reader, node);
  reader.depth -= 1;
  return result;
};

/**
 * Reads a text the way Flux's substitution engine does (fluxcd/pkg/envsubst, compared with it in the tests): `${…}` is a
 * placeholder, `$$` stands for `$` whatever follows, every other `$` is itself.
 */
export const parseText = (text: string): ParsedText => {
  const reader: Reader = { text, position: 0, depth: 0 };
  const nodes: SubstitutionNode[] = [];
  let from = 0;
  for (;;) {
    const found = text.indexOf('$', reader.position);
    if (found === -1) break;
    const next = text.charCodeAt(found + 1);
    reader.position = found + 1;
    if (next === dollar) {
      nodes.push(text.slice(from, found + 1));
      reader.position = found + 2;
      from = reader.position;
    } else if (next === openBrace) {
      if (found > from) nodes.push(text.slice(from, found));
      reader.position = found;
      const node = readPlaceholder(reader);
      if (node === undefined) return { nodes, fault: reader.fault ?? { message: 'cannot be read', offset: found } };
      nodes.push(node);
      from = reader.position;
    }
  }
  if (from < text.length) nodes.push(text.slice(from));
  return { nodes };
};
