import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byCodeUnit } from '../../model/json.ts';
import { isLedgerFolder, ledgerName } from './ledger.ts';

/** What stands under the output folder. Paths are relative to the root, with `/`. */
export interface Disk {
  /** Every regular file but ledgers and leftovers, sorted. */
  files: ReadonlySet<string>;
  folders: ReadonlySet<string>;
  /** Folder → text of its ledger. */
  ledgers: ReadonlyMap<string, string>;
  /** Symbolic links: never followed. Sockets, devices and pipes: never read. */
  links: readonly string[];
  /** Temporary files that a killed run left behind. */
  leftovers: readonly string[];
  emptyFolders: readonly string[];
}

/** Name of the file that a write goes to before it is renamed. */
export const temporaryName = (process: number): string => `.keelson-${process}.tmp`;
const temporaryPattern = /^\.keelson-\d+\.tmp$/u;

/** Looks at the output folder without reading what stands there, but for ledgers; an absent folder is an empty disk. */
export const readDisk = (root: string, output: string): Disk => {
  const files = new Set<string>();
  const folders = new Set<string>();
  const ledgers = new Map<string, string>();
  const [links, leftovers, emptyFolders]: [string[], string[], string[]] = [[], [], []];
  const walk = (folder: string): void => {
    folders.add(folder);
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    if (entries.length === 0) emptyFolders.push(folder);
    for (const entry of entries.sort((left, right) => byCodeUnit(left.name, right.name))) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else if (!entry.isFile()) links.push(path);
      else if (temporaryPattern.test(entry.name)) leftovers.push(path);
      else if (entry.name === ledgerName && isLedgerFolder(folder, output)) ledgers.set(folder, textOf(root, path));
      else files.add(path);
    }
  };
  const link = linkAbove(root, output);
  if (link !== undefined) links.push(link);
  else if (lstatSync(join(root, output), { throwIfNoEntry: false })?.isDirectory()) walk(output);
  return { files, folders, ledgers, links, leftovers, emptyFolders };
};

/** The output folder, or a folder on the way to it, where that is a link. */
const linkAbove = (root: string, output: string): string | undefined => {
  const segments = output.split('/');
  return segments
    .map((_, index) => segments.slice(0, index + 1).join('/'))
    .find((path) => lstatSync(join(root, path), { throwIfNoEntry: false })?.isSymbolicLink());
};

export const textOf = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');
