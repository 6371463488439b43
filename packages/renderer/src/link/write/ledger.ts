import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { byCodeUnit, isJsonObject } from '../../model/json.ts';
import type { VerifiedFile } from '../../model/tree.ts';

/** Name of the file in which a folder's owned files are recorded, one line a file, sorted; no kustomization lists it. */
export const ledgerName = '.keelson.json';

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Path below the ledger's folder → hashes the file may have: one, or before and after while a write is under way. */
export type Ledger = ReadonlyMap<string, readonly string[]>;

/**
 * The folder whose ledger records a file (DESIGN section 8): each app folder, each area folder, `apps/` and `flux/` for what is
 * directly theirs (`flux/` for all below), so that two open pull requests seldom touch the same ledger.
 */
export const ledgerFolder = (path: string, output: string): string => {
  const [top, area, app, ...rest] = path.slice(output.length + 1).split('/');
  if (top !== 'apps') return `${output}/${top}`;
  if (app === undefined) return `${output}/apps`;
  return rest.length === 0 ? `${output}/apps/${area}` : `${output}/apps/${area}/${app}`;
};

/** True for a folder that may have a ledger: a file called so elsewhere is none of ours. */
export const isLedgerFolder = (folder: string, output: string): boolean =>
  ledgerFolder(`${folder}/${ledgerName}`, output) === folder;

/** True for a path that stays below the output folder and is spelled in the one way there is. */
export const isInside = (path: string, output: string): boolean =>
  path.startsWith(`${output}/`) && posix.normalize(path) === path && !path.endsWith('/') && !path.includes('\0');

export const ledgerText = (files: Ledger): string => {
  const lines = [...files]
    .sort(([left], [right]) => byCodeUnit(left, right))
    .map(([path, hashes]) => `    ${JSON.stringify(path)}: ${JSON.stringify(hashes.join(' '))}`);
  return `{\n  "version": 1,\n  "files": {\n${lines.join(',\n')}\n  }\n}\n`;
};

/**
 * Reads the text of a folder's ledger; `undefined` when it is not one (broken by a merge, or of another version). Entries for files
 * that this ledger has no say over are left out.
 */
export const parseLedger = (text: string, folder: string, output: string): Ledger | undefined => {
  const data = parseJson(text);
  if (!isJsonObject(data) || data['version'] !== 1 || !isJsonObject(data['files'])) return undefined;
  const entries = Object.entries(data['files']);
  if (entries.some(([, hashes]) => typeof hashes !== 'string')) return undefined;
  return new Map(
    entries
      .map(([path, hashes]) => [path, String(hashes).split(' ')] as const)
      .filter(
        ([path]) => isInside(`${folder}/${path}`, output) && ledgerFolder(`${folder}/${path}`, output) === folder,
      ),
  );
};

/** `undefined` stands for "not JSON": the caller reports it as a broken ledger. */
const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** Owned files by ledger folder, as they will be recorded. */
export const ledgersOf = (files: readonly VerifiedFile[], output: string): ReadonlyMap<string, Ledger> => {
  const folders = new Map<string, Map<string, string[]>>();
  for (const { path, text } of files) {
    const folder = ledgerFolder(path, output);
    const ledger = folders.get(folder) ?? new Map<string, string[]>();
    folders.set(folder, ledger.set(path.slice(folder.length + 1), [hashOf(text)]));
  }
  return folders;
};

/** Both hashes of every file that either knows. */
export const union = (before: Ledger | undefined, after: Ledger | undefined): Ledger => {
  const all = new Map<string, string[]>();
  for (const [path, hashes] of [...(before ?? []), ...(after ?? [])])
    all.set(path, [...new Set([...(all.get(path) ?? []), ...hashes])]);
  return all;
};
