import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { byCodeUnit } from '../../model/json.ts';
import type { CarriedFile } from '../../model/source.ts';
import type { ParseMemory } from './parse-memory.ts';

/** Files are read at once, not by promises: for thousands of small files that is several times as fast (measured). */
export interface Reader {
  /** Absolute path of the root. */
  root: string;
  diagnostics: Diagnostic[];
  /** `category` and `category/app` that were left out because of an error. */
  faulty: Set<string>;
  /** What texts were read as before; absent: nothing is taken from there and nothing kept. */
  memory?: ParseMemory;
}

/** `absolute` as it stands in Sources: relative to the root, with `/`. */
export const pathInSources = (reader: Reader, absolute: string): string =>
  relative(reader.root, absolute).split(sep).join('/');

/** True when `path` is `folder` or lies in it, both absolute. */
export const isInside = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
};

/** Like `realpath`, but `undefined` where nothing stands. */
export const realPathOf = (path: string): string | undefined => {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
};

export const report = (
  reader: Reader,
  code: 'file-missing' | 'path-outside' | 'yaml-syntax',
  file: string,
  message: string,
  hint: string,
): void => {
  const place = { file, line: 1, column: 1 };
  reader.diagnostics.push({ code, severity: 'error', message, hint, origin: { file, pointer: '' }, place });
};

const reasonOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);

/** Bytes of a file, or `undefined` with a diagnostic. */
export const readBytes = (reader: Reader, absolute: string): Buffer | undefined => {
  try {
    return readFileSync(absolute);
  } catch (error) {
    const path = pathInSources(reader, absolute);
    report(reader, 'file-missing', path, `cannot read ${path}: ${reasonOf(error)}`, 'Make it a readable file.');
    return undefined;
  }
};

/** Text of a UTF-8 file, without a byte order mark, or `undefined` with a diagnostic. */
export const readText = (reader: Reader, absolute: string): string | undefined => {
  const bytes = readBytes(reader, absolute);
  if (bytes === undefined) return undefined;
  const text = decode(bytes);
  if (text !== undefined) return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const path = pathInSources(reader, absolute);
  report(reader, 'yaml-syntax', path, `${path} is not UTF-8 text`, 'Save it as UTF-8.');
  return undefined;
};

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const decode = (bytes: Buffer): string | undefined => {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
};

export interface FolderEntry {
  name: string;
  folder: boolean;
}

/**
 * Folders and plain files of a folder, sorted by code unit; nothing when it does not exist. A symbolic link is refused with
 * `path-outside` (DESIGN section 8: links are not followed); hidden entries and `node_modules` are passed over.
 */
export const entriesOf = (reader: Reader, absolute: string): FolderEntry[] => {
  let found: import('node:fs').Dirent[];
  try {
    found = readdirSync(absolute, { withFileTypes: true });
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(reasonOf(error))) return [];
    const path = pathInSources(reader, absolute);
    report(reader, 'file-missing', path, `cannot list ${path}: ${reasonOf(error)}`, 'Make it a readable folder.');
    return [];
  }
  const entries: FolderEntry[] = [];
  for (const entry of found) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    if (entry.isSymbolicLink()) {
      const path = pathInSources(reader, join(absolute, entry.name));
      report(
        reader,
        'path-outside',
        path,
        `${path} is a symbolic link, expected a file or folder`,
        'Put the file itself there.',
      );
    } else if (entry.isDirectory() || entry.isFile()) entries.push({ name: entry.name, folder: entry.isDirectory() });
  }
  return entries.sort((left, right) => byCodeUnit(left.name, right.name));
};

/** Every file below a folder: path relative to it with `/` → what it holds. Sorted. */
export const filesBelow = (reader: Reader, folder: string): Map<string, CarriedFile> => {
  const files = new Map<string, CarriedFile>();
  const visit = (absolute: string, prefix: string): void => {
    for (const entry of entriesOf(reader, absolute)) {
      const path = join(absolute, entry.name);
      if (entry.folder) visit(path, `${prefix}${entry.name}/`);
      else {
        const bytes = readBytes(reader, path);
        if (bytes === undefined) continue;
        const text = decode(bytes);
        const content = text === undefined ? { base64: bytes.toString('base64') } : { text };
        files.set(`${prefix}${entry.name}`, { path: pathInSources(reader, path), ...content });
      }
    }
  };
  visit(folder, '');
  return files;
};

/** Resolves a written path against a folder and refuses what leaves `limit` (real paths, so no link can lead out). */
export const resolveInside = (limit: string, folder: string, written: string): string | undefined => {
  const path = resolve(folder, written);
  const real = realPathOf(path) ?? path;
  const realLimit = realPathOf(limit) ?? limit;
  return isInside(realLimit, real) && isInside(resolve(limit), path) ? path : undefined;
};
