import { isJsonObject, type JsonValue } from '../../../../../model/json.ts';

/**
 * app-template runs Helm's `tpl` over env values, annotations, labels and probe specs: a `{{` of the author's is written so
 * that it comes out as `{{` again. The raw string of Go templates needs no quotes, so no YAML style can break it.
 */
export const escapeText = (text: string): string => text.replaceAll('{{', '{{ `{{` }}');

/** {@link escapeText} in every string of a value; keys are left alone. */
export const escapeValue = (value: JsonValue): JsonValue => {
  if (typeof value === 'string') return escapeText(value);
  if (Array.isArray(value)) return value.map(escapeValue);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, escapeValue(each)]));
};

/**
 * True when a string in the value holds `{{`. Fields that some versions of the chart evaluate and others do not cannot be
 * escaped for both: such a value goes by post-renderer, which no template touches.
 */
const holdsTemplate = (value: JsonValue | undefined): boolean => {
  if (typeof value === 'string') return value.includes('{{');
  if (Array.isArray(value)) return value.some(holdsTemplate);
  return isJsonObject(value) && Object.values(value).some(holdsTemplate);
};

/** Go templates' `with` takes these for nothing, and the chart leaves them out: they go by post-renderer too. */
export const isEmptyForHelm = (value: JsonValue | undefined): boolean =>
  value === 0 ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (isJsonObject(value) && Object.keys(value).length === 0);

/** Splits fields into those the chart's values have, and those that a post-renderer has to write. */
export const splitFields = (
  fields: Record<string, JsonValue>,
  known: readonly string[],
): { values: Record<string, JsonValue>; rest: Record<string, JsonValue> } => {
  const values: Record<string, JsonValue> = {};
  const rest: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(fields)) {
    const goes = known.includes(key) && !holdsTemplate(value) && !isEmptyForHelm(value);
    (goes ? values : rest)[key] = value;
  }
  return { values, rest };
};
