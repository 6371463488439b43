import { lstatSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { byCodeUnit } from '../../model/json.ts';
import type { ChangeSet, VerifiedFile } from '../../model/tree.ts';
import { temporaryName } from './disk.ts';
import { ledgerName } from './ledger.ts';

/** One step of writing. The run may be killed before, in or after any of them. */
export type Operation =
  | { do: 'write'; path: string; text: string }
  | { do: 'delete'; path: string }
  | { do: 'removeEmpty'; path: string };

/**
 * The steps of a planned change set. In order:
 * 1. ledgers of folders in which a file changes name old and new hashes, so that a run killed below finds its own files again;
 * 2. each created or configured file;
 * 3. what is no longer rendered is deleted, and what a killed run left behind;
 * 4. ledgers name the new hashes only;
 * 5. folders that became empty go, the deepest first.
 * Unchanged files are in none of them: they keep their mtime.
 */
export const operationsOf = (changeSet: ChangeSet, files: readonly VerifiedFile[], output: string): Operation[] => {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const { changes, ledgers, leftovers } = changeSet;
  const changed = changes.filter(({ path }) => !path.endsWith(`/${ledgerName}`));
  const removals = [
    ...changed.filter(({ change }) => change === 'deleted').map(({ path }) => path),
    ...leftovers.files,
  ];
  const goneLedgers = ledgers.filter(({ after }) => after === undefined).map(({ path }) => path);
  return [
    ...ledgers.flatMap(({ path, during }): Operation[] =>
      during === undefined ? [] : [{ do: 'write', path, text: during }],
    ),
    ...changed.flatMap(({ path, change }): Operation[] => {
      const text = change === 'created' || change === 'configured' ? texts.get(path) : undefined;
      return text === undefined ? [] : [{ do: 'write', path, text }];
    }),
    ...removals.map((path): Operation => ({ do: 'delete', path })),
    ...ledgers.map(
      ({ path, after }): Operation =>
        after === undefined ? { do: 'delete', path } : { do: 'write', path, text: after },
    ),
    ...foldersAbove([...removals, ...goneLedgers], leftovers.folders, output).map(
      (path): Operation => ({ do: 'removeEmpty', path }),
    ),
  ];
};

/** Folders that may be empty in the end, below the output folder, the deepest first. */
const foldersAbove = (gone: readonly string[], empty: readonly string[], output: string): string[] => {
  const folders = new Set<string>();
  const add = (folder: string): void => {
    for (let at = folder; at.startsWith(`${output}/`); at = posix.dirname(at)) folders.add(at);
  };
  for (const path of gone) add(posix.dirname(path));
  for (const folder of empty) add(folder);
  return [...folders].sort(
    (left, right) => right.split('/').length - left.split('/').length || byCodeUnit(left, right),
  );
};

/** Takes one step. A file is replaced by a temporary file and a rename, so that it is whole at every moment. */
export const perform = (root: string, operation: Operation): void => {
  const target = join(root, operation.path);
  if (operation.do === 'write') replaceFile(target, operation.text);
  else if (operation.do === 'delete') rmSync(target, { force: true });
  else if (isEmptyFolder(target)) rmdirSync(target);
};

/** Writes a planned change set; the only place that writes under the output folder. Texts are those that `verify` proved. */
export const apply = (root: string, output: string, changeSet: ChangeSet, files: readonly VerifiedFile[]): void => {
  for (const operation of operationsOf(changeSet, files, output)) perform(root, operation);
};

const replaceFile = (target: string, text: string): void => {
  const temporary = join(dirname(target), temporaryName(process.pid));
  try {
    writeFileSync(temporary, text);
  } catch (error) {
    // The folder is missing for one file in five: asking first would cost the other four.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(temporary, text);
  }
  renameSync(temporary, target);
};

const isEmptyFolder = (path: string): boolean =>
  lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true && readdirSync(path).length === 0;
