import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountFor, documentText, KubeconformError, runKubeconform } from '../src/index.ts';
import { realBinary, writeDocuments } from './engine.ts';

const schemaLocations = [
  join(import.meta.dirname, 'fixtures/schemas/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json'),
];
const configMap = (name: string, data: unknown = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});
const binary = await realBinary();

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keelson-run-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const failure = async (attempt: Promise<unknown>): Promise<KubeconformError> => {
  const error = await attempt.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof KubeconformError) return error;
  throw new Error(`expected a KubeconformError, found ${String(error)}`);
};

describe.skipIf(binary === undefined)('the real kubeconform', () => {
  const run = (files: string[]) =>
    runKubeconform({ binary: binary!, files, schemaLocations, kubernetesVersion: 'v1.36.0' });

  it('gives a verdict on every document of a folder, sorted', async () => {
    await writeDocuments(
      folder,
      new Map<string, unknown>([
        ['b', configMap('b')],
        ['a', configMap('a', { x: 1 })],
        ['c', { ...configMap('c'), kind: 'Unheard' }],
      ]),
    );
    const { verdicts } = await run([folder]);
    expect(verdicts).toEqual([
      {
        file: join(folder, 'a.json'),
        kind: 'ConfigMap',
        name: 'a',
        version: 'v1',
        status: 'invalid',
        problems: [{ pointer: '/data/x', message: 'got number, want string' }],
      },
      { file: join(folder, 'b.json'), kind: 'ConfigMap', name: 'b', version: 'v1', status: 'valid', problems: [] },
      {
        file: join(folder, 'c.json'),
        kind: 'Unheard',
        name: 'c',
        version: 'v1',
        status: 'error',
        reason: 'no-schema',
        problems: [{ pointer: '', message: 'could not find schema for Unheard' }],
      },
    ]);
  });

  it('reads YAML and JSON alike and is strict about keys given twice', async () => {
    await writeFile(
      join(folder, 'twice.yaml'),
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: "1", a: "2"}\n',
    );
    const [verdict] = (await run([join(folder, 'twice.yaml')])).verdicts;
    expect(verdict).toMatchObject({ status: 'error', reason: 'unreadable' });
  });

  it('says of a file without a document that it is empty', async () => {
    await writeFile(join(folder, 'empty.yaml'), '# nothing\n');
    expect((await run([folder])).verdicts).toMatchObject([{ status: 'error', reason: 'empty' }]);
  });

  it('stops at a path that does not exist, and the account shows what was lost', async () => {
    const file = join(folder, 'a.json');
    await writeFile(file, documentText(configMap('a')));
    const { verdicts } = await run([join(folder, 'absent.json'), file]);
    const sent = [{ file: join(folder, 'absent.json'), kind: 'ConfigMap', name: 'x' }];
    expect(accountFor(sent, verdicts).missing).toEqual(sent);
  });

  it('never passes over a file of another name in silence', async () => {
    const file = join(folder, 'a.txt');
    await writeFile(file, documentText(configMap('a')));
    const { verdicts } = await run([file]);
    expect(accountFor([{ file, kind: 'ConfigMap', name: 'a' }], verdicts).missing).toHaveLength(1);
  });

  it('takes more paths than one command line holds', async () => {
    const long = join(folder, 'x'.repeat(180));
    await mkdir(long);
    const names = Array.from({ length: 2_500 }, (_unused, index) => `${'y'.repeat(60)}${index}`);
    await writeDocuments(long, new Map(names.map((name) => [name, configMap(name.replace(/y+/, 'c'))])));
    const files = names.map((name) => join(long, `${name}.json`));
    expect(files.join(' ').length).toBeGreaterThan(600_000);
    const { verdicts } = await run(files);
    expect(verdicts.map(({ file }) => file)).toEqual([...files].sort());
    expect(verdicts.every(({ status }) => status === 'valid')).toBe(true);
  });

  it('is not started for nothing', async () => {
    expect(await runKubeconform({ binary: join(folder, 'absent'), files: [], schemaLocations })).toEqual({
      verdicts: [],
    });
  });

  it('takes a file whose name looks like an option', async () => {
    await writeDocuments(folder, new Map([['-h', configMap('a')]]));
    expect((await run([join(folder, '-h.json')])).verdicts).toMatchObject([{ status: 'valid' }]);
  });

  it('tells how it was refused, however much usage follows', async () => {
    await writeDocuments(folder, new Map([['a', configMap('a')]]));
    const error = await failure(
      runKubeconform({ binary: binary!, files: [folder], schemaLocations, concurrency: Number.NaN }),
    );
    expect(error.code).toBe('run-failed');
    expect(error.output).toContain('invalid value "NaN" for flag -n');
  });
});

describe('a process that fails', () => {
  /** A stand-in for a kubeconform that breaks: the real one cannot be made to. */
  const script = async (body: string): Promise<string> => {
    const path = join(folder, 'broken');
    await writeFile(path, `#!/bin/sh\n${body}\n`);
    await chmod(path, 0o755);
    return path;
  };
  const run = async (body: string) =>
    failure(runKubeconform({ binary: await script(body), files: [folder], schemaLocations }));

  it.skipIf(process.platform === 'win32').each([
    ['is killed', 'echo half >&2; kill -9 $$', 'run-failed', 'SIGKILL', 'half'],
    ['crashes', 'echo "panic: runtime error" >&2; exit 2', 'run-failed', 'exit code 2', 'panic: runtime error'],
    ['refuses', 'echo "failed opening" >&2; exit 1', 'run-failed', 'without a report', 'failed opening'],
    ['prints half a report', 'printf \'{"resources": [\'; exit 0', 'report-unreadable', 'not JSON', '{"resources": ['],
    ['prints nothing', 'exit 0', 'report-unreadable', 'it is empty', ''],
  ])('%s', async (_name, body, code, why, output) => {
    const error = await run(body);
    expect(error.code).toBe(code);
    expect(error.message).toContain(why);
    expect(error.output).toContain(output);
  });

  it('is not there', async () => {
    const error = await failure(runKubeconform({ binary: join(folder, 'absent'), files: [folder], schemaLocations }));
    expect(error.code).toBe('run-failed');
    expect(error.message).toContain('ENOENT');
  });

  it('would be given a version it does not take', async () => {
    const started = runKubeconform({
      binary: join(folder, 'absent'),
      files: [folder],
      schemaLocations,
      kubernetesVersion: '1.36',
    });
    expect((await failure(started)).message).toContain('three numbers');
  });

  it('would read from the network or from a relative path', async () => {
    const binaryPath = join(folder, 'absent');
    expect(
      (await failure(runKubeconform({ binary: binaryPath, files: [folder], schemaLocations: [] }))).message,
    ).toContain('schema location');
    expect((await failure(runKubeconform({ binary: binaryPath, files: ['-'], schemaLocations }))).message).toContain(
      'absolute',
    );
  });
});
