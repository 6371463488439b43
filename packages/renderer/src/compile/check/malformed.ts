/** A `${` that substitution does not read as a placeholder. */
export interface MalformedPlaceholder {
  /** Offset in characters of its `$`. */
  offset: number;
  /** What stands there, shortened. */
  found: string;
}

const opening = /\$\$\{|\$\{/gu;

/** What may follow `${`: a name, then the end or an operator that drone/envsubst knows (DESIGN section 5), or `#` and a name. */
const wellFormed = /^(#[_a-zA-Z][_a-zA-Z0-9]*\}|[_a-zA-Z][_a-zA-Z0-9]*(\}|:[-=+?0-9]|=|\^|,|#|%|\/))/u;

/** Places where a `${` is neither a placeholder nor written `$${`. */
export const malformedIn = (text: string): MalformedPlaceholder[] =>
  text.includes('${')
    ? [...text.matchAll(opening)].flatMap((match) => {
        const rest = text.slice(match.index + 2);
        if (match[0] === '$${' || (wellFormed.test(rest) && rest.includes('}'))) return [];
        return [{ offset: match.index, found: /^[^}\n]{0,40}\}?/u.exec(text.slice(match.index))?.[0] ?? '${' }];
      })
    : [];
