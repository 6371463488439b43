import { join } from 'node:path';
import { cacheFolderOf, type Environment, executableName } from './environment.ts';
import { KubeconformError } from './error.ts';
import { findOnPath, isExecutable, readRecord, versionOf } from './identify.ts';
import { kubeconformPin } from './pin.ts';

export interface FoundKubeconform {
  /** Path of the binary. */
  path: string;
  /** `v0.8.0`; absent when the binary does not say which it is. */
  version?: string;
  from: 'KEELSON_KUBECONFORM' | 'PATH' | 'cache';
}

/** The binary in Keelson's own cache, when it is there whole (its record is written before the folder gets its name). */
export const findInCache = async (environment: Environment, version: string): Promise<FoundKubeconform | undefined> => {
  const path = join(cacheFolderOf(environment), version, executableName('kubeconform', environment));
  const record = (await isExecutable(path)) ? await readRecord(path) : undefined;
  return record === undefined ? undefined : { path, version: record.version, from: 'cache' };
};

/**
 * Looks for kubeconform: `KEELSON_KUBECONFORM`, then `PATH`, then Keelson's own cache at the pinned version.
 * @returns `undefined` when there is none.
 * @throws {KubeconformError} `not-found` when `KEELSON_KUBECONFORM` names something that cannot be executed: what a person
 * asked for is never silently replaced.
 */
export const findKubeconform = async (environment: Environment): Promise<FoundKubeconform | undefined> => {
  const named = environment.variables['KEELSON_KUBECONFORM'];
  if (named !== undefined && named !== '') {
    if (!(await isExecutable(named)))
      throw new KubeconformError(
        'not-found',
        `KEELSON_KUBECONFORM names ${named}, which is not an executable file. Correct the variable or unset it.`,
      );
    return { path: named, ...(await versionField(named, environment)), from: 'KEELSON_KUBECONFORM' };
  }
  const onPath = await findOnPath('kubeconform', environment);
  if (onPath !== undefined) return { path: onPath, ...(await versionField(onPath, environment)), from: 'PATH' };
  return findInCache(environment, kubeconformPin.version);
};

const versionField = async (path: string, environment: Environment): Promise<{ version?: string }> => {
  const version = await versionOf(path, environment);
  return version === undefined ? {} : { version };
};
