import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmbeddedValidator, runKubeconform, schemaReader, type Verdict } from '../../src/index.ts';
import { realBinary, writeDocuments } from '../engine.ts';
import { documents } from '../fixtures/documents.ts';

const schemaLocations = [
  join(import.meta.dirname, '../fixtures/schemas/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json'),
];
const binary = await realBinary();

/** What the embedded engine does not repeat: why Go refused a format, a document or a schema, in Go's words. */
const comparable = ({ problems, ...verdict }: Verdict, root: string) => ({
  ...verdict,
  file: verdict.file.slice(root.length + 1),
  problems: problems.map(({ pointer, message }) => ({
    // A property's name has no place of its own in kubeconform's report: it says the root.
    pointer: message.startsWith('invalid propertyName') ? '' : pointer,
    message: message
      .replace(/(is not valid [a-z0-9-]+): [\s\S]*$/, '$1')
      .replace(/^(error unmarshalling resource|could not find schema for \w+): [\s\S]*$/, '$1'),
  })),
});

describe.skipIf(binary === undefined)('kubeconform and the embedded validator', () => {
  let folder: string;
  const fromKubeconform = new Map<string, unknown[]>();
  const fromEmbedded = new Map<string, unknown[]>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keelson-differential-'));
    await writeDocuments(folder, documents);
    const real = await runKubeconform({ binary: binary!, files: [folder], schemaLocations });
    const embedded = await createEmbeddedValidator({ readSchema: schemaReader(schemaLocations) }).validate(
      [...documents].map(([name, object]) => ({ file: join(folder, `${name}.json`), object })),
    );
    const collect = (into: Map<string, unknown[]>, verdicts: readonly Verdict[]) => {
      for (const verdict of verdicts) {
        const told = comparable(verdict, folder);
        into.set(told.file, [...(into.get(told.file) ?? []), told]);
      }
    };
    collect(fromKubeconform, real.verdicts);
    collect(fromEmbedded, embedded.verdicts);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('judges good and bad ones: both kinds are among the documents', () => {
    const statuses = [...fromKubeconform.values()].flat().map((verdict) => (verdict as Verdict).status);
    const count = (status: string) => statuses.filter((one) => one === status).length;
    expect(count('valid')).toBeGreaterThan(100);
    expect(count('invalid')).toBeGreaterThan(150);
    expect(count('error')).toBeGreaterThan(5);
  });

  it.each([...documents.keys()])('agree on %s', (name) => {
    expect(fromEmbedded.get(`${name}.json`)).toEqual(fromKubeconform.get(`${name}.json`));
    expect(fromKubeconform.get(`${name}.json`)).toBeDefined();
  });
});
