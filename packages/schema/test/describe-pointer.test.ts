import { expect, it } from 'vitest';
import { describePointer, expressionNames, schemas } from '../src/index.ts';

it('describes a key through references, maps, lists and shapes', () => {
  expect(describePointer('app', '/storage/data/size')).toEqual({
    description: expect.stringContaining('Size of the claim'),
    example: '20Gi',
  });
  expect(describePointer('app', '/workload/controllers/server/containers/app/ports/http')).toMatchObject({
    description: 'Named ports of the container',
  });
  expect(describePointer('app', '/route/0/host')?.example).toBe('romm');
  expect(describePointer('cluster', '/overrides/games~1romm/tile/icon')).toMatchObject({ example: 'romm' });
  expect(describePointer('cluster', '/defaults/backup')).toMatchObject({ example: 'daily' });
  expect(describePointer('category', '/namespaces/games/podSecurity')).toMatchObject({ example: 'restricted' });
  expect(describePointer('placeholders', '/NFS_STORAGE_HOST/type')).toMatchObject({ example: 'host' });
});

it('gives nothing for what the format does not have', () => {
  expect(describePointer('app', '/nothing')).toBeUndefined();
  expect(describePointer('app', '/helm/values/x/y')).toBeUndefined();
  expect(describePointer('app', '')).toBeUndefined();
});

it('gives schemas that editors can read alone', () => {
  for (const schema of Object.values(schemas)) {
    const text = JSON.stringify(schema);
    const names = [...text.matchAll(/"#\/definitions\/(\w+)"/g)].map(([, name]) => name);
    expect(schema['$schema']).toBe('http://json-schema.org/draft-07/schema#');
    expect(Object.keys(schema['definitions'] as object)).toEqual(expect.arrayContaining([...new Set(names)]));
  }
});

it('lists every name once, each with its words', () => {
  const patterns = expressionNames.map(({ pattern }) => pattern);
  expect(new Set(patterns).size).toBe(patterns.length);
  expect(expressionNames.filter(({ description }) => !/\w/.test(description))).toEqual([]);
  expect(patterns.filter((pattern) => pattern.startsWith('cluster.has.')).length).toBe(11);
});
