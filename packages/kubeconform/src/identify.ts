import { constants } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { execa } from 'execa';
import { type Environment, executableName } from './environment.ts';
import { kubeconformPin } from './pin.ts';

/** What is written beside an installed binary, as `kubeconform.json`. */
export interface InstallRecord {
  version: string;
  /** Hexadecimal SHA-256 of the binary. */
  sha256: string;
  /** Bytes of the binary. */
  size: number;
  /** `go install` or the address of the release archive. */
  from: string;
}

export const recordFile = 'kubeconform.json';

/** Whether a path is a file that this process may execute. */
export const isExecutable = async (path: string): Promise<boolean> => {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
};

/** The first executable of that name on `PATH`. */
export const findOnPath = async (name: string, environment: Environment): Promise<string | undefined> => {
  for (const folder of (environment.variables['PATH'] ?? '').split(delimiter)) {
    const candidate = join(folder, executableName(name, environment));
    if (folder !== '' && (await isExecutable(candidate))) return candidate;
  }
  return undefined;
};

/** The record beside a binary, when there is one and the binary still has the size that was recorded. */
export const readRecord = async (binary: string): Promise<InstallRecord | undefined> => {
  try {
    const record = JSON.parse(await readFile(join(dirname(binary), recordFile), 'utf8')) as InstallRecord;
    return (await stat(binary)).size === record.size ? record : undefined;
  } catch {
    return undefined;
  }
};

/** What Go wrote into a binary: the main module's version (`v0.8.0`) and content hash; nothing for another or an unversioned module. */
export const readModule = async (
  binary: string,
  environment: Environment,
): Promise<{ version: string; hash: string } | undefined> => {
  const go = await findOnPath('go', environment);
  if (go === undefined) return undefined;
  const { stdout, exitCode } = await execa(go, ['version', '-m', binary], {
    env: environment.variables,
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
  });
  const fields = stdout
    ?.split('\n')
    .map((line) => line.trim().split(/\s+/))
    .find(([label, module]) => label === 'mod' && module === kubeconformPin.module);
  const version = fields?.[2];
  return exitCode === 0 && version !== undefined && version !== '(devel)'
    ? { version, hash: fields?.[3] ?? '' }
    : undefined;
};

/**
 * The version of a binary: from the record beside it, else from what Go wrote into it. Never from `kubeconform -v`: a binary
 * made by `go install` prints `development`. `undefined` when neither is there.
 */
export const versionOf = async (binary: string, environment: Environment): Promise<string | undefined> =>
  (await readRecord(binary))?.version ?? (await readModule(binary, environment))?.version;
