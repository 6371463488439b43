import type { Diagnostic, Staged } from '../../model/diagnostic.ts';
import { byCodeUnit } from '../../model/json.ts';
import type { ChangeSet, FileChange, VerifiedFile } from '../../model/tree.ts';
import { type Disk, readDisk } from './disk.ts';
import { hashOf, ledgerFolder, ledgerName } from './ledger.ts';

/**
 * What writing would do, without doing it. In order:
 * 1. read what stands under the output folder and which of it is ours (`.keelson.json`);
 * 2. created / configured / unchanged for every verified file, deleted for what is ours and no longer rendered;
 * 3. refuse what would lose work: a file of ours that was edited by hand, a foreign file in the way, a path over a link.
 * `force` takes the rendered file in all cases but links. Foreign files elsewhere are reported and never touched.
 */
export const plan = (
  root: string,
  output: string,
  files: readonly VerifiedFile[],
  { force = false }: { force?: boolean } = {},
): Staged<ChangeSet> => {
  const disk = readDisk(root, output);
  const owned = ownedHashes(disk);
  const rendered = new Map(files.map((file) => [file.path, file.text]));
  const changes = [
    ...files.map((file) => changeOf(file, disk)),
    ...[...owned.keys()]
      .filter((path) => !rendered.has(path) && disk.files.has(path))
      .map((path) => deletion(path, disk)),
  ].sort((left, right) => byCodeUnit(left.path, right.path));
  const foreign = [...disk.files.keys()].filter((path) => !rendered.has(path) && !owned.has(path));
  const losses = force ? [] : changes.flatMap((change) => lossOf(change, owned.get(change.path)));
  return {
    items: { changes, foreign },
    diagnostics: [...links(disk, rendered, output), ...(force ? [] : brokenLedgers(disk)), ...losses],
  };
};

/** Path → hashes a file of ours may have. */
const ownedHashes = (disk: Disk): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...disk.ledgers].flatMap(([folder, ledger]) =>
      [...(ledger ?? [])]
        .filter(([path]) => !path.split('/').includes('..') && !path.startsWith('/'))
        .map(([path, hashes]) => [`${folder}/${path}`, hashes] as const),
    ),
  );

const changeOf = ({ path, text }: VerifiedFile, disk: Disk): FileChange => {
  const before = disk.files.get(path);
  if (before === undefined) return { path, change: 'created', after: text };
  return before === text ? { path, change: 'unchanged' } : { path, change: 'configured', before, after: text };
};

const deletion = (path: string, disk: Disk): FileChange => ({ path, change: 'deleted', before: disk.files.get(path)! });

const lossOf = ({ path, change, before, after }: FileChange, owned: readonly string[] | undefined): Diagnostic[] => {
  if (before === undefined || change === 'unchanged') return [];
  if (owned?.includes(hashOf(before))) return [];
  const difference = after === undefined ? 'it is no longer rendered' : firstDifference(before, after);
  return [
    {
      code: owned === undefined ? 'foreign-file' : 'hand-edited',
      severity: 'error',
      message:
        owned === undefined
          ? `${path} stands where a rendered file belongs and was not written by Keelson: ${difference}`
          : `${path} was edited by hand since it was rendered: ${difference}`,
      hint:
        owned === undefined
          ? 'Move it away, or let the rendered file replace it: keelson render --force'
          : 'Make the change in the definition, or take the rendered file: keelson render --force',
      place: { file: path, line: lineOfDifference(before, after ?? ''), column: 1 },
    },
  ];
};

const lineOfDifference = (before: string, after: string): number => {
  const [left, right] = [before.split('\n'), after.split('\n')];
  const index = left.findIndex((line, position) => line !== right[position]);
  return index === -1 ? left.length : index + 1;
};

const firstDifference = (before: string, after: string): string => {
  const line = lineOfDifference(before, after);
  const shown = (text: string): string => JSON.stringify((text.split('\n')[line - 1] ?? '').trim());
  return `line ${line} says ${shown(before)}, rendered is ${shown(after)}`;
};

const links = (disk: Disk, rendered: ReadonlyMap<string, string>, output: string): Diagnostic[] =>
  disk.links
    .filter(
      (link) =>
        link === output || rendered.has(link) || [...rendered.keys()].some((path) => path.startsWith(`${link}/`)),
    )
    .map((link) => ({
      code: 'symbolic-link',
      severity: 'error',
      message: `${link} is a symbolic link: Keelson writes into real folders only`,
      hint: 'Replace the link by a real folder.',
      place: { file: link, line: 1, column: 1 },
    }));

const brokenLedgers = (disk: Disk): Diagnostic[] =>
  [...disk.ledgers].flatMap(([folder, ledger]) =>
    ledger !== undefined
      ? []
      : [
          {
            code: 'ledger-broken' as const,
            severity: 'error' as const,
            message: `${folder}/${ledgerName} is not a list of owned files`,
            hint: 'Restore it from git, or delete it and render with --force.',
            place: { file: `${folder}/${ledgerName}`, line: 1, column: 1 },
          },
        ],
  );

/** Owned files by ledger folder, as they will be recorded. */
export const ledgersOf = (
  files: readonly VerifiedFile[],
  output: string,
): ReadonlyMap<string, Map<string, string[]>> => {
  const folders = new Map<string, Map<string, string[]>>();
  for (const { path, text } of files) {
    const folder = ledgerFolder(path, output);
    const ledger = folders.get(folder) ?? new Map<string, string[]>();
    folders.set(folder, ledger.set(path.slice(folder.length + 1), [hashOf(text)]));
  }
  return folders;
};
