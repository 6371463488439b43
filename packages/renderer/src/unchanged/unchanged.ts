import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import { hashOfInputs, inputRoots } from './inputs.ts';
import { stateOfTree } from './tree-state.ts';

/*
 * The room `unchanged`: rendering is a pure function, so a run whose inputs and tree are those of the last good run comes to what
 * that one came to. It loads nothing of the renderer.
 *  1. inputs: SHA-256 over the contents of everything a render may read, the build, and where kubeconform is looked for;
 *  2. the tree: names, sizes and times of all files below the output folder (as git's index does);
 *  3. the kubeconform that judged is still the same file.
 * Remembered only for a run without an error that took its inputs from the roots of `inputs.ts`; kept under node_modules/.cache.
 */

/** What a finished run of one cluster came to, as far as reporters ask. */
export interface RememberedRun<Figures> {
  output: string;
  diagnostics: Diagnostic[];
  /** Every rendered file. */
  paths: string[];
  foreign: string[];
  figures: Figures;
  /** Path of the kubeconform that judged. */
  binary: string;
}

interface Memory {
  inputs: string;
  /** All clusters of the root, in the order they are worked on. */
  clusters?: string[];
  runs: Record<string, RememberedRun<unknown> & { tree: string; binaryState: string }>;
}

/** What the run depends on beside files: the build, and the variables that say where kubeconform is. */
export interface Surroundings {
  root: string;
  builder: string;
  variables: Readonly<Record<string, string | undefined>>;
}

const memoryPath = (root: string): string => join(root, 'node_modules', '.cache', 'keelson', 'unchanged.json');

/** Taken before anything is read for the run: a file that changes meanwhile makes the next run a full one. */
export const inputsOf = ({ root, builder, variables }: Surroundings): string | undefined => {
  const files = hashOfInputs(root);
  if (files === undefined) return undefined;
  const places = ['PATH', 'KEELSON_KUBECONFORM', 'XDG_CACHE_HOME', 'HOME', 'CI'].map((name) => variables[name] ?? null);
  return createHash('sha256')
    .update(JSON.stringify([builder, files, places]))
    .digest('hex');
};

/** Each named cluster's last run (all clusters of the root when none is named), if nothing changed since; `undefined` otherwise. */
export const recallRuns = <Figures>(
  root: string,
  inputs: string,
  named: readonly string[],
): [cluster: string, run: RememberedRun<Figures>][] | undefined => {
  const memory = read(root);
  if (memory?.inputs !== inputs) return undefined;
  const clusters = named.length > 0 ? named : memory.clusters;
  const found = clusters?.map((cluster) => [cluster, memory.runs[cluster]] as const) ?? [];
  if (found.length === 0) return undefined;
  const same: [string, RememberedRun<Figures>][] = [];
  for (const [cluster, run] of found) {
    if (run === undefined || run.binaryState !== stateOfFile(run.binary)) return undefined;
    if (run.tree !== stateOfTree(root, run.output)) return undefined;
    same.push([cluster, run as RememberedRun<Figures>]);
  }
  return same;
};

/** Keeps what a run came to. `sources` are the files it read: one outside the roots that `inputs` covers, and nothing is kept. */
export const rememberRun = (
  root: string,
  inputs: string,
  cluster: string,
  run: RememberedRun<unknown>,
  sources: readonly string[],
): void => {
  if (!sources.every((path) => inputRoots.some((top) => path === top || path.startsWith(`${top}/`)))) return;
  const tree = stateOfTree(root, run.output);
  const binaryState = stateOfFile(run.binary);
  if (tree === undefined || binaryState === undefined) return;
  const memory = read(root);
  const kept = memory?.inputs === inputs ? memory : { inputs, runs: {} };
  save(root, { ...kept, runs: { ...kept.runs, [cluster]: { ...run, tree, binaryState } } });
};

/** Keeps which clusters the root has, beside the runs that were kept. */
export const rememberClusters = (root: string, inputs: string, clusters: readonly string[]): void => {
  const memory = read(root);
  if (memory?.inputs === inputs) save(root, { ...memory, clusters: [...clusters] });
};

const stateOfFile = (path: string): string | undefined => {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? undefined : `${found.size} ${found.mtimeMs} ${found.ctimeMs} ${found.ino}`;
};

/** What cannot be read counts as nothing remembered: then all is done again. */
const read = (root: string): Memory | undefined => {
  try {
    return JSON.parse(readFileSync(memoryPath(root), 'utf8')) as Memory;
  } catch {
    return undefined;
  }
};

const save = (root: string, memory: Memory): void => {
  const path = memoryPath(root);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.${process.pid}`, JSON.stringify(memory));
  renameSync(`${path}.${process.pid}`, path);
};
