/**
 * The small validators and the published schemas are made from one source in two ways. Here every value of every example is
 * replaced, taken away and renamed, and both must say the same of each result.
 */
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { type FileKind, schemas, validateMerged } from '../../src/index.ts';

const junk: unknown[] = [3, -1, 1.5, 'x y', '', '1Gi', true, false, [], ['a'], {}, { a: 1 }];

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const copy = (value: Record<string, unknown>): Record<string, unknown> => structuredClone(value);

/** What a file of this kind must have, and each further key with its example. */
const examplesOf = (kind: FileKind): Record<string, unknown>[] => {
  const schema = schemas[kind];
  if (!isMap(schema['properties'])) return schema['examples'] as Record<string, unknown>[];
  const properties = Object.entries(schema['properties']).map(
    ([key, property]) => [key, (property as { examples: unknown[] }).examples[0]] as const,
  );
  const needed = [...(schema['required'] as string[]), ...(kind === 'cluster' ? ['flux'] : [])];
  const base = Object.fromEntries(properties.filter(([key]) => needed.includes(key)));
  return properties.map(([key, example]) => ({ ...base, [key]: example }));
};

const placesOf = (value: unknown, path: readonly string[] = []): (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.entries(value).flatMap(([key, part]) => placesOf(part, [...path, key]))]
    : [path];

/** Every way to spoil one value of a document. */
const spoiled = (document: Record<string, unknown>): Record<string, unknown>[] =>
  placesOf(document)
    .filter((path) => path.length > 0)
    .flatMap((path) => {
      const change = (act: (parent: Record<string, unknown>, key: string) => void) => {
        const result = copy(document);
        let parent: Record<string, unknown> = result;
        for (const key of path.slice(0, -1)) parent = parent[key] as Record<string, unknown>;
        act(parent, path.at(-1)!);
        return result;
      };
      const replaced = junk.map((value) => change((parent, key) => Object.assign(parent, { [key]: value })));
      const inMap = change((parent, key) => {
        if (Array.isArray(parent)) parent.splice(Number(key), 1);
        else delete parent[key];
      });
      const renamed = change((parent, key) => {
        if (Array.isArray(parent)) return;
        parent[`${key}z`] = parent[key];
        delete parent[key];
      });
      return [...replaced, inMap, renamed];
    });

it.each<FileKind>(['app', 'category', 'cluster'])('%s: both say the same of every spoiled example', (kind) => {
  const validate = new Ajv({ strict: false }).compile(schemas[kind]);
  const documents = examplesOf(kind).flatMap((example) => [example, ...spoiled(example)]);
  expect(documents.length).toBeGreaterThan(300);
  const verdicts = documents.map((document) => ({
    document,
    ours: validateMerged(kind, document),
    theirs: validate(document),
  }));
  expect(verdicts.filter(({ ours, theirs }) => (ours.length === 0) !== theirs)).toEqual([]);
  expect(verdicts.filter(({ theirs }) => theirs).length).toBeGreaterThan(10);
  const unworded = verdicts
    .flatMap(({ ours }) => ours)
    .filter(
      ({ message, found, expected }) => found === '' || expected === '' || /undefined|\[object|NaN/.test(message),
    );
  expect(unworded).toEqual([]);
});
