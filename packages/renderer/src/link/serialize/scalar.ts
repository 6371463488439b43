/** Words that one YAML version or the other reads as boolean, null, merge or default. */
const reservedWords = /^(?:y|n|yes|no|on|off|true|false|null|~|=|<<|)$/i;

/** What either version may read as a number: decimal, other bases, base 60, infinite. Wider than both on purpose. */
const numberLike = new RegExp(
  [
    '[-+.0-9][0-9_]*\\.?[0-9_]*(?:e[-+]?[0-9_]*)?',
    '[-+]?0[box][-+0-9a-f_]*',
    '[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?',
    '[-+]?\\.(?:inf|nan)',
    // The library `yaml` reads this as a number under 1.1; Go does not.
    'e[-+]?[0-9]+',
  ]
    .map((pattern) => `^${pattern}$`)
    .join('|'),
  'i',
);

const dateLike = /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?$/;

/** `- `, `? ` and `: ` open a node, the others always mean something at the start; a document marker, a space. */
const startsSpecially = /^(?:[,[\]{}#&*!|>'"%@` ]|[-?:](?: |$)|---|\.\.\.)/;

/** A key's colon, a comment, a colon or space at the end. */
const breaksPlain = /: |:$| #| $/;

// Tab, control characters, other line breaks, marks and lone surrogates are only safe as escapes.
const needsEscape =
  /[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

const ordinary = /^[A-Za-z/][A-Za-z0-9_./-]*$/;
const mayBeReserved = /^[yYnNtTfFoOeE]/;

/** Whether YAML 1.1 (what Flux reads with) and YAML 1.2 both read the bare text back as this very string. */
export const isSafePlain = (text: string): boolean => {
  if (ordinary.test(text) && !mayBeReserved.test(text)) return true;
  return !(
    reservedWords.test(text) ||
    startsSpecially.test(text) ||
    breaksPlain.test(text) ||
    numberLike.test(text) ||
    dateLike.test(text) ||
    needsEscape.test(text)
  );
};

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const beyondJson = /[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]/g;

/** JSON's escapes are YAML's; a lone surrogate has no UTF-8 and becomes U+FFFD. */
const doubleQuoted = (text: string): string =>
  JSON.stringify(text.replace(loneSurrogate, '\ufffd')).replace(
    beyondJson,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Double quotes, unless single ones save escaping. */
const quoted = (text: string): string =>
  /["\\]/.test(text) && !text.includes("'") && !needsEscape.test(text) ? `'${text}'` : doubleQuoted(text);

/** A tree says the same few thousand keys and words over and over: each is looked at once. Long texts are seldom said twice. */
const written = new Map<string, string>();
const longestKept = 64;

/** A string on one line: plain where that is safe, else in quotes. */
export const inlineString = (text: string): string => {
  const known = written.get(text);
  if (known !== undefined) return known;
  const inline = isSafePlain(text) ? text : quoted(text);
  if (text.length <= longestKept) written.set(text, inline);
  return inline;
};

/** Line breaks and tabs may stand in a block as they are, nothing else that needs an escape. */
const fitsBlock = (text: string): boolean =>
  text.includes('\n') && text.trim() !== '' && !/[ \t]$/.test(text) && !needsEscape.test(text.replace(/[\n\t]/g, ' '));

/**
 * A string of several lines as a literal block, from the `|` on, without the last line break: `undefined` when it must be quoted.
 * `indent` is the white space of its lines.
 */
export const blockString = (text: string, indent: string): string | undefined => {
  if (!fitsBlock(text)) return undefined;
  const indicator = /^\n*[ \t]/.test(text) ? '2' : '';
  const chomping = !text.endsWith('\n') ? '-' : text.endsWith('\n\n') ? '+' : '';
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  const lines = body.split('\n').map((line) => (line === '' ? '' : indent + line));
  return `|${indicator}${chomping}\n${lines.join('\n')}`;
};
