import type { JsonObject } from '../../../model/json.ts';
import { isNeverSubstituted, type KubernetesObject } from '../../../model/kubernetes.ts';
import { mapStrings } from '../../../model/map-strings.ts';
import { documentedPlaceholder, type Placeholder, type PlaceholderType } from '../../../model/placeholder.ts';

/**
 * From author's notation to what the committed file has to say (DESIGN section 5). Author: `${X}` placeholder, `$${X}` the
 * literal `${X}`, every other `$` itself. In a part that substitutes Flux halves `$$`, so a literal `${` is written `$${` and a
 * literal `$$` is written `$$$$`; in a part that does not substitute, both are written as they are.
 */
export const inTreeNotation = (
  object: JsonObject,
  { substitutes, placeholders }: { substitutes: boolean; placeholders: readonly Placeholder[] },
): JsonObject => {
  if (!substitutes || isNeverSubstituted(object as unknown as KubernetesObject))
    return mapStrings(object, '$', unescaped) as JsonObject;
  return mapStrings(object, '$', (text, path, isKey) =>
    isKey ? escaped(text) : keptString(escaped(text), path, object, placeholders),
  ) as JsonObject;
};

/**
 * What Flux turns into the author's text: it halves `$$`, and leaves a single `$` alone. A run of n dollars before `{` (n > 1) stands
 * for n - 1 literal ones, because the author wrote one to escape.
 */
const escaped = (text: string): string =>
  text.replace(/\$\$+(\{?)/gu, (run, brace: string) => `${'$'.repeat(2 * (run.length - 2 * brace.length))}${brace}`);

/** The author's text where nothing is substituted: the dollar that escaped is gone. */
const unescaped = (text: string): string => text.replace(/\$(\$+\{)/gu, '$1');

const wholePlaceholder = /^\$\{([_a-zA-Z][_a-zA-Z0-9]*)\}$/u;

/** Types whose every value reads as a YAML string. */
const alwaysString: ReadonlySet<PlaceholderType> = new Set([
  'fqdn',
  'ipv4',
  'cidr',
  'email',
  'url',
  'path',
  'timezone',
]);

/**
 * kustomize drops quotes before Flux substitutes, so `"${PORT}"` in an env value arrives as the number 8080. `${PORT#: }` removes
 * nothing, but its `: ` makes kustomize keep the quotes (measured; DESIGN section 5).
 */
const keptString = (
  text: string,
  path: readonly (string | number)[],
  object: JsonObject,
  placeholders: readonly Placeholder[],
): string => {
  const name = wholePlaceholder.exec(text)?.[1];
  if (name === undefined) return text;
  const type = documentedPlaceholder(placeholders, name)?.type;
  if (type !== undefined && alwaysString.has(type)) return text;
  const isText = object['kind'] !== 'HelmRelease' && type !== undefined && textTypes.has(type);
  return isText || isStringField(path, object) ? `\${${name}#: }` : text;
};

/** Types of text that may read as a number, a boolean or null: wherever one stands in a plain object, a string is meant. */
const textTypes: ReadonlySet<PlaceholderType> = new Set(['string', 'base64']);

/**
 * Fields that are strings whatever is filled in: env values, arguments, maps of strings. Of a release only what app-template makes
 * such fields of: a number in its values would go through Helm, where 5242880 becomes 5.24288e+06.
 */
const isStringField = (path: readonly (string | number)[], object: JsonObject): boolean => {
  const [field, parent] = [path.at(-1)!, path.at(-2)];
  const isRelease = object['kind'] === 'HelmRelease';
  if (isRelease && path[0] !== 'metadata' && path[2] !== 'controllers') return false;
  if (isRelease && parent === 'env') return true;
  if (field === 'value' && path.at(-3) === 'env') return true;
  if (parent === 'command' || parent === 'args') return true;
  if (parent === 'annotations' || parent === 'labels' || parent === 'matchLabels') return true;
  return (
    path.length === 2 &&
    (parent === 'data' || parent === 'stringData') &&
    ['ConfigMap', 'Secret'].includes(String(object['kind']))
  );
};
