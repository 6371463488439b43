import type { JsonObject, JsonPointer, JsonValue } from '../../model/json.ts';
import { childPointer, isJsonObject } from '../../model/json.ts';
import { appMarkerPattern } from '../../model/names.ts';
import type { Placeholder } from '../../model/placeholder.ts';
import { documentedPlaceholder } from '../../model/placeholder.ts';
import { placeholderNameAt, placeholderSpans } from '../../model/placeholder-spans.ts';

const markerExamples: Readonly<Record<string, string>> = {
  url: 'https://app.example.com',
  host: 'app.example.com',
  namespace: 'default',
};

/** A value of the type a placeholder is said to have, where YAML would read its text as one. */
const typedExample = (row: Placeholder): JsonValue | undefined => {
  if (row.type === 'port' || row.type === 'integer') return Number(row.example);
  return row.type === 'boolean' ? row.example === 'true' : undefined;
};

/** Text as the cluster sees it: `$${X}` is the literal `${X}`, a placeholder its example, a marker an example of its kind. */
const exampleText = (text: string, table: readonly Placeholder[]): string => {
  const unmarked = text.includes('\u0001')
    ? text.replace(appMarkerPattern, (_marker, _app: string, name: string) => markerExamples[name] ?? 'example')
    : text;
  if (!unmarked.includes('${')) return unmarked;
  let result = '';
  let from = 0;
  for (const { start, end, name } of placeholderSpans(unmarked)) {
    result += unmarked.slice(from, start);
    result +=
      name === undefined ? unmarked.slice(start + 1, end) : (documentedPlaceholder(table, name)?.example ?? 'x');
    from = end;
  }
  return result + unmarked.slice(from);
};

interface Examples {
  data: JsonValue;
  /** What stands where one placeholder is the whole value, as its type has it. */
  typed: ReadonlyMap<JsonPointer, JsonValue>;
}

const replaceAll = (definition: JsonValue, table: readonly Placeholder[]): Examples => {
  const typed = new Map<JsonPointer, JsonValue>();
  const visit = (value: JsonValue, pointer: JsonPointer): JsonValue => {
    if (typeof value === 'string') {
      if (!value.includes('${') && !value.includes('\u0001')) return value;
      const name = placeholderNameAt(value);
      const row = name === undefined ? undefined : documentedPlaceholder(table, name);
      const example = row === undefined ? undefined : typedExample(row);
      if (example !== undefined) typed.set(pointer, example);
      return exampleText(value, table);
    }
    if (Array.isArray(value)) {
      const items = value.map((item, index) => visit(item, `${pointer}/${index}`));
      return items.some((item, index) => item !== value[index]) ? items : value;
    }
    if (!isJsonObject(value)) return value;
    let changed = false;
    const entries = Object.entries(value).map(([key, item]): [string, JsonValue] => {
      const next = visit(item, childPointer(pointer, key));
      changed ||= next !== item;
      return [key, next];
    });
    return changed ? Object.fromEntries(entries) : value;
  };
  return { data: visit(definition, ''), typed };
};

const withValues = (
  value: JsonValue,
  values: ReadonlyMap<JsonPointer, JsonValue>,
  pointer: JsonPointer = '',
): JsonValue => {
  const known = values.get(pointer);
  if (known !== undefined) return known;
  if (Array.isArray(value)) return value.map((item, index) => withValues(item, values, `${pointer}/${index}`));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    withValues(item, values, childPointer(pointer, key)),
  ]);
  return Object.fromEntries(entries) as JsonObject;
};

/**
 * A definition with example values for its placeholders. `validate` runs a check on it with strings, and once more with a
 * number or boolean at the places where the check refused the string and the placeholder is of such a type.
 */
export const asExamples = (definition: JsonObject, table: readonly Placeholder[]) => {
  const { data, typed } = replaceAll(definition, table);
  const validate = <Problem extends { pointer: JsonPointer }>(run: (data: JsonValue) => Problem[]): Problem[] => {
    const problems = run(data);
    const refused = new Map([...typed].filter(([pointer]) => problems.some((problem) => problem.pointer === pointer)));
    return refused.size === 0 ? problems : run(withValues(data, refused));
  };
  return { validate };
};
