/** Folders as values: what a test compares before and after. */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { repository, temporaryFolder } from './command.ts';

/** Path → text of every file below, `node_modules` apart. */
export const readTree = (folder: string): Map<string, string> =>
  new Map(paths(folder).map((path) => [path, readFileSync(join(folder, path), 'latin1')]));

/** Path → modification time in milliseconds of every file below. */
export const readTimes = (folder: string): Map<string, number> =>
  new Map(paths(folder).map((path) => [path, statSync(join(folder, path)).mtimeMs]));

const paths = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => !path.startsWith('node_modules/'))
    .sort();

/** A copy of the small platform of the fixtures: five apps, three categories. */
export const copySmall = (): string => {
  const folder = join(temporaryFolder('small'), 'platform');
  cpSync(join(import.meta.dirname, '../fixtures/small'), folder, { recursive: true });
  return folder;
};

/** A copy of what this repository tracks under the given paths, as it is in the working tree. */
export const copyTracked = (under: readonly string[], order: 'sorted' | 'reversed' = 'sorted'): string => {
  const folder = join(temporaryFolder('repository'), 'repository');
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...under], {
    cwd: repository,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const tracked = [...new Set(listed.split('\0'))].filter((path) => path !== '' && existsSync(join(repository, path)));
  for (const path of order === 'sorted' ? tracked.sort() : tracked.sort().reverse()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    copyFileSync(join(repository, path), join(folder, path));
  }
  return folder;
};

/** What `render` reads and writes of this repository. */
export const platform = ['placeholders.yaml', 'clusters', 'apps', 'kubernetes'];

/** Replaces a text that must stand in the file exactly once. */
export const edit = (folder: string, path: string, from: string, to: string): void => {
  const text = readFileSync(join(folder, path), 'utf8');
  if (text.split(from).length !== 2) throw new Error(`${path} holds ${JSON.stringify(from)} not exactly once`);
  writeFileSync(
    join(folder, path),
    text.replace(from, () => to),
  );
};

export const write = (folder: string, path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

/** Lines that one side has and the other lacks, `path: -old` and `path: +new`; lines are compared as they are listed. */
export const changedLines = (before: Map<string, string>, after: Map<string, string>): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((path) => {
    const [left, right] = [before.get(path)?.split('\n') ?? [], after.get(path)?.split('\n') ?? []];
    if (left.length === right.length)
      return left.flatMap((line, index) =>
        line === right[index] ? [] : [`${path}: -${line.trim()}`, `${path}: +${right[index]!.trim()}`],
      );
    const [gone, come] = [left.filter((line) => !right.includes(line)), right.filter((line) => !left.includes(line))];
    return [...gone.map((line) => `${path}: -${line.trim()}`), ...come.map((line) => `${path}: +${line.trim()}`)];
  });
