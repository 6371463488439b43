import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolderOf, type Environment, executableName } from './environment.ts';
import { KubeconformError } from './error.ts';
import { type FoundKubeconform, findInCache } from './find.ts';
import { findOnPath, type InstallRecord, recordFile } from './identify.ts';
import { installFromRelease } from './install-from-release.ts';
import { installWithGo } from './install-with-go.ts';
import { kubeconformPin } from './pin.ts';

export interface InstallOptions {
  /** Default: the pinned version. */
  version?: string;
  /** Folder of the releases, for a mirror. Default: the project's own. */
  releases?: string;
  /** Default: `go` where it is on `PATH`, else the release. */
  by?: 'go' | 'release';
}

/**
 * Puts kubeconform into Keelson's cache and says where it is; what is there already is kept.
 *
 * 1. It is built or downloaded into a new temporary folder inside the cache.
 * 2. A record with version and SHA-256 is written beside it.
 * 3. The folder is renamed to the version's name. Two runs at once both succeed: the second finds the name taken and uses it.
 *
 * @throws {KubeconformError} `install-failed`, with the end of what the tool printed.
 */
export const installKubeconform = async (
  environment: Environment,
  { version = kubeconformPin.version, releases = kubeconformPin.releases, by }: InstallOptions = {},
): Promise<FoundKubeconform> => {
  const present = await findInCache(environment, version);
  if (present !== undefined) return present;
  const cache = cacheFolderOf(environment);
  try {
    await mkdir(cache, { recursive: true });
    const folder = await mkdtemp(join(cache, `.${version}-`));
    try {
      const from = await fill(folder, version, releases, by, environment);
      await record(folder, version, from, environment);
      await settle(folder, join(cache, version), environment, version);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  } catch (error) {
    if (error instanceof KubeconformError) throw error;
    throw new KubeconformError('install-failed', `kubeconform could not be put into ${cache}: ${String(error)}`, {
      cause: error,
    });
  }
  const installed = await findInCache(environment, version);
  if (installed === undefined)
    throw new KubeconformError('install-failed', `kubeconform ${version} was put into ${cache} but is not there.`);
  return installed;
};

/** Builds or downloads into the folder. Where Go is there but fails (too old, no module proxy) the release is tried before giving up. */
const fill = async (
  folder: string,
  version: string,
  releases: string,
  by: 'go' | 'release' | undefined,
  environment: Environment,
): Promise<string> => {
  const go = by === 'release' ? undefined : await findOnPath('go', environment);
  if (go === undefined) {
    if (by === 'go') throw new KubeconformError('install-failed', 'go is not on PATH.');
    return installFromRelease(releases, folder, version, environment);
  }
  try {
    return await installWithGo(go, folder, version, environment);
  } catch (withGo) {
    if (by === 'go') throw withGo;
    return installFromRelease(releases, folder, version, environment).catch((fromRelease: unknown) => {
      throw new KubeconformError('install-failed', `${messageOf(withGo)}\nThen: ${messageOf(fromRelease)}`, {
        cause: withGo,
      });
    });
  }
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const record = async (folder: string, version: string, from: string, environment: Environment): Promise<void> => {
  const name = executableName('kubeconform', environment);
  const content = await readFile(join(folder, name)).catch((error: unknown) => {
    throw new KubeconformError('install-failed', `${from} gave no file ${name}.`, { cause: error });
  });
  await chmod(join(folder, name), 0o755);
  const written: InstallRecord = {
    version,
    sha256: createHash('sha256').update(content).digest('hex'),
    size: content.length,
    from,
  };
  await writeFile(join(folder, recordFile), `${JSON.stringify(written, undefined, 2)}\n`);
};

/** Gives the folder its name. A taken name is another run's work, unless what is there is broken: then it makes way. */
const settle = async (folder: string, target: string, environment: Environment, version: string): Promise<void> => {
  try {
    await rename(folder, target);
  } catch (error) {
    if (!isTaken(error)) throw error;
    if ((await findInCache(environment, version)) !== undefined) return;
    const aside = `${folder}-broken`;
    await rename(target, aside);
    try {
      await rename(folder, target);
    } catch (second) {
      if (!isTaken(second)) throw second;
    } finally {
      await rm(aside, { recursive: true, force: true });
    }
  }
};

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES'].includes(String(error.code));
