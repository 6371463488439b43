import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { currentEnvironment, documentText, findKubeconform, installKubeconform } from '../src/index.ts';

/** The real binary, for tests: what is there, else built by Go. `undefined` (with a notice) where neither is to be had. */
export const realBinary = async (): Promise<string | undefined> => {
  const environment = currentEnvironment();
  const found = await findKubeconform(environment);
  if (found !== undefined) return found.path;
  try {
    return (await installKubeconform(environment, { by: 'go' })).path;
  } catch (error) {
    console.warn(
      `notice: no kubeconform, tests that need it are skipped: ${error instanceof Error ? error.message : String(error)}`,
    );
    return undefined;
  }
};

/** Writes documents as the caller of `runKubeconform` does: one JSON file each, named `<name>.json`. */
export const writeDocuments = async (folder: string, documents: ReadonlyMap<string, unknown>): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await Promise.all(
    [...documents].map(([name, document]) => writeFile(join(folder, `${name}.json`), documentText(document))),
  );
};
