import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byCodeUnit } from '../../model/json.ts';
import { type Ledger, ledgerName, parseLedger } from './ledger.ts';

/** What stands under the output folder. Paths are relative to the root, with `/`. */
export interface Disk {
  /** Text of every file but ledgers. */
  files: ReadonlyMap<string, string>;
  /** Folder → its ledger; `undefined` for one that cannot be read. */
  ledgers: ReadonlyMap<string, Ledger | undefined>;
  /** Symbolic links: never followed. */
  links: readonly string[];
  /** Temporary files that a killed run left behind. */
  leftovers: readonly string[];
}

/** Name of the file that a write goes to before it is renamed. */
export const temporaryName = (process: number): string => `.keelson-${process}.tmp`;
const temporaryPattern = /^\.keelson-\d+\.tmp$/u;

/** Reads the output folder; an absent one is an empty disk. */
export const readDisk = (root: string, output: string): Disk => {
  const files = new Map<string, string>();
  const ledgers = new Map<string, Ledger | undefined>();
  const links: string[] = [];
  const leftovers: string[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true }).sort((left, right) =>
      byCodeUnit(left.name, right.name),
    )) {
      const path = `${folder}/${entry.name}`;
      if (entry.isSymbolicLink()) links.push(path);
      else if (entry.isDirectory()) walk(path);
      else if (temporaryPattern.test(entry.name)) leftovers.push(path);
      else if (entry.name === ledgerName) ledgers.set(folder, parseLedger(readFileSync(join(root, path), 'utf8')));
      else files.set(path, readFileSync(join(root, path), 'utf8'));
    }
  };
  const top = lstatSync(join(root, output), { throwIfNoEntry: false });
  if (top?.isSymbolicLink()) links.push(output);
  else if (top?.isDirectory()) walk(output);
  return { files, ledgers, links, leftovers };
};
