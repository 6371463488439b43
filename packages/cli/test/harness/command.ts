/** The command as it is published: bundled into a folder of its own, run as a process, with an environment that hides the machine's. */
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { currentEnvironment, findKubeconform, installKubeconform } from '@keelson/kubeconform';
import { afterAll } from 'vitest';

export const repository = join(import.meta.dirname, '../../../..');

export interface Outcome {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  cwd?: string;
  /** Laid over the clean environment; `undefined` removes a variable. */
  env?: Readonly<Record<string, string | undefined>>;
}

export interface Keelson {
  /** Path of the bundle, for `node <path>`. */
  entry: string;
  run: (words: readonly string[], options?: RunOptions) => Promise<Outcome>;
}

const made: string[] = [];

/** A folder that is gone after the test file. */
export const temporaryFolder = (purpose: string): string => {
  const folder = mkdtempSync(join(tmpdir(), `keelson-${purpose}-`));
  made.push(folder);
  return folder;
};

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** kubeconform where it is or can be made with Go; `undefined`, with a notice, elsewhere. */
export const kubeconform = async (): Promise<string | undefined> => {
  try {
    const environment = currentEnvironment();
    return ((await findKubeconform(environment)) ?? (await installKubeconform(environment, { by: 'go' }))).path;
  } catch (error) {
    console.warn(`notice: no kubeconform, what needs it is skipped: ${String(error)}`);
    return undefined;
  }
};

/** Bundles the command from its source, so that no test sees an older build. */
export const buildKeelson = async (binary: string | undefined): Promise<Keelson> => {
  const folder = join(temporaryFolder('command'), 'cli');
  mkdirSync(folder);
  const { bundle } = await import('../../scripts/build.mjs');
  copyFileSync(join(repository, 'packages/cli/package.json'), join(folder, 'package.json'));
  await bundle(folder);
  const entry = join(folder, 'dist/keelson.js');
  const clean: Record<string, string | undefined> = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    TMPDIR: process.env['TMPDIR'],
    KEELSON_KUBECONFORM: binary,
  };
  return { entry, run: (words, { cwd, env } = {}) => runNode([entry, ...words], { cwd, env: { ...clean, ...env } }) };
};

const runNode = (
  words: readonly string[],
  { cwd, env }: { cwd: string | undefined; env: Readonly<Record<string, string | undefined>> },
): Promise<Outcome> =>
  new Promise((settle, fail) => {
    const defined = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
    const child = spawn(process.execPath, words, { cwd, env: defined, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        output[name] += text;
      });
    child.on('error', fail);
    child.on('close', (code, signal) => settle({ code, signal, ...output }));
  });
