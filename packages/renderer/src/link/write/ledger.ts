import { createHash } from 'node:crypto';
import { byCodeUnit, isJsonObject } from '../../model/json.ts';

/** Name of the file in which a folder's owned files are recorded, one line a file, sorted; no kustomization lists it. */
export const ledgerName = '.keelson.json';

export const hashOf = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

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

export const ledgerText = (files: Ledger): string => {
  const lines = [...files]
    .sort(([left], [right]) => byCodeUnit(left, right))
    .map(([path, hashes]) => `    ${JSON.stringify(path)}: ${JSON.stringify(hashes.join(' '))}`);
  return `{\n  "version": 1,\n  "files": {\n${lines.join(',\n')}\n  }\n}\n`;
};

/** Reads a ledger's text; `undefined` when it is not one (broken by a merge, or of another version). */
export const parseLedger = (text: string): Ledger | undefined => {
  const data = parseJson(text);
  if (!isJsonObject(data) || data['version'] !== 1 || !isJsonObject(data['files'])) return undefined;
  const entries = Object.entries(data['files']);
  if (entries.some(([, hashes]) => typeof hashes !== 'string')) return undefined;
  return new Map(entries.map(([path, hashes]) => [path, String(hashes).split(' ')] as const));
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
