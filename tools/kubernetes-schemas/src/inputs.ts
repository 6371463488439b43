/**
 * Hashes of what the schemas were made from and of what came out, so that a test without the tool's packages can say
 * whether the committed schemas belong to the committed generator. Pure Node: the repository's tests import it.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byCodeUnit } from './json.ts';

/** `schemas/kubernetes/inputs.json`. */
export interface RecordedInputs {
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

const filesBelow = (folder: string, prefix = ''): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => byCodeUnit(a.name, b.name))
    .flatMap((entry) =>
      entry.isDirectory()
        ? filesBelow(join(folder, entry.name), `${prefix}${entry.name}/`)
        : [`${prefix}${entry.name}`],
    );

/** sha256 over path and content of each file, in code-unit order of the paths. */
const hashOfFiles = (folder: string, files: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const file of files) {
    const content = readFileSync(join(folder, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
};

const hashOfFolder = (folder: string): string => hashOfFiles(folder, filesBelow(folder));

/** Hashes of the generator: its pins and lockfile, its own interfaces, its source. Samples judge, they do not shape: not here. */
export const inputHashes = (tool: string): Record<string, string> => ({
  packages: hashOfFiles(tool, ['package-lock.json', 'package.json', 'tsconfig.json']),
  interfaces: hashOfFolder(join(tool, 'interfaces')),
  source: hashOfFolder(join(tool, 'src')),
});

/** Hashes of what was written: the schema files (all but `inputs.json`) and the renderer's types. */
export const outputHashes = (schemas: string, typesFile: string): Record<string, string> => ({
  schemas: hashOfFiles(
    schemas,
    filesBelow(schemas).filter((file) => file !== 'inputs.json'),
  ),
  types: createHash('sha256').update(readFileSync(typesFile)).digest('hex'),
});
