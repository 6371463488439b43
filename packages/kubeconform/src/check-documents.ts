import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Expected } from './account.ts';
import { KubeconformError } from './error.ts';
import { type RunOptions, runKubeconform } from './run.ts';
import type { Verdict, VerdictStatus } from './verdict.ts';

/** One document for `checkDocuments`. */
export interface SentDocument extends Expected {
  /** A label of the caller's, such as the path of the file it was rendered into; comes back in the verdict. */
  file: string;
  /** What `documentText` makes of the object. */
  text: string;
}

/** One file is read by one goroutine: eight keep every core of a usual machine busy. */
const mostBundles = 8;

/**
 * Gives every document its verdict, in the order of the documents.
 *
 * 1. Documents are packed into a few files of a temporary folder: writing 6,000 files takes longer than validating them.
 * 2. One process judges them all. Its report names file, kind and name, not which document of a file it means: that is enough
 *    where the name is the only one of its kind in the file, or all of that name are valid.
 * 3. What is left (also what kubeconform cannot read, and so has no name to it) is sent again, one document a file.
 *
 * @throws {KubeconformError} as `runKubeconform`, and `report-unreadable` when a document has no verdict even then.
 */
export const checkDocuments = async (
  documents: readonly SentDocument[],
  options: Omit<RunOptions, 'files'>,
): Promise<Verdict[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'keelson-check-'));
  try {
    const told = await judge(documents, folder, options);
    const untold = documents.filter((document) => !told.has(document));
    const alone = await judgeAlone(untold, folder, options);
    return documents.map((document) => ({ ...(told.get(document) ?? alone.get(document)!), file: document.file }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** The documents of one kind and name in one bundle, and the verdicts of that kind and name on it. */
interface Group {
  documents: SentDocument[];
  verdicts: Verdict[];
}

const judge = async (
  documents: readonly SentDocument[],
  folder: string,
  options: Omit<RunOptions, 'files'>,
): Promise<Map<SentDocument, Verdict>> => {
  const bundles: SentDocument[][] = Array.from({ length: Math.min(mostBundles, documents.length) }, () => []);
  for (const [index, document] of documents.entries()) bundles[index % bundles.length]!.push(document);
  const files = bundles.map((_bundle, index) => join(folder, `${index}.json`));
  await Promise.all(
    files.map((file, index) => writeFile(file, bundles[index]!.map(({ text }) => text).join('\n---\n'))),
  );
  const groups = new Map<string, Group>();
  for (const [index, bundle] of bundles.entries())
    for (const document of bundle) groupOf(groups, files[index]!, document).documents.push(document);
  for (const verdict of (await runKubeconform({ ...options, files })).verdicts)
    groupOf(groups, verdict.file, verdict).verdicts.push(verdict);
  return new Map(
    [...groups.values()]
      .filter(isClear)
      .flatMap(({ documents, verdicts }) => documents.map((document, index) => [document, verdicts[index]!] as const)),
  );
};

const groupOf = (groups: Map<string, Group>, file: string, { kind, name }: { kind: string; name: string }): Group => {
  const key = JSON.stringify([file, kind, name]);
  const group = groups.get(key) ?? { documents: [], verdicts: [] };
  groups.set(key, group);
  return group;
};

/** As many verdicts as documents, and it does not matter which is whose. */
const isClear = ({ documents, verdicts }: Group): boolean =>
  documents.length === verdicts.length &&
  (documents.length === 1 || verdicts.every(({ status }) => status === 'valid'));

const judgeAlone = async (
  documents: readonly SentDocument[],
  folder: string,
  options: Omit<RunOptions, 'files'>,
): Promise<Map<SentDocument, Verdict>> => {
  const files = documents.map((_document, index) => join(folder, `alone-${index}.json`));
  await Promise.all(files.map((file, index) => writeFile(file, documents[index]!.text)));
  const { verdicts } = await runKubeconform({ ...options, files });
  return new Map(
    documents.map((document, index) => {
      const own = verdicts.filter(({ file }) => file === files[index]);
      if (own.length === 0)
        throw new KubeconformError(
          'report-unreadable',
          `kubeconform said nothing of ${document.kind} ${document.name} (${document.file}).`,
        );
      return [document, ofDocument(document, own)];
    }),
  );
};

const gravity: readonly VerdictStatus[] = ['valid', 'skipped', 'invalid', 'error'];

/** The verdicts of a document's items (a `List`) as one: the gravest, with the problems of all. */
export const ofDocument = ({ kind, name }: SentDocument, own: readonly Verdict[]): Verdict => {
  const gravest = own.reduce((one, other) =>
    gravity.indexOf(other.status) > gravity.indexOf(one.status) ? other : one,
  );
  return { ...gravest, kind, name, problems: own.flatMap(({ problems }) => problems) };
};
