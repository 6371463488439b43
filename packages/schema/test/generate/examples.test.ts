/** Every example of the schemas and of the reference pages is right: held against the very schema it documents. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { type FileKind, schemas } from '../../src/index.ts';

const kinds: FileKind[] = ['app', 'category', 'cluster', 'placeholders'];

interface Documented {
  pointer: string;
  examples: unknown[];
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every property of every schema: with its description and examples, or reported. */
const walk = (schema: unknown, pointer: string, found: Documented[], bare: string[]): void => {
  if (Array.isArray(schema))
    for (const [index, part] of schema.entries()) walk(part, `${pointer}/${index}`, found, bare);
  if (!isMap(schema)) return;
  for (const [keyword, value] of Object.entries(schema)) {
    const here = `${pointer}/${keyword}`;
    if (keyword === 'examples' || keyword === 'required' || keyword === 'enum' || keyword === 'if') continue;
    if (keyword !== 'properties') {
      walk(value, here, found, bare);
      continue;
    }
    for (const [key, property] of Object.entries(value as object)) {
      const at = `${here}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      const examples = isMap(property) ? property['examples'] : undefined;
      if (
        isMap(property) &&
        typeof property['description'] === 'string' &&
        Array.isArray(examples) &&
        examples.length > 0
      )
        found.push({ pointer: at, examples });
      else bare.push(at);
      walk(property, at, found, bare);
    }
  }
};

const unfilled = (value: unknown): boolean => /<%|\$\{/.test(JSON.stringify(value));

it.each(kinds)('%s: every key has a description, and examples that are valid', (kind) => {
  const found: Documented[] = [];
  const bare: string[] = [];
  const schema = schemas[kind];
  walk(schema, '', found, bare);
  expect(bare).toEqual([]);
  expect(found.length).toBeGreaterThan(3);
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addSchema(schema, kind);
  const wrong = found.flatMap(({ pointer, examples }) =>
    examples
      .filter((example) => !unfilled(example) && !ajv.validate({ $ref: `${kind}#${encodeURI(pointer)}` }, example))
      .map((example) => ({ pointer, example, errors: ajv.errorsText() })),
  );
  expect(wrong).toEqual([]);
});

it.each(['app', 'category', 'cluster', 'placeholder'])('%s-reference.md prints examples that are YAML', (page) => {
  const text = readFileSync(join(import.meta.dirname, `../../../../docs/${page}-reference.md`), 'utf8');
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));
  expect(rows.length).toBeGreaterThan(3);
  for (const row of rows) {
    const example = /\| `([^`]*)` \|$/.exec(row)?.[1]?.replaceAll('\\|', '|') ?? '';
    expect(() => parse(`x: ${example}`), row).not.toThrow();
    expect(parse(`x: ${example}`), row).toHaveProperty('x');
  }
});
