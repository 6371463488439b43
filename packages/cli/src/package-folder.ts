import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of @keelson/cli: of the bundle in `dist/`, or of the source while it is run from there. */
const packageFolder = (): string => {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder))
    if (existsSync(join(folder, 'package.json'))) return folder;
};

export const readVersion = (): string =>
  (JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as { version: string }).version;

/** Schemas that come with the command, copied into the package when it is built. */
export const packagedSchemas = (): string => join(packageFolder(), 'schemas', 'kubernetes');

/** SHA-256 of the build that runs: the bundle and its chunks. Object files of another build are compiled again. */
export const buildIdentity = (): string => {
  const folder = dirname(fileURLToPath(import.meta.url));
  const chunks = join(folder, 'chunks');
  const files = [
    fileURLToPath(import.meta.url),
    ...(existsSync(chunks)
      ? readdirSync(chunks)
          .sort()
          .map((name) => join(chunks, name))
      : []),
  ];
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex');
};
