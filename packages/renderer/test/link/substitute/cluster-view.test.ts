import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asClusterSees, canReadAsNonString, escapeForSubstitution } from '../../../src/link/substitute/index.ts';
import type { JsonObject } from '../../../src/model/json.ts';

interface Row {
  metadata?: JsonObject;
  spec: JsonObject;
  variables: Record<string, string>;
  strict?: boolean;
  expected?: JsonObject;
  error?: true;
}

const recorded: { rows: Row[] } = JSON.parse(readFileSync(new URL('fixtures/cluster.json', import.meta.url), 'utf8'));

const configMap = (spec: JsonObject, metadata: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'x', ...metadata },
  spec,
});

describe('what kustomize and Flux gave', () => {
  it.each(recorded.rows.map((row) => [JSON.stringify([row.spec, row.variables]), row] as const))('%s', (_, row) => {
    const view = asClusterSees(configMap(row.spec, row.metadata), row.variables, { strict: row.strict });
    if (row.error) expect(view).toHaveProperty('problems');
    else expect('object' in view ? view.object['spec'] : view.problems).toEqual(row.expected);
  });
});

const seen = (spec: JsonObject, variables: Record<string, string>): JsonObject => {
  const view = asClusterSees(configMap(spec), variables);
  if ('problems' in view) throw new Error(JSON.stringify(view.problems));
  return view.object['spec'] as JsonObject;
};

describe('asClusterSees', () => {
  it('turns quoted placeholders into numbers, booleans and null, and keeps those in the cured form', () => {
    const variables = { PORT: '8080', ON: 'true', EMPTY: '' };
    expect(seen({ a: '${PORT}', b: '${ON}', c: '${EMPTY}', d: ':${PORT}' }, variables)).toEqual({
      a: 8080,
      b: true,
      c: null,
      d: ':8080',
    });
    expect(seen({ a: '${PORT#: }', b: '${ON#: }', c: '${EMPTY#: }' }, variables)).toEqual({
      a: '8080',
      b: 'true',
      c: '',
    });
  });

  it('reports each field that is not the string that was meant', () => {
    const view = asClusterSees(
      configMap({
        env: [
          { name: 'A', value: '${PORT}' },
          { name: 'B', value: '${NOTE}' },
        ],
        c: '${OK}',
      }),
      {
        PORT: '8080',
        NOTE: 'a #b',
        OK: 'fine',
      },
    );
    expect(view).toMatchObject({
      changes: [
        { pointer: '/spec/env/0/value', written: '${PORT}', seen: 8080 },
        { pointer: '/spec/env/1/value', written: '${NOTE}', seen: 'a' },
      ],
    });
  });

  it('names the string that breaks the object', () => {
    expect(asClusterSees(configMap({ a: '${GOOD}', b: '${BAD}' }), { GOOD: 'x', BAD: '*/5 * * * *' })).toMatchObject({
      problems: [{ pointer: '/spec/b' }],
    });
    expect(asClusterSees(configMap({ a: { 'b/c': 'echo ${x[@]}' } }), { A: '1' })).toMatchObject({
      problems: [{ pointer: '/spec/a/b~1c' }],
    });
    expect(asClusterSees(configMap({ a: '${GONE}' }), { A: '1' }, { strict: true })).toMatchObject({
      problems: [{ pointer: '/spec/a', message: expect.stringContaining('GONE') }],
    });
  });

  it('takes a Flux variable name only', () => {
    expect(asClusterSees(configMap({}), { 'a-b': 'x' })).toMatchObject({ problems: [{ pointer: '' }] });
  });

  it('leaves all as it is without variables or when disabled', () => {
    const object = configMap({ a: '$${X} ${Y' });
    expect(asClusterSees(object, {})).toEqual({ object, changes: [] });
    const disabled = configMap({ a: '${A}' }, { labels: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' } });
    expect(asClusterSees(disabled, { A: '1' })).toEqual({ object: disabled, changes: [] });
  });

  it('does not change the object given', () => {
    const object = configMap({ a: ['${A}', { b: '${A}' }] });
    const before = structuredClone(object);
    asClusterSees(object, { A: '1' });
    expect(object).toEqual(before);
  });

  const text = fc.oneof(
    fc.string(),
    fc
      .array(fc.constantFrom('$', '${A}', 'a', ' ', ': ', '#', "'", '"', '\\', '\n', '8', '-', 'é', '😀', '\t'), {
        maxLength: 12,
      })
      .map((parts) => parts.join('')),
  );

  it('never throws', () => {
    fc.assert(
      fc.property(fc.dictionary(text, text), text, (spec, value) => {
        const view = asClusterSees(configMap(spec), { A: value });
        expect('object' in view || view.problems.length > 0).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives back escaped strings, whatever quotes kustomize chose', () => {
    fc.assert(
      fc.property(text, (value) => {
        fc.pre(!value.includes('\r'));
        expect(seen({ a: escapeForSubstitution(value) }, { A: 'x' })).toEqual({ a: value });
      }),
      { numRuns: 1000 },
    );
  });

  it('agrees with canReadAsNonString', () => {
    fc.assert(
      fc.property(text, (value) => {
        fc.pre(!canReadAsNonString(value) && !value.includes('\n'));
        expect(seen({ a: '${A}' }, { A: value })).toEqual({ a: value });
      }),
      { numRuns: 1000 },
    );
  });
});
