import { documentText, type Environment, type SentDocument, type Verdict } from '@keelson/kubeconform';
import type { MergedCluster } from '../../model/cluster.ts';
import type { Diagnostic, Staged } from '../../model/diagnostic.ts';
import type { ExpectedObject, SerializedFile } from '../../model/linked.ts';
import type { VerifiedFile } from '../../model/tree.ts';
import { chooseEngine, type Engine } from './engine.ts';
import { findingsOf, uncheckedKey } from './findings.ts';
import { proofOf, recall, remember } from './memory.ts';
import { findSchemas, type Schemas } from './schemas.ts';
import { uncheckedFindings, versionFindings } from './unchecked.ts';

export interface VerifyOptions {
  /** Absolute path of the repository's root: its `schemas/kubernetes` comes first, its `node_modules/.cache` remembers. */
  root: string;
  environment: Environment;
  /** Absolute path of the schemas that come with the command. */
  packagedSchemas: string;
  /** False: nothing is taken from memory and nothing put into it (`keelson check`). */
  remember: boolean;
  /** False: without kubeconform there is no verification, and so no tree (CI). */
  allowEmbedded: boolean;
  /** Told before something that takes long. */
  progress: (line: string) => void;
}

export interface VerifySummary {
  objects: number;
  validated: number;
  remembered: number;
  engine: string;
  kubernetes: string;
  /** Path of the kubeconform that judged; absent for the embedded validator. */
  binary?: string;
  notices: string[];
}

/**
 * Proves the tree, and is the only one to mint files that may be written.
 *
 * 1. An engine is chosen: kubeconform, installed where it is not there, else the embedded validator.
 * 2. Every object, as the cluster will see it, is sent to it, but for those it found valid before (same bytes, schema, engine).
 * 3. Every object has a verdict, or the run fails. Kinds without a schema are errors, but for those the cluster lists.
 * 4. A file is minted when all its documents were proved or let through.
 *
 * @throws {KubeconformError} when no engine can be had or run.
 */
export const verify = async (
  files: readonly SerializedFile[],
  expected: readonly ExpectedObject[],
  cluster: MergedCluster,
  options: VerifyOptions,
): Promise<Staged<VerifiedFile[]> & { summary: VerifySummary }> => {
  const schemas = await findSchemas(options.root, options.packagedSchemas);
  const engine = await chooseEngine({ ...options, locations: schemas.locations });
  const documents = expected.map(toDocument);
  const proofs = await proofsOf(documents, expected, engine, schemas);
  const known = options.remember ? await recall(options.root, cluster.name) : new Set<string>();
  const isKnown = (index: number): boolean => proofs[index] !== undefined && known.has(proofs[index]);
  const asked = documents.filter((_document, index) => !isKnown(index));
  const told = await engine.check(asked);
  const verdicts = new Map(asked.map((document, index) => [document, told[index]!]));
  const judged = judge(expected, documents, verdicts, cluster);
  if (options.remember && asked.length > 0) {
    const valid = proofs.filter((_proof, index) => (verdicts.get(documents[index]!)?.status ?? 'valid') === 'valid');
    await remember(options.root, cluster.name, new Set(valid.filter((proof) => proof !== undefined)));
  }
  return {
    items: files.filter((file) => file.documents.every((document) => judged.passed.has(document))).map(mint),
    diagnostics: [...judged.diagnostics, ...versionFindings(cluster, schemas.kubernetes)],
    summary: {
      objects: expected.length,
      validated: asked.length,
      remembered: expected.length - asked.length,
      engine: engine.name,
      kubernetes: schemas.kubernetes,
      ...(engine.binary === undefined ? {} : { binary: engine.binary }),
      notices: engine.notices,
    },
  };
};

const toDocument = ({ object, path }: ExpectedObject): SentDocument => ({
  file: path,
  kind: object.kind,
  name: object.metadata?.name ?? '',
  text: documentText(object),
});

const proofsOf = (
  documents: readonly SentDocument[],
  expected: readonly ExpectedObject[],
  { identity }: Engine,
  schemas: Schemas,
): Promise<(string | undefined)[]> =>
  Promise.all(
    documents.map(async ({ text }, index) => {
      if (identity === undefined) return undefined;
      const { apiVersion, kind } = expected[index]!.object;
      return proofOf(identity, await schemas.hashOf(apiVersion, kind), text);
    }),
  );

/** What each verdict means: a remembered object has none, because it is valid. */
const judge = (
  expected: readonly ExpectedObject[],
  documents: readonly SentDocument[],
  verdicts: ReadonlyMap<SentDocument, Verdict>,
  cluster: MergedCluster,
): { passed: ReadonlySet<ExpectedObject['document']>; diagnostics: Diagnostic[] } => {
  const passed = new Set<ExpectedObject['document']>();
  const unchecked = new Map<string, number>();
  const diagnostics = expected.flatMap((one, index) => {
    const verdict = verdicts.get(documents[index]!);
    const key = uncheckedKey(one.object);
    const isLetThrough = verdict?.reason === 'no-schema' && Object.hasOwn(cluster.definition.unchecked ?? {}, key);
    if (isLetThrough) unchecked.set(key, (unchecked.get(key) ?? 0) + 1);
    const findings = verdict === undefined || isLetThrough ? [] : findingsOf(one, verdict);
    if (findings.length === 0) passed.add(one.document);
    return findings;
  });
  return { passed, diagnostics: [...diagnostics, ...uncheckedFindings(cluster, unchecked)] };
};

/** The one place where a file becomes a verified one. */
const mint = ({ path, text }: SerializedFile): VerifiedFile => ({ path, text }) as unknown as VerifiedFile;
