import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findOnPath } from '../src/identify.ts';
import {
  cacheFolderOf,
  currentEnvironment,
  type Environment,
  findKubeconform,
  KubeconformError,
  kubeconformPin,
} from '../src/index.ts';
import { realBinary } from './engine.ts';

let folder: string;
let environment: Environment;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keelson-find-'));
  environment = {
    variables: {
      PATH: [join(folder, 'empty'), join(folder, 'bin')].join(delimiter),
      XDG_CACHE_HOME: join(folder, 'cache'),
    },
    platform: 'linux',
    architecture: 'x64',
    homeFolder: join(folder, 'home'),
  };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** An executable file: finding runs none of them. */
const place = async (...path: string[]): Promise<string> => {
  const file = join(folder, ...path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, 'x');
  await chmod(file, 0o755);
  return file;
};
const placeInCache = async (size = 1): Promise<string> => {
  const file = await place('cache', 'keelson', 'kubeconform', kubeconformPin.version, 'kubeconform');
  await writeFile(
    join(file, '..', 'kubeconform.json'),
    JSON.stringify({ version: kubeconformPin.version, sha256: '', size, from: 'test' }),
  );
  return file;
};

describe('findKubeconform', () => {
  it('finds nothing where there is none', async () => {
    expect(await findKubeconform(environment)).toBeUndefined();
  });

  it('prefers what is named, then PATH, then the cache', async () => {
    const cached = await placeInCache();
    expect(await findKubeconform(environment)).toEqual({
      path: cached,
      version: kubeconformPin.version,
      from: 'cache',
    });
    const onPath = await place('bin', 'kubeconform');
    expect(await findKubeconform(environment)).toEqual({ path: onPath, from: 'PATH' });
    const named = await place('elsewhere', 'kc');
    const naming = { ...environment, variables: { ...environment.variables, KEELSON_KUBECONFORM: named } };
    expect(await findKubeconform(naming)).toEqual({ path: named, from: 'KEELSON_KUBECONFORM' });
  });

  it('never replaces what is named but not there', async () => {
    await placeInCache();
    const naming = {
      ...environment,
      variables: { ...environment.variables, KEELSON_KUBECONFORM: join(folder, 'absent') },
    };
    await expect(findKubeconform(naming)).rejects.toThrow(KubeconformError);
    await expect(findKubeconform(naming)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('passes over what cannot be executed, and over a cache that is not whole', async () => {
    await chmod(await place('bin', 'kubeconform'), 0o644);
    await mkdir(join(folder, 'empty', 'kubeconform'), { recursive: true });
    await placeInCache(99);
    expect(await findKubeconform(environment)).toBeUndefined();
  });

  it('keeps its cache under the home folder where XDG_CACHE_HOME is not set', () => {
    const bare = { ...environment, variables: {} };
    expect(cacheFolderOf(bare)).toBe(join(folder, 'home', '.cache', 'keelson', 'kubeconform'));
  });
});

const binary = await realBinary();
const go = await findOnPath('go', currentEnvironment());

it.skipIf(binary === undefined || go === undefined)(
  'reads the version Go wrote into a binary, which -v does not tell',
  async () => {
    const variables = { ...process.env, KEELSON_KUBECONFORM: join(folder, 'copied') };
    const { copyFile } = await import('node:fs/promises');
    await copyFile(binary!, variables.KEELSON_KUBECONFORM);
    const found = await findKubeconform({ ...currentEnvironment(), variables });
    expect(found?.version).toMatch(/^v\d+\.\d+\.\d+$/);
  },
);
