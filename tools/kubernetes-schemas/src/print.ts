import { asRecord, byCodeUnit } from './json.ts';

/** Keywords in reading order; other keys (field names) by code unit. */
const keywordOrder = ['$schema', '$ref', 'type', 'const', 'enum', 'pattern', 'minimum', 'maximum', 'required'];
const lastKeywords = ['properties', 'items', 'additionalProperties', 'anyOf', 'allOf', 'oneOf', 'not', 'definitions'];
const lineWidth = 140;

const rank = (key: string): number => {
  const first = keywordOrder.indexOf(key);
  if (first >= 0) return first;
  const last = lastKeywords.indexOf(key);
  return last >= 0 ? 200 + last : 100;
};

const orderedKeys = (record: Record<string, unknown>, isMap: boolean): string[] =>
  Object.keys(record).sort((a, b) => (isMap ? 0 : rank(a) - rank(b)) || byCodeUnit(a, b));

const ordered = (value: unknown, isMap: boolean): unknown => {
  if (Array.isArray(value)) return value.map((item) => ordered(item, false));
  const record = asRecord(value);
  if (!record) return value;
  return Object.fromEntries(
    orderedKeys(record, isMap).map((key) => [
      key,
      ordered(record[key], !isMap && (key === 'properties' || key === 'definitions')),
    ]),
  );
};

const layout = (value: unknown, indent: string, lead: number): string => {
  const line = JSON.stringify(value);
  if (indent.length + lead + line.length <= lineWidth || typeof value !== 'object' || value === null) return line;
  const deeper = `${indent} `;
  if (Array.isArray(value)) {
    return `[\n${value.map((item) => deeper + layout(item, deeper, 0)).join(',\n')}\n${indent}]`;
  }
  const rows = Object.entries(value).map(([key, item]) => {
    const label = `${JSON.stringify(key)}: `;
    return `${deeper}${label}${layout(item, deeper, label.length)}`;
  });
  return `{\n${rows.join(',\n')}\n${indent}}`;
};

/** Text of a schema: stable key order, a line a field where it fits, so that a change of a field is a change of a line. */
export const printSchema = (schema: Record<string, unknown>): string => `${layout(ordered(schema, false), '', 0)}\n`;
