import { asRecord, byCodeUnit } from '../json.ts';

/** One text for equal JSON: keys sorted, `$type` markers left out. */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const record = asRecord(value);
  if (!record) return JSON.stringify(value) ?? 'null';
  const entries = Object.keys(record)
    .filter((key) => key !== '$type')
    .sort(byCodeUnit)
    .map((key) => `${JSON.stringify(key)}:${canonical(record[key])}`);
  return `{${entries.join(',')}}`;
};
