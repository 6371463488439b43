import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountFor, type Expected } from './account.ts';
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
const leastBundles = 8;

/**
 * Gives every document its verdict, in the order of the documents.
 *
 * 1. Documents are packed into a few files of a temporary folder: writing 6,000 files takes longer than validating them.
 *    kubeconform's report does not say which document of a file it means, so no two of one kind and name share a file.
 * 2. One process judges them all.
 * 3. What has no verdict of its own (a document kubeconform cannot read has no name) is sent again, one document a file.
 *
 * @throws {KubeconformError} as `runKubeconform`, and `report-unreadable` when a document has no verdict even then.
 */
export const checkDocuments = async (
  documents: readonly SentDocument[],
  options: Omit<RunOptions, 'files'>,
): Promise<Verdict[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'keelson-check-'));
  try {
    const told = await judge(pack(documents, folder), folder, options);
    const untold = documents.filter((document) => !told.has(document));
    const alone = await judgeAlone(untold, folder, options);
    return documents.map((document) => ({ ...(told.get(document) ?? alone.get(document)!), file: document.file }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

interface Packed extends Expected {
  document: SentDocument;
}

/** The n-th document of one kind and name goes to the n-th bundle after the one it starts from. */
const pack = (documents: readonly SentDocument[], folder: string): Packed[] => {
  const seen = new Map<string, number>();
  return documents.map((document, index) => {
    const key = JSON.stringify([document.kind, document.name]);
    const bundle = seen.get(key) ?? index % leastBundles;
    seen.set(key, bundle + 1);
    return { file: join(folder, `${bundle}.json`), kind: document.kind, name: document.name, document };
  });
};

const judge = async (
  packed: readonly Packed[],
  folder: string,
  options: Omit<RunOptions, 'files'>,
): Promise<Map<SentDocument, Verdict>> => {
  if (packed.length === 0) return new Map();
  const texts = new Map<string, string[]>();
  for (const { file, document } of packed) {
    const bundle = texts.get(file);
    if (bundle === undefined) texts.set(file, [document.text]);
    else bundle.push(document.text);
  }
  await Promise.all([...texts].map(([file, bundle]) => writeFile(file, bundle.join('\n---\n'))));
  const { verdicts } = await runKubeconform({ ...options, files: [folder] });
  const { missing, extra } = accountFor(packed, verdicts);
  const [unanswered, unasked] = [new Set<Expected>(missing), new Set(extra)];
  const byKey = new Map(
    verdicts.filter((verdict) => !unasked.has(verdict)).map((verdict) => [keyOf(verdict), verdict]),
  );
  return new Map(packed.filter((one) => !unanswered.has(one)).map((one) => [one.document, byKey.get(keyOf(one))!]));
};

const keyOf = ({ file, kind, name }: Expected): string => JSON.stringify([file, kind, name]);

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
const ofDocument = ({ kind, name }: SentDocument, own: readonly Verdict[]): Verdict => {
  const gravest = own.reduce((one, other) =>
    gravity.indexOf(other.status) > gravity.indexOf(one.status) ? other : one,
  );
  return { ...gravest, kind, name, problems: own.flatMap(({ problems }) => problems) };
};
