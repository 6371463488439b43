import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ChangeSet, VerifiedFile } from '../../model/tree.ts';
import { readDisk, temporaryName } from './disk.ts';
import { type Ledger, ledgerName, ledgerText } from './ledger.ts';
import { ledgersOf } from './plan.ts';

/**
 * Writes a planned change set; the only place that writes under the output folder. In order:
 * 1. ledgers of changed folders name old and new hashes, so that a run killed below finds its own files again;
 * 2. each created or configured file, by a temporary file and a rename: a file is whole at every moment;
 * 3. what is no longer rendered is deleted, and folders that became empty with it;
 * 4. ledgers name the new hashes only. Unchanged files are not touched: they keep their mtime.
 */
export const apply = (root: string, output: string, changeSet: ChangeSet, files: readonly VerifiedFile[]): void => {
  const { ledgers: before, leftovers } = readDisk(root, output);
  const after = ledgersOf(files, output);
  const folders = new Set([...before.keys(), ...after.keys()]);
  const isChanged = changeSet.changes.some(({ change }) => change !== 'unchanged');
  if (isChanged) for (const folder of folders) writeLedger(root, folder, union(before.get(folder), after.get(folder)));
  for (const { path, change, after: text } of changeSet.changes)
    if ((change === 'created' || change === 'configured') && text !== undefined) replaceFile(root, path, text);
  for (const { path, change } of changeSet.changes) if (change === 'deleted') rmSync(join(root, path));
  for (const path of leftovers) rmSync(join(root, path));
  for (const folder of folders) {
    const ledger = after.get(folder);
    if (ledger !== undefined) writeLedger(root, folder, ledger);
    else rmSync(join(root, folder, ledgerName), { force: true });
  }
  for (const { path, change } of changeSet.changes) if (change === 'deleted') removeEmpty(root, dirname(path), output);
};

const union = (before: Ledger | undefined, after: Ledger | undefined): Ledger => {
  const all = new Map<string, string[]>();
  for (const [path, hashes] of [...(before ?? []), ...(after ?? [])])
    all.set(path, [...new Set([...(all.get(path) ?? []), ...hashes])]);
  return all;
};

/** Leaves a ledger that says the same alone. */
const writeLedger = (root: string, folder: string, ledger: Ledger): void => {
  const path = `${folder}/${ledgerName}`;
  const text = ledgerText(ledger);
  const exists = lstatSync(join(root, path), { throwIfNoEntry: false })?.isFile() === true;
  if (!exists || readFileSync(join(root, path), 'utf8') !== text) replaceFile(root, path, text);
};

const replaceFile = (root: string, path: string, text: string): void => {
  const target = join(root, path);
  const temporary = join(dirname(target), temporaryName(process.pid));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(temporary, text);
  renameSync(temporary, target);
};

/** Removes a folder, and those above it up to the output folder, while they are empty. */
const removeEmpty = (root: string, folder: string, output: string): void => {
  for (let at = folder; at !== output && at.startsWith(`${output}/`); at = dirname(at)) {
    const absolute = join(root, at);
    const isEmptyFolder =
      lstatSync(absolute, { throwIfNoEntry: false })?.isDirectory() && readdirSync(absolute).length === 0;
    if (!isEmptyFolder) return;
    rmdirSync(absolute);
  }
};
