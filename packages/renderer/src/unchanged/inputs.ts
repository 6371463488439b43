import { createHash, type Hash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byCodeUnit } from '../model/json.ts';

/** What a render may read, below the root: other catalogues and cluster files are possible, and then nothing is remembered. */
export const inputRoots = ['placeholders.yaml', 'clusters', 'apps', 'schemas/kubernetes'] as const;

/** Not read by a render: dependencies of workspace packages, object files, turbo's logs. */
const skipped: ReadonlySet<string> = new Set(['node_modules', '.keelson', '.turbo']);

/** SHA-256 over names and contents; `undefined` where a symbolic link stands, because what is behind it is not looked at. */
export const hashOfInputs = (root: string): string | undefined => {
  const hash = createHash('sha256');
  const isWhole = inputRoots.every((top) => addPath(hash, root, top));
  return isWhole ? hash.digest('hex') : undefined;
};

const addPath = (hash: Hash, root: string, path: string): boolean => {
  const found = lstatSync(join(root, path), { throwIfNoEntry: false });
  if (found === undefined) return true;
  if (found.isDirectory()) return addFolder(hash, root, path);
  return found.isFile() && addFile(hash, root, path);
};

const addFolder = (hash: Hash, root: string, folder: string): boolean =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .sort((left, right) => byCodeUnit(left.name, right.name))
    .filter(({ name }) => !skipped.has(name))
    .every((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return addFolder(hash, root, path);
      return entry.isFile() && addFile(hash, root, path);
    });

const addFile = (hash: Hash, root: string, path: string): boolean => {
  const bytes = readFileSync(join(root, path));
  hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  return true;
};
