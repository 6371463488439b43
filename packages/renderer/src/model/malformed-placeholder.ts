/** A `${` that substitution does not read as a placeholder, or reads otherwise than a shell would. */
export interface MalformedPlaceholder {
  /** Offset in characters of its `$`. */
  offset: number;
  /** What stands there, shortened. */
  found: string;
  /** The operator is read, but as a plain default: `${NAME:?message}` and `${NAME:+value}` (DESIGN section 5). */
  readAsDefault?: boolean;
}

const opening = /\$\$\{|\$\{/gu;

/** What may follow `${`: a name, then the end or an operator that drone/envsubst knows (DESIGN section 5), or `#` and a name. */
const wellFormed = /^(#[_a-zA-Z][_a-zA-Z0-9]*\}|[_a-zA-Z][_a-zA-Z0-9]*(\}|:[-=+?0-9]|=|\^|,|#|%|\/))/u;
const shellOnly = /^[_a-zA-Z][_a-zA-Z0-9]*:[+?]/u;

/** Places where a `${` is neither a placeholder nor written `$${`. Linear in the length of the text. */
export const malformedIn = (text: string): MalformedPlaceholder[] => {
  if (!text.includes('${')) return [];
  const lastBrace = text.lastIndexOf('}');
  return [...text.matchAll(opening)].flatMap((match): MalformedPlaceholder[] => {
    if (match[0] === '$${') return [];
    const rest = text.slice(match.index + 2, match.index + 300);
    const isWellFormed = wellFormed.test(rest) && lastBrace > match.index;
    const readAsDefault = isWellFormed && shellOnly.test(rest);
    if (isWellFormed && !readAsDefault) return [];
    const found = /^[^}\n]{0,40}\}?/u.exec(text.slice(match.index, match.index + 44))?.[0] ?? '${';
    return [{ offset: match.index, found, ...(readAsDefault ? { readAsDefault } : {}) }];
  });
};
