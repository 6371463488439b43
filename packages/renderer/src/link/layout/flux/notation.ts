import { isJsonObject, type JsonObject, type JsonValue, valueAt } from '../../../model/json.ts';
import { wellKnown } from '../../../model/kubernetes.ts';
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
  if (!substitutes || isDisabled(object)) return mapStrings(object, unescaped, []) as JsonObject;
  return mapStrings(object, (text, path) => keptString(escaped(text), path, object, placeholders), []) as JsonObject;
};

const isDisabled = (object: JsonObject): boolean =>
  ['annotations', 'labels'].some(
    (field) => valueAt(object, `/metadata/${field}/${wellKnown.substitute.replaceAll('/', '~1')}`) === 'disabled',
  );

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
  path: readonly string[],
  object: JsonObject,
  placeholders: readonly Placeholder[],
): string => {
  const name = wholePlaceholder.exec(text)?.[1];
  if (name === undefined || !isStringField(path, object)) return text;
  const type = documentedPlaceholder(placeholders, name)?.type;
  return type !== undefined && alwaysString.has(type) ? text : `\${${name}#: }`;
};

/** Fields of plain objects that the Kubernetes API holds to be strings and that definitions feed: env values, arguments, maps of strings. */
const isStringField = (path: readonly string[], object: JsonObject): boolean => {
  const [field, parent] = [path.at(-1)!, path.at(-2)];
  if (object['kind'] === 'HelmRelease') return path[0] === 'metadata';
  if (field === 'value' && path.at(-3) === 'env') return true;
  if (parent === 'command' || parent === 'args') return true;
  if (parent === 'annotations' || parent === 'labels' || parent === 'matchLabels') return true;
  return (
    path.length === 2 &&
    (parent === 'data' || parent === 'stringData') &&
    ['ConfigMap', 'Secret'].includes(String(object['kind']))
  );
};

const mapStrings = (
  value: JsonValue,
  map: (text: string, path: readonly string[]) => string,
  path: readonly string[],
): JsonValue => {
  if (typeof value === 'string') return value.includes('$') ? map(value, path) : value;
  if (Array.isArray(value)) return value.map((item, index) => mapStrings(item, map, [...path, String(index)]));
  if (!isJsonObject(value)) return value;
  const result: JsonObject = {};
  for (const [key, item] of Object.entries(value)) result[key] = mapStrings(item, map, [...path, key]);
  return result;
};
