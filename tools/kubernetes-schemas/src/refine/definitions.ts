/**
 * Step 3, equal parts → `definitions`.
 *
 * 1. Every sub-schema is stored once, by its canonical text.
 * 2. A part that two different parents hold, and that is longer than a reference is worth, becomes a definition.
 * 3. Definitions are named after the type they come from, else after the field.
 */
import { createHash } from 'node:crypto';
import { byCodeUnit, type Schema } from '../json.ts';
import { canonical } from './canonical.ts';
import { mapSubschemas } from './subschemas.ts';

/** Shorter parts are clearer where they stand. */
const worthSharing = 160;

interface Part {
  readonly schema: Schema;
  readonly name: string;
  holders: number;
}

const pascal = (text: string): string => {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('') || 'Part';
};

const nameOf = (schema: Schema, field: string): string =>
  typeof schema['$type'] === 'string' ? pascal(schema['$type'].replace(/^.*\//, '')) : pascal(field);

const marker = '$part';

/** Stores parts bottom-up; a stored schema holds `{ $part: key }` where its children stood. */
const store = (schema: Schema, field: string, parts: Map<string, Part>): string => {
  const shallow = mapSubschemas(schema, (child, name) => ({
    [marker]: store(child, /^(\[\]|\{\}|anyOf|allOf|oneOf)$/.test(name) ? field : name, parts),
  }));
  const key = createHash('sha256').update(canonical(shallow)).digest('hex');
  if (!parts.has(key)) {
    parts.set(key, { schema: shallow, name: nameOf(schema, field), holders: 0 });
    mapSubschemas(shallow, (child) => {
      const part = parts.get(child[marker] as string);
      if (part) part.holders += 1;
      return child;
    });
  }
  return key;
};

const named = (parts: Map<string, Part>, keys: readonly string[], taken: ReadonlySet<string>): Map<string, string> => {
  const used = new Set(taken);
  const names = new Map<string, string>();
  for (const key of keys) {
    const base = parts.get(key)?.name ?? 'Part';
    let name = base;
    for (let count = 2; used.has(name); count += 1) name = `${base}${count}`;
    used.add(name);
    names.set(key, name);
  }
  return names;
};

const whole = (key: string, parts: Map<string, Part>): Schema => {
  const { $type: _, ...schema } = parts.get(key)?.schema ?? {};
  return mapSubschemas(schema, (child) => whole(child[marker] as string, parts));
};

/** The same schema with equal parts shared and no `$type` left. `$ref`s it already holds stay as they are. */
export const shareEqualParts = (root: Schema): Schema => {
  const { definitions: recursive, ...rest } = root;
  const parts = new Map<string, Part>();
  const rootKey = store(rest, '', parts);
  const recursiveKeys = Object.entries((recursive as Record<string, Schema>) ?? {}).map(
    ([name, schema]) => [name, store(schema, name, parts)] as const,
  );
  const shared = [...parts]
    .filter(([key, part]) => part.holders > 1 && JSON.stringify(whole(key, parts)).length > worthSharing)
    .map(([key]) => key)
    .sort((a, b) => byCodeUnit(parts.get(a)?.name ?? '', parts.get(b)?.name ?? '') || byCodeUnit(a, b));
  const names = named(parts, shared, new Set(recursiveKeys.map(([name]) => name)));
  const emitted = (key: string): Schema => {
    const { $type: _, ...schema } = parts.get(key)?.schema ?? {};
    return mapSubschemas(schema, (child) => {
      const name = names.get(child[marker] as string);
      return name ? { $ref: `#/definitions/${name}` } : emitted(child[marker] as string);
    });
  };
  const definitions = [
    ...recursiveKeys.map(([name, key]) => [name, emitted(key)] as const),
    ...shared.map((key) => [names.get(key) as string, emitted(key)] as const),
  ].sort(([a], [b]) => byCodeUnit(a, b));
  const schema = emitted(rootKey);
  return definitions.length > 0 ? { ...schema, definitions: Object.fromEntries(definitions) } : schema;
};
