import { fromBytes, isValidUtf8 } from './bytes.ts';
import type { Variables } from './evaluate.ts';
import { evaluate } from './evaluate.ts';
import type { SubstitutionFault } from './parse.ts';
import { parseText } from './parse.ts';

export interface SubstituteOptions {
  /** An unset variable without a default is an error; otherwise it is an empty string. */
  strict?: boolean;
}

export type SubstituteResult = { text: string } | { error: string };

export interface DetailedSubstitution {
  text: string;
  fault?: SubstitutionFault;
}

const describe = ({ message, offset }: SubstitutionFault): string => `${message} (at character ${offset + 1})`;

/** As `substitute`, the fault with its place. A result that is not UTF-8 is a fault here: no YAML reader takes it. */
export const substituteDetailed = (text: string, variables: Variables, strict: boolean): DetailedSubstitution => {
  if (!text.includes('$')) return { text };
  const parsed = parseText(text);
  if (parsed.fault) return { text, fault: parsed.fault };
  const { bytes, fault } = evaluate(parsed.nodes, variables, strict);
  if (fault) return { text, fault };
  if (!isValidUtf8(bytes))
    return { text: fromBytes(bytes), fault: { message: 'an operator cuts a character in two', offset: 0 } };
  return { text: fromBytes(bytes) };
};

/**
 * Fills in the placeholders of a text exactly as Flux does (fluxcd/pkg/envsubst 1.9; syntax in docs/placeholders.md).
 *
 * 1. The text is read: `${…}` with its operators and nesting, `$$` for `$`, every other `$` as it stands.
 * 2. Each placeholder is evaluated, arguments first, on bytes: offsets and lengths count bytes of UTF-8.
 * 3. The pieces are joined; values are never read again, so a `${…}` in a value stays.
 *
 * Pure, never throws, linear in text and result, but for patterns with `?`, `[` or `\`, whose cost is bounded. Values are taken
 * as they are; that Flux removes their newlines is `clusterValues`' part. Bytes that are not UTF-8 become U+FFFD. Differences to
 * the original: NUL does not end the text, and nesting ends at 100.
 */
export const substitute = (text: string, variables: Variables, options: SubstituteOptions = {}): SubstituteResult => {
  if (!text.includes('$')) return { text };
  const parsed = parseText(text);
  if (parsed.fault) return { error: describe(parsed.fault) };
  const { bytes, fault } = evaluate(parsed.nodes, variables, options.strict ?? false);
  return fault ? { error: describe(fault) } : { text: fromBytes(bytes) };
};
