import type { Diagnostic } from '../../model/diagnostic.ts';
import type { FileChange } from '../../model/tree.ts';
import type { Disk } from './disk.ts';
import { hashOf, isInside, ledgerName } from './ledger.ts';

/** Work that writing would lose: a file of ours that was edited by hand, a foreign file in the way. `owned`: hashes it may have. */
export const lossOf = (
  { path, change, before, after }: FileChange,
  owned: readonly string[] | undefined,
): Diagnostic[] => {
  if (before === undefined || change === 'unchanged' || owned?.includes(hashOf(before))) return [];
  const difference = after === undefined ? undefined : differenceOf(before, after);
  const what = difference === undefined ? 'it is no longer rendered' : inOneLine(difference);
  const isForeign = owned === undefined;
  return [
    {
      code: isForeign ? 'foreign-file' : 'hand-edited',
      severity: 'error',
      message: isForeign
        ? `${path} stands where a rendered file belongs and was not written by Keelson: ${what}`
        : `${path} was edited by hand since it was rendered: ${what}`,
      hint: isForeign
        ? 'Move it away, or let the rendered file replace it: keelson render --force'
        : 'Make the change in the definition, or take the rendered file: keelson render --force',
      place: { file: path, line: difference?.line ?? 1, column: 1 },
      ...(difference === undefined || isForeign ? {} : relatedOf(difference)),
    },
  ];
};

/** Where two texts differ: the lines between their common beginning and end. */
interface Difference {
  /** Number of the first line that differs. */
  line: number;
  before: string[];
  after: string[];
}

const differenceOf = (before: string, after: string): Difference => {
  const [left, right] = [before.split('\n'), after.split('\n')];
  const shorter = Math.min(left.length, right.length);
  let start = 0;
  while (start < shorter && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < shorter - start && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  return {
    line: start + 1,
    before: left.slice(start, left.length - end),
    after: right.slice(start, right.length - end),
  };
};

const inOneLine = ({ line, before, after }: Difference): string =>
  `line ${line} says ${quoted(before)}, rendered is ${quoted(after)}`;

const quoted = ([line]: readonly string[]): string => (line === undefined ? 'nothing' : JSON.stringify(line.trim()));

const shownLines = 10;

/** The diff, where the message does not say all of it. */
const relatedOf = ({ before, after }: Difference): Pick<Diagnostic, 'related'> => {
  if (before.length <= 1 && after.length <= 1) return {};
  const lines = [...before.map((line) => `- ${line}`), ...after.map((line) => `+ ${line}`)];
  const more = lines.length > shownLines ? [`… and ${lines.length - shownLines} more lines`] : [];
  return { related: [...lines.slice(0, shownLines), ...more].map((message) => ({ message })) };
};

/** Paths over links, out of the output folder, or through what is no folder: `force` does not help against these. */
export const obstacles = (paths: readonly string[], output: string, disk: Disk): Diagnostic[] => {
  const links = new Set(disk.links);
  const found = new Map<string, Diagnostic>();
  if (links.size > 0 && [...links].some((link) => output === link || output.startsWith(`${link}/`)))
    for (const link of links) found.set(link, symbolicLink(link));
  for (const path of paths) {
    if (!isInside(path, output)) found.set(path, outside(path, output));
    if (disk.folders.has(path)) found.set(path, inTheWay(path, 'a folder', 'a file'));
    for (let at = path; at.length > output.length; at = at.slice(0, at.lastIndexOf('/'))) {
      if (links.has(at)) found.set(at, symbolicLink(at));
      if (at !== path && disk.files.has(at)) found.set(at, inTheWay(at, 'a file', 'a folder'));
    }
  }
  return [...found.values()];
};

const symbolicLink = (link: string): Diagnostic => ({
  code: 'symbolic-link',
  severity: 'error',
  message: `${link} is a symbolic link: Keelson writes into real folders only`,
  hint: 'Replace the link by a real folder.',
  place: { file: link, line: 1, column: 1 },
});

const outside = (path: string, output: string): Diagnostic => ({
  code: 'path-outside',
  severity: 'error',
  message: `${path} would be written outside ${output}/`,
  hint: 'Correct the `area` or name that the path comes from.',
  place: { file: path, line: 1, column: 1 },
});

const inTheWay = (path: string, found: string, expected: string): Diagnostic => ({
  code: 'foreign-file',
  severity: 'error',
  message: `${path} is ${found} where ${expected} has to be`,
  hint: 'Move it away.',
  place: { file: path, line: 1, column: 1 },
});

/** A ledger that cannot be read: what is ours in its folder is unknown. */
export const brokenLedger = (folder: string): Diagnostic => ({
  code: 'ledger-broken',
  severity: 'error',
  message: `${folder}/${ledgerName} is not a list of owned files`,
  hint: 'Restore it from git, or delete it and render with --force.',
  place: { file: `${folder}/${ledgerName}`, line: 1, column: 1 },
});
