import { isDefaultOperator } from './operators.ts';
import type { PlaceholderNode, PlaceholderOperator, SubstitutionNode } from './parse.ts';
import { parseText } from './parse.ts';

/** One `${…}` of a text. Offsets are in characters (UTF-16 code units), `end` is behind the closing brace. */
export interface FoundPlaceholder {
  name: string;
  operator: PlaceholderOperator;
  /** As written, for operators that give a default; `''` for `${V:=}`, absent where there is none. */
  default?: string;
  /** As written, what stands between the operator and the closing brace. */
  argument?: string;
  start: number;
  end: number;
  /** How many placeholders it stands inside of: `${A:=${B}}` has A at 0 and B at 1. */
  depth: number;
}

const describe = (text: string, node: PlaceholderNode, depth: number): FoundPlaceholder => {
  const argument = text.slice(node.argumentStart, node.end - 1);
  const found: FoundPlaceholder = { name: node.name, operator: node.operator, start: node.start, end: node.end, depth };
  if (node.arguments.length > 0) found.argument = argument;
  if (isDefaultOperator(node.operator)) found.default = argument;
  return found;
};

const collect = (text: string, nodes: readonly SubstitutionNode[], depth: number, into: FoundPlaceholder[]): void => {
  for (const node of nodes) {
    if (typeof node === 'string') continue;
    into.push(describe(text, node, depth));
    for (const argument of node.arguments) collect(text, argument, depth + 1, into);
  }
};

/**
 * Every placeholder of a text, nested ones too, in order of their start; escaped ones (`$${V}`) are text. Of a text that cannot be
 * read to its end (`substitute` says why) those before the fault. Never throws.
 */
export const findPlaceholders = (text: string): FoundPlaceholder[] => {
  const found: FoundPlaceholder[] = [];
  if (text.includes('${')) collect(text, parseText(text).nodes, 0, found);
  return found;
};

/** Whether the text is exactly one placeholder, so that its value alone decides the type that is read. */
export const isWholePlaceholder = (text: string): boolean => {
  const first = findPlaceholders(text)[0];
  return first !== undefined && first.start === 0 && first.end === text.length;
};

/**
 * The form of a bare placeholder whose value stays a string after kustomize has dropped the quotes: `${X}` becomes `${X#: }`. The
 * `: ` makes kustomize write quotes, the operator (remove a leading `: `) finds nothing to remove. `undefined` for any other text:
 * a second operator cannot be added, so a default belongs into the settings. The value must not hold `'`.
 */
export const keepString = (text: string): string | undefined => {
  const first = findPlaceholders(text)[0];
  const bare = first?.operator === '' && first.start === 0 && first.end === text.length;
  return bare ? `\${${first.name}#: }` : undefined;
};

/**
 * Writes a literal text so that substitution gives it back: `${` as `$${`, and each `$` of a run of several doubled. A lone `$` is
 * left as it is.
 */
export const escapeForSubstitution = (text: string): string =>
  text.replace(/\$+\{?/g, (run) => (run === '$' ? run : run.replace(/\$/g, '$$$$')));
