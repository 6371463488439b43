const short: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  "'": "\\'",
};

/** Quotes as kubeconform's validator does: Go's `%q` with `'` for `"`. */
export const quote = (text: string): string =>
  `'${[...text].map((character) => short[character] ?? (isPrintable(character) ? character : escaped(character))).join('')}'`;

/** Go's `strconv.IsPrint`: letters, marks, numbers, punctuation, symbols and the space. */
const isPrintable = (character: string): boolean => /[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(character);

const escaped = (character: string): string => {
  const point = character.codePointAt(0)!;
  const digits = (length: number): string => point.toString(16).padStart(length, '0');
  return point < 0x80 ? `\\x${digits(2)}` : point < 0x10000 ? `\\u${digits(4)}` : `\\U${digits(8)}`;
};
