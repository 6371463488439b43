import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/model/json.ts';
import { bothWays } from './both.ts';
import { type Sample, samples } from './corpus.ts';
import { drafts } from './drafts.ts';
import { hasShared, shared } from './fixture.ts';

const run = ({ workload, definition, contribution, names }: Sample) =>
  bothWays({ ...definition, workload }, contribution, names);

const schemaOf = (): { validate: ValidateFunction; keys: string[] } => {
  const schema = JSON.parse(readFileSync(join(shared, 'schemas/charts/app-template-4.1.1.schema.json'), 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true, formats: { int32: true, int64: true } });
  return { validate: ajv.compile(schema), keys: Object.keys(schema.definitions.values.properties) };
};

/** What the chart's schema has taken since 4.1.1, and its documentation says: an image as one string. */
const since4 = (values: JsonObject): JsonObject =>
  JSON.parse(JSON.stringify(values), (key, value) =>
    key === 'image' && typeof value === 'string' ? { repository: value, tag: 'none' } : value,
  );

const corpus: [string, Sample][] = [...Object.entries(samples), ...drafts()];

describe('both bodies run the same', () => {
  it.each(corpus)('%s', (_name, sample) => {
    const both = run(sample);
    expect(both.diagnostics).toEqual([]);
    expect(both.withChart.diagnostics).toEqual([]);
    expect(Object.keys(both.manifests).length).toBeGreaterThan(0);
    expect(both.chart).toEqual(both.manifests);
  });

  it('is held over at least forty workloads', () => {
    expect(Object.keys(samples).length).toBeGreaterThan(40);
  });
});

describe("the chart's own values schema, which lies beside the checkout", () => {
  it.skipIf(!hasShared)('takes the values of every workload, and knows their top-level keys', () => {
    const { validate, keys } = schemaOf();
    for (const [name, sample] of corpus) {
      const { values } = run(sample);
      validate(since4(values));
      expect(validate.errors ?? [], name).toEqual([]);
      expect(Object.keys(values).filter((key) => !keys.includes(key))).toEqual([]);
    }
  });
});

describe.skipIf(!hasShared)('the drafts of the catalogue beside the checkout', () => {
  it('are all taken', () => {
    expect(drafts().length).toBeGreaterThan(35);
  });
});
