import { createHash } from 'node:crypto';
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { byCodeUnit } from '../model/json.ts';

/**
 * SHA-256 over name, size, inode and times of everything below the output folder. The change time cannot be set back, so an edit
 * that keeps size and modification time is seen too. `undefined` where a symbolic link stands: links are for the full run to judge.
 */
export const stateOfTree = (root: string, output: string): string | undefined => {
  const hash = createHash('sha256');
  const walk = (folder: string): boolean =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .sort((left, right) => byCodeUnit(left.name, right.name))
      .every((entry) => {
        const path = `${folder}/${entry.name}`;
        if (entry.isDirectory()) return walk(path);
        if (!entry.isFile()) return false;
        const { size, ino, mtimeMs, ctimeMs } = lstatSync(join(root, path));
        hash.update(`${path}\0${size}\0${ino}\0${mtimeMs}\0${ctimeMs}\n`);
        return true;
      });
  const isFolder = lstatSync(join(root, output), { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder && walk(output) ? hash.digest('hex') : undefined;
};
