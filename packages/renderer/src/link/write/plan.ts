import { type Diagnostic, hasErrors, type Staged } from '../../model/diagnostic.ts';
import { byCodeUnit } from '../../model/json.ts';
import type { ChangeSet, FileChange, LedgerChange, VerifiedFile } from '../../model/tree.ts';
import { type Disk, readDisk, textOf } from './disk.ts';
import { type Ledger, ledgerFolder, ledgerName, ledgersOf, ledgerText, parseLedger, union } from './ledger.ts';
import { brokenLedger, lossOf, obstacles } from './refusals.ts';

/**
 * What writing would do, without doing it. In order:
 * 1. look at what stands under the output folder and which of it is ours (`.keelson.json`);
 * 2. refuse paths over links, out of the output folder or through what is no folder;
 * 3. created / configured / unchanged for every verified file, deleted for what is ours and no longer rendered;
 * 4. refuse what would lose work: a file of ours that was edited by hand, a foreign file in the way (not with `force`);
 * 5. what ledgers have to say, on the way and in the end.
 * Foreign files elsewhere are reported and never touched.
 */
export const plan = (
  root: string,
  output: string,
  files: readonly VerifiedFile[],
  { force = false }: { force?: boolean } = {},
): Staged<ChangeSet> => {
  const disk = readDisk(root, output);
  const parsed = new Map(
    [...disk.ledgers].map(([folder, text]) => [folder, parseLedger(text, folder, output)] as const),
  );
  const owned = ownedHashes(parsed);
  const blocked = obstacles(
    files.map(({ path }) => path),
    output,
    disk,
  );
  const rendered = new Set(files.map(({ path }) => path));
  const foreign = [...disk.files].filter((path) => !rendered.has(path) && !owned.has(path));
  const leftovers = { files: [...disk.leftovers], folders: [...disk.emptyFolders] };
  if (hasErrors(blocked))
    return {
      items: { changes: [], ledgers: [], leftovers: { files: [], folders: [] }, foreign },
      diagnostics: blocked,
    };
  const changes = [
    ...files.map((file) => changeOf(file, disk, root)),
    ...[...owned.keys()]
      .filter((path) => !rendered.has(path) && disk.files.has(path))
      .map((path): FileChange => ({ path, change: 'deleted', before: textOf(root, path) })),
  ];
  const ledgers = ledgerChanges(changes, disk, parsed, ledgersOf(files, output), output);
  const diagnostics: Diagnostic[] = force
    ? []
    : [
        ...[...parsed].flatMap(([folder, ledger]) => (ledger === undefined ? [brokenLedger(folder)] : [])),
        ...changes.flatMap((change) => lossOf(change, owned.get(change.path))),
      ];
  const alone = ledgers.flatMap((ledger) => ledgerAsChange(ledger, disk));
  return {
    items: {
      changes: [...changes, ...alone].sort((left, right) => byCodeUnit(left.path, right.path)),
      ledgers,
      leftovers,
      foreign,
    },
    diagnostics,
  };
};

/** Path → hashes a file of ours may have. */
const ownedHashes = (ledgers: ReadonlyMap<string, Ledger | undefined>): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...ledgers].flatMap(([folder, ledger]) =>
      [...(ledger ?? [])].map(([path, hashes]) => [`${folder}/${path}`, hashes] as const),
    ),
  );

const changeOf = ({ path, text }: VerifiedFile, disk: Disk, root: string): FileChange => {
  if (!disk.files.has(path)) return { path, change: 'created', after: text };
  const before = textOf(root, path);
  return before === text ? { path, change: 'unchanged' } : { path, change: 'configured', before, after: text };
};

/** Ledgers that do not say yet what they have to, and those of folders in which a file changes. */
const ledgerChanges = (
  changes: readonly FileChange[],
  disk: Disk,
  before: ReadonlyMap<string, Ledger | undefined>,
  after: ReadonlyMap<string, Ledger>,
  output: string,
): LedgerChange[] => {
  const busy = new Set(
    changes.flatMap(({ path, change }) => (change === 'unchanged' ? [] : [ledgerFolder(path, output)])),
  );
  return [...new Set([...before.keys(), ...after.keys()])].sort(byCodeUnit).flatMap((folder): LedgerChange[] => {
    const ledger = after.get(folder);
    const text = ledger === undefined ? undefined : ledgerText(ledger);
    if (!busy.has(folder) && disk.ledgers.get(folder) === text) return [];
    const during = busy.has(folder) ? { during: ledgerText(union(before.get(folder), ledger)) } : {};
    return [{ path: `${folder}/${ledgerName}`, ...during, ...(text === undefined ? {} : { after: text }) }];
  });
};

/** A ledger that changes alone is a change of its own: else `check` would call a tree clean that `render` changes. */
const ledgerAsChange = ({ path, during, after }: LedgerChange, disk: Disk): FileChange[] => {
  if (during !== undefined) return [];
  const before = disk.ledgers.get(path.slice(0, path.lastIndexOf('/')));
  if (before === undefined) return [{ path, change: 'created', ...(after === undefined ? {} : { after }) }];
  return [after === undefined ? { path, change: 'deleted', before } : { path, change: 'configured', before, after }];
};
