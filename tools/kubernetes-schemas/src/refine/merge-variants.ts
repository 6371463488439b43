import { asRecord, type Schema } from '../json.ts';
import { canonical } from './canonical.ts';

/** `A & ({a: …} | {b: …})` comes out as copies of A that differ in `required`: one object and a list of what it may require. */
export const mergeVariants = (schema: Schema): Schema => {
  const variants = schema['anyOf'];
  if (!Array.isArray(variants) || variants.length < 2) return schema;
  const objects = variants.map((variant) => asRecord(variant));
  const first = objects[0];
  if (first?.['type'] !== 'object') return schema;
  const same = objects.every(
    (variant) => variant && canonical(variant['properties']) === canonical(first['properties']),
  );
  if (!same) return schema;
  const { anyOf: _, ...rest } = schema;
  const { required: __, ...object } = first;
  const choices = [...new Set(objects.map((variant) => canonical(variant?.['required'] ?? [])))].sort();
  if (choices.includes('[]')) return { ...object, ...rest };
  return { ...object, ...rest, anyOf: choices.map((choice) => ({ required: JSON.parse(choice) as string[] })) };
};
