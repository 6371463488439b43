import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of @keelson/cli, above the bundle in `dist/`. */
const packageFolder = (): string => {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder))
    if (existsSync(join(folder, 'package.json'))) return folder;
};

export const readVersion = (): string =>
  (JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as { version: string }).version;

/** Schemas that come with the command, copied into the package when it is built. */
export const packagedSchemas = (): string => join(packageFolder(), 'schemas', 'kubernetes');

/** SHA-256 over the bundle that runs, written when it was made. Object files of another build are compiled again. */
export const buildIdentity = (): string => readFileSync(join(packageFolder(), 'dist', 'identity.txt'), 'utf8').trim();
