import { join } from 'node:path';
import { it as base, describe, expect } from 'vitest';
import { checkDocuments, checkDocumentsEmbedded, documentText, type SentDocument, schemaReader } from '../src/index.ts';
import { realBinary } from './engine.ts';

const schemaLocations = [
  join(import.meta.dirname, 'fixtures/schemas/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json'),
];
const binary = await realBinary();
const sent = (file: string, name: string, data: unknown): SentDocument => ({
  file,
  kind: 'ConfigMap',
  name,
  text: documentText({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data }),
});

const withKubeconform = (documents: SentDocument[]) => checkDocuments(documents, { binary: binary!, schemaLocations });
const embedded = (documents: SentDocument[]) =>
  checkDocumentsEmbedded(documents, { readSchema: schemaReader(schemaLocations) });

describe.each([
  ['kubeconform', withKubeconform, binary === undefined],
  ['the embedded validator', embedded, false],
])('documents checked by %s', (_engine, check, isAbsent) => {
  const it = base.skipIf(isAbsent);

  it('tells documents of one kind and name apart', async () => {
    const documents = Array.from({ length: 40 }, (_unused, index) =>
      sent(`f${index}`, index % 2 === 0 ? 'same' : 'other', { a: index % 3 === 0 ? index : 'x' }),
    );
    const verdicts = await check(documents);
    expect(verdicts.map(({ file, name, status }) => [file, name, status])).toEqual(
      documents.map(({ file, name }, index) => [file, name, index % 3 === 0 ? 'invalid' : 'valid']),
    );
  });

  it('is not misled by many of one kind without a name', async () => {
    const nameless = (index: number, data: unknown): SentDocument => ({
      file: `f${index}`,
      kind: 'ConfigMap',
      name: '',
      text: documentText({ apiVersion: 'v1', kind: 'ConfigMap', data }),
    });
    const verdicts = await check(
      Array.from({ length: 20 }, (_unused, index) => nameless(index, { a: index === 9 ? 1 : 'x' })),
    );
    expect(verdicts.map(({ problems }) => problems.length)).toEqual(
      Array.from({ length: 20 }, (_unused, index) => (index === 9 ? 2 : 1)),
    );
  });

  it('judges a List as the gravest of its items', async () => {
    const items = [
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b' }, data: 1 },
    ];
    const list = { file: 'l', kind: 'List', name: '', text: documentText({ apiVersion: 'v1', kind: 'List', items }) };
    const [verdict] = await check([list]);
    expect(verdict).toMatchObject({
      file: 'l',
      kind: 'List',
      status: 'invalid',
      problems: [{ pointer: '/data', message: 'got number, want object' }],
    });
  });
});

describe.skipIf(binary === undefined)('documents kubeconform cannot read', () => {
  base('are found among those it can', async () => {
    const broken = { ...sent('broken', 'b', {}), text: '{"kind": "ConfigMap"' };
    const lone = {
      ...sent('surrogate', 'c', {}),
      text: documentText({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { a: '\ud800' } }),
    };
    const verdicts = await withKubeconform([sent('good', 'a', {}), broken, lone, sent('last', 'd', { a: 1 })]);
    expect(verdicts.map(({ file, kind, name, status, reason }) => [file, kind, name, status, reason])).toEqual([
      ['good', 'ConfigMap', 'a', 'valid', undefined],
      ['broken', 'ConfigMap', 'b', 'error', 'unreadable'],
      ['surrogate', 'ConfigMap', 'c', 'error', 'unreadable'],
      ['last', 'ConfigMap', 'd', 'invalid', undefined],
    ]);
  });
});

base('no documents need no process', async () => {
  expect(await checkDocuments([], { binary: '/absent', schemaLocations })).toEqual([]);
});
