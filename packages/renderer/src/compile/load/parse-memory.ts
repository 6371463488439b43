import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { JsonValue } from '../../model/json.ts';
import type { DefinitionFile } from '../../model/source.ts';

/** What texts were read as in an earlier run: parsing YAML is a third of a render, and a pure function of text and build. */
export interface ParseMemory {
  recall: (path: string, text: string) => DefinitionFile | undefined;
  keep: (text: string, file: DefinitionFile) => void;
  /** Writes what this run read, if any of it is new; what it did not read is forgotten. */
  save: () => void;
}

type Entry = [text: string, data: JsonValue, quoted: string[]];

const keyOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** @param builder Identifies the build of Keelson: what another one kept is not read. */
export const openParseMemory = (root: string, builder: string): ParseMemory => {
  const path = join(root, 'node_modules', '.cache', 'keelson', 'parsed.json');
  const known = read(path, builder);
  const used = new Map<string, Entry>();
  let isNew = false;
  return {
    recall: (file, written) => {
      const key = keyOf(written);
      const entry = known.get(key);
      if (entry === undefined) return undefined;
      used.set(key, entry);
      const [text, data, quoted] = entry;
      return { path: file, text, data, quoted: new Set(quoted) };
    },
    keep: (written, { text, data, quoted }) => {
      if (!survivesJson(data)) return;
      used.set(keyOf(written), [text, data, [...quoted]]);
      isNew = true;
    },
    save: () => {
      if (!isNew) return;
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.${process.pid}`, JSON.stringify({ builder, entries: [...used] }));
      renameSync(`${path}.${process.pid}`, path);
    },
  };
};

/** Numbers that JSON has no word for would come back as others. */
const survivesJson = (value: JsonValue): boolean => {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every((child) => child === undefined || survivesJson(child));
};

/** What cannot be read counts as nothing kept: then all is parsed again. */
const read = (path: string, builder: string): ReadonlyMap<string, Entry> => {
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as { builder: string; entries: [string, Entry][] };
    return new Map(kept.builder === builder ? kept.entries : []);
  } catch {
    return new Map();
  }
};
