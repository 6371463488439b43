/**
 * Go's regular expressions (RE2), which kubeconform reads patterns with, as JavaScript's. What RE2 refuses is refused
 * (look-around, back-references), and what differs is rewritten: `(?i)`, `(?s)`, `\z`, `\A`, `\Q…\E`, `[[:alpha:]]`, `(?P<x>`,
 * braces that are no repeat, escaped punctuation, and `\s` and `.`, which are smaller and larger classes there.
 * @throws {SyntaxError} for a pattern that Go would not compile, or that uses `(?m)` or `(?U)`.
 */
export const toRegExp = (pattern: string): RegExp => {
  const tokens = [...pattern.matchAll(token)].map(([text]) => text);
  let caseless = false;
  let dotAll = false;
  const scopes: [boolean, boolean][] = [];
  let source = '';
  for (const text of tokens) {
    const flags = /^\(\?([a-zA-Z-]*)([:)])$/.exec(text);
    if (flags !== null && (flags[1] !== '' || flags[2] === ')')) {
      const before: [boolean, boolean] = [caseless, dotAll];
      const [on, off = ''] = flags[1]!.split('-') as [string, string?];
      if (/[^is]/.test(on + off) || on + off === '') throw new SyntaxError(`flags of ${text} are not supported`);
      caseless = (caseless || on.includes('i')) && !off.includes('i');
      dotAll = (dotAll || on.includes('s')) && !off.includes('s');
      if (flags[2] === ':') {
        scopes.push(before);
        source += '(?:';
      }
    } else if (text.startsWith('(')) {
      scopes.push([caseless, dotAll]);
      source += openGroup(text);
    } else if (text === ')') {
      const outer = scopes.pop();
      if (outer === undefined) throw new SyntaxError(`unmatched ) in ${pattern}`);
      [caseless, dotAll] = outer;
      source += ')';
    } else if (text === '[') throw new SyntaxError(`missing ] in ${pattern}`);
    else if (text.startsWith('[')) source += classOf(text, caseless);
    else if (text === '.') source += dotAll ? '[\\s\\S]' : '[^\\n]';
    else if (text.startsWith('\\Q'))
      source += [...text.replace(/^\\Q|\\E$/g, '')].map((character) => literal(character, caseless)).join('');
    else if (text.startsWith('\\')) source += escapeOf(text, caseless, false);
    else if (/^(?:[*+?|^$]|\{\d+(?:,\d*)?\})$/.test(text)) source += text;
    else source += literal(text, caseless);
  }
  return new RegExp(source, 'u');
};

/** Groups, classes (a `]` that stands first is itself), escapes, repeats, then any one character. */
const token =
  /\(\?P?<\w+>|\(\?[a-zA-Z-]*[:)]|\(\?.?|\[\^?\]?(?:\[:\^?\w+:\]|\\[pP]\{[^}]*\}|\\[\s\S]|[^\]\\])*\]|\\Q[\s\S]*?(?:\\E|$)|\\x\{[0-9a-fA-F]+\}|\\x[0-9a-fA-F]{2}|\\[0-7]{3}|\\[pP](?:\{[^}]*\}|.)|\\[\s\S]|\{\d+(?:,\d*)?\}|[\s\S]/gu;

const openGroup = (text: string): string => {
  if (text === '(' || text === '(?:') return text;
  const name = /^\(\?P?<(\w+)>$/.exec(text)?.[1];
  if (name === undefined) throw new SyntaxError(`${text} is not of Go's regular expressions`);
  return `(?<${name}>`;
};

const literal = (character: string, caseless: boolean): string => {
  const escaped = /^[\^$\\.*+?()[\]{}|/]$/.test(character) ? `\\${character}` : character;
  const [lower, upper] = [character.toLowerCase(), character.toUpperCase()];
  return caseless && /^[a-zA-Z]$/.test(character) ? `[${lower}${upper}]` : escaped;
};

const posix: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7F',
  blank: '\\t ',
  cntrl: '\\x00-\\x1F\\x7F',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`\\{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

const classOf = (text: string, caseless: boolean): string => {
  const [, negation = '', first = '', rest = ''] = /^\[(\^?)(\]?)([\s\S]*)\]$/u.exec(text) ?? [];
  const items = [
    ...rest.matchAll(
      /\[:(\^?)(\w+):\]|\\x\{[0-9a-fA-F]+\}|\\x[0-9a-fA-F]{2}|\\[0-7]{3}|\\[pP](?:\{[^}]*\}|.)|\\[\s\S]|[\s\S]/gu,
    ),
  ];
  const body = items.map(([item, not, name]) => {
    if (name !== undefined) {
      if (not === '^' || posix[name] === undefined) throw new SyntaxError(`${item} is not supported`);
      return posix[name];
    }
    return item.startsWith('\\')
      ? escapeOf(item, false, true)
      : /^[\^[\]{}()|/&~.*+?$!#%,:;<=>@`]$/.test(item)
        ? inClass(item)
        : item;
  });
  const plain = `${first === '' ? '' : '\\]'}${body.join('')}`;
  return `[${negation}${plain}${caseless ? otherCase(plain) : ''}]`;
};

const inClass = (character: string): string => (/^[\\^[\]{}()|/.*+?$]$/.test(character) ? `\\${character}` : character);

/** The other case of the letters and letter ranges of a class. */
const otherCase = (body: string): string =>
  [...body.matchAll(/\\[\s\S]|([a-zA-Z])(?:-([a-zA-Z]))?/g)]
    .filter(([, from]) => from !== undefined)
    .map(([whole]) => (whole === whole.toLowerCase() ? whole.toUpperCase() : whole.toLowerCase()))
    .join('');

const escapes: Readonly<Record<string, string>> = {
  '\\z': '(?![\\s\\S])',
  '\\A': '(?<![\\s\\S])',
  '\\a': '\\x07',
};

/** `\pL` is a category in both; a longer name is a script to Go. */
const unicodeClass = (letter: string, name: string): string =>
  `\\${letter}{${name.length > 2 ? 'Script=' : ''}${name}}`;

/** One escape, outside or inside a class. */
const escapeOf = (text: string, caseless: boolean, insideClass: boolean): string => {
  const character = text.slice(1);
  if (text === '\\s') return insideClass ? '\\t\\n\\f\\r ' : '[\\t\\n\\f\\r ]';
  if (text === '\\S' && !insideClass) return '[^\\t\\n\\f\\r ]';
  if (!insideClass && escapes[text] !== undefined) return escapes[text];
  if (text === '\\a') return '\\x07';
  if (/^\\(?:[dDwWnrtfv]|x[0-9a-fA-F]{2})$/.test(text) || (!insideClass && /^\\[bB]$/.test(text))) return text;
  if (text.startsWith('\\x{')) return `\\u{${text.slice(3, -1)}}`;
  if (/^\\[0-7]{3}$/.test(text)) return `\\u{${Number.parseInt(character, 8).toString(16)}}`;
  if (/^\\[pP]/.test(text)) return unicodeClass(character[0]!, character.slice(1).replace(/[{}]/g, ''));
  if (/^[^\w\s]$/.test(character))
    return insideClass ? (character === '-' ? '\\-' : inClass(character)) : literal(character, caseless);
  if (character === '_') return '_';
  throw new SyntaxError(`${text} is not of Go's regular expressions`);
};
