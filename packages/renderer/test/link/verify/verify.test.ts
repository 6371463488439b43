import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  currentEnvironment,
  type Environment,
  findKubeconform,
  installKubeconform,
  KubeconformError,
} from '@keelson/kubeconform';
import { afterEach, it as base, beforeEach, describe, expect } from 'vitest';
import { type VerifyOptions, verify } from '../../../src/link/verify/verify.ts';
import type { MergedCluster } from '../../../src/model/cluster.ts';
import type { KubernetesObject } from '../../../src/model/kubernetes.ts';
import type { ExpectedObject, SerializedFile, TreeDocument } from '../../../src/model/linked.ts';

const packagedSchemas = join(import.meta.dirname, '../../../../../schemas/kubernetes');

const hasKubeconform = await findKubeconform(currentEnvironment())
  .then((found) => found ?? installKubeconform(currentEnvironment(), { by: 'go' }))
  .then(() => true)
  .catch((error: unknown) => {
    console.warn(
      `notice: no kubeconform, the room verify is tested with the embedded validator only: ${String(error)}`,
    );
    return false;
  });

/** No kubeconform is to be had here: none on PATH, an empty cache, no Go, and no release for the platform. */
const barren = (folder: string): Environment => ({
  variables: { PATH: '', XDG_CACHE_HOME: join(folder, 'cache') },
  platform: 'sunos',
  architecture: 'x64',
  homeFolder: folder,
});

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'keelson-verify-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const configMap = (name: string, data: Record<string, unknown> = { a: '1' }): KubernetesObject =>
  ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'games' }, data }) as KubernetesObject;
const widget = (name: string): KubernetesObject => ({
  apiVersion: 'example.com/v1',
  kind: 'Widget',
  metadata: { name },
});

/** One file an object, and what the room `substitute` would make of it. */
const treeOf = (objects: readonly KubernetesObject[]): { files: SerializedFile[]; expected: ExpectedObject[] } => {
  const files = objects.map((object, index): SerializedFile => {
    const document: TreeDocument = { object, file: 'apps/games/romm/app.yaml', pointer: '/workload' };
    return { path: `kubernetes/${index}.yaml`, source: document.file, documents: [document], text: `# ${index}\n` };
  });
  return {
    files,
    expected: files.map(({ path, documents: [document] }) => ({ path, document: document!, object: document!.object })),
  };
};

const clusterOf = (definition: object = {}): MergedCluster =>
  ({
    name: 'home',
    file: 'clusters/home.yaml',
    definition: { kubernetes: '1.36.0', ...definition },
    origins: new Map(),
  }) as unknown as MergedCluster;

const run = (objects: readonly KubernetesObject[], options: Partial<VerifyOptions> = {}, cluster = clusterOf()) => {
  const { files, expected } = treeOf(objects);
  return verify(files, expected, cluster, {
    root,
    environment: currentEnvironment(),
    packagedSchemas,
    remember: true,
    allowEmbedded: false,
    progress: () => undefined,
    ...options,
  });
};

describe.each([
  ['kubeconform', (_root: string): Partial<VerifyOptions> => ({}), !hasKubeconform],
  [
    'the embedded validator',
    (folder: string): Partial<VerifyOptions> => ({ environment: barren(folder), allowEmbedded: true }),
    false,
  ],
])('verify with %s', (engine, optionsOf, isAbsent) => {
  const it = base.skipIf(isAbsent);

  it('mints every file of a sound tree and says what it did', async () => {
    const { items, diagnostics, summary } = await run([configMap('a'), configMap('b')], optionsOf(root));
    expect(items).toEqual([
      { path: 'kubernetes/0.yaml', text: '# 0\n' },
      { path: 'kubernetes/1.yaml', text: '# 1\n' },
    ]);
    expect(diagnostics).toEqual([]);
    expect(summary).toMatchObject({
      objects: 2,
      validated: 2,
      remembered: 0,
      kubernetes: '1.36.0',
      engine: expect.stringContaining(engine),
    });
  });

  it('gives each wrong field back to its author and mints all but its file', async () => {
    const bad = { ...configMap('b', { a: 1 }), dta: {}, immutble: true } as KubernetesObject;
    const { items, diagnostics } = await run([configMap('a'), bad], optionsOf(root));
    expect(items.map(({ path }) => path)).toEqual(['kubernetes/0.yaml']);
    expect(diagnostics.map(({ code, severity, origin, rendered }) => ({ code, severity, origin, rendered }))).toEqual(
      ['/dta', '/immutble', '/data/a'].map((pointer) => ({
        code: 'object-invalid',
        severity: 'error',
        origin: { file: 'apps/games/romm/app.yaml', pointer: '/workload' },
        rendered: { object: 'ConfigMap/games/b', pointer, file: 'kubernetes/1.yaml' },
      })),
    );
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'ConfigMap/games/b /dta: there is no field "dta"',
      'ConfigMap/games/b /immutble: there is no field "immutble"',
      'ConfigMap/games/b /data/a: got number, want string',
    ]);
  });

  it('refuses a kind without a schema, and names the entry that would let it through', async () => {
    const { items, diagnostics } = await run([widget('a')], optionsOf(root));
    expect(items).toEqual([]);
    expect(diagnostics).toMatchObject([
      { code: 'schema-missing', severity: 'error', hint: expect.stringContaining('Widget.example.com') },
    ]);
  });

  it('lets through what the cluster lists, and says so', async () => {
    const cluster = clusterOf({ unchecked: { 'Widget.example.com': 'alpha', ConfigMap: 'not needed' } });
    const { items, diagnostics } = await run([widget('a'), widget('b'), configMap('c')], optionsOf(root), cluster);
    expect(items).toHaveLength(3);
    expect(diagnostics).toMatchObject([
      {
        code: 'unchecked-kind',
        severity: 'note',
        message: '2 objects of Widget.example.com went unchecked: alpha',
        origin: { file: 'clusters/home.yaml', pointer: '/unchecked/Widget.example.com' },
      },
      { code: 'unused-unchecked', severity: 'warning', origin: { pointer: '/unchecked/ConfigMap' } },
    ]);
  });

  it("takes the repository's own schemas first", async () => {
    const own = join(root, 'schemas/kubernetes/example.com');
    await mkdir(own, { recursive: true });
    await writeFile(
      join(own, 'widget_v1.json'),
      JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', required: ['spec'] }),
    );
    const { diagnostics } = await run([widget('a'), configMap('b')], optionsOf(root));
    expect(diagnostics).toMatchObject([{ code: 'object-invalid', message: "Widget/a: missing property 'spec'" }]);
  });

  it('does not mint a file of which an object is unaccounted for', async () => {
    const { files, expected } = treeOf([configMap('a'), configMap('b')]);
    const { items } = await verify(files, expected.slice(1), clusterOf(), {
      root,
      environment: currentEnvironment(),
      packagedSchemas,
      remember: false,
      allowEmbedded: true,
      progress: () => undefined,
      ...optionsOf(root),
    });
    expect(items.map(({ path }) => path)).toEqual(['kubernetes/1.yaml']);
  });

  it('says that the cluster runs another Kubernetes than the schemas are of', async () => {
    const { diagnostics } = await run([configMap('a')], optionsOf(root), clusterOf({ kubernetes: '1.31.4' }));
    expect(diagnostics).toMatchObject([
      { code: 'kubernetes-differs', severity: 'warning', origin: { pointer: '/kubernetes' } },
    ]);
  });
});

describe.skipIf(!hasKubeconform)('what was proved before', () => {
  const it = base;

  it('is not sent again, until its bytes or its schema change', async () => {
    await cp(packagedSchemas, join(root, 'schemas/kubernetes'), { recursive: true });
    const counts = async (objects: readonly KubernetesObject[], options: Partial<VerifyOptions> = {}) => {
      const { items, summary } = await run(objects, options);
      return [items.length, summary.validated, summary.remembered];
    };
    expect(await counts([configMap('a'), configMap('b')])).toEqual([2, 2, 0]);
    expect(await counts([configMap('a'), configMap('b')])).toEqual([2, 0, 2]);
    expect(await counts([configMap('a'), configMap('b', { a: '2' })])).toEqual([2, 1, 1]);
    expect(await counts([configMap('a'), configMap('b', { a: '2' })], { remember: false })).toEqual([2, 2, 0]);
    await writeFile(
      join(root, 'schemas/kubernetes/v1/configmap_v1.json'),
      JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', required: ['immutable'] }),
    );
    expect(await counts([configMap('a')])).toEqual([0, 1, 0]);
    expect(await counts([configMap('a')])).toEqual([0, 1, 0]);
  });

  it('is not written by a check', async () => {
    await run([configMap('a')], { remember: false });
    expect(await readdir(root)).toEqual([]);
  });
});

describe('without kubeconform', () => {
  const it = base;

  it('the embedded validator serves loudly and its proofs are not remembered', async () => {
    const lines: string[] = [];
    const options = {
      environment: barren(root),
      allowEmbedded: true,
      progress: (line: string) => void lines.push(line),
    };
    expect((await run([configMap('a')], options)).summary.notices).toEqual([
      expect.stringContaining('embedded validator judged instead'),
    ]);
    expect((await run([configMap('a')], options)).summary.remembered).toBe(0);
    expect(lines[0]).toContain('installing');
  });

  it('there is no tree where it may not serve', async () => {
    const refused = run([configMap('a')], { environment: barren(root), allowEmbedded: false });
    await expect(refused).rejects.toThrow(KubeconformError);
    await expect(refused).rejects.toThrow('--allow-embedded');
  });

  it('a binary that was named but is not there is never replaced', async () => {
    const environment = { ...barren(root), variables: { KEELSON_KUBECONFORM: join(root, 'absent') } };
    await expect(run([configMap('a')], { environment, allowEmbedded: true })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
