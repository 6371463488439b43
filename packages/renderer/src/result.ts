import { leftBehind } from './link/write/left-behind.ts';
import type { Linked, LinkOptions } from './link.ts';
import type { MergedCluster } from './model/cluster.ts';
import type { Diagnostic } from './model/diagnostic.ts';
import type { ClusterPlaceholders } from './model/placeholder-uses.ts';
import type { ChangeSet } from './model/tree.ts';

export interface RenderOptions {
  /** Absolute path of the folder that holds placeholders.yaml. */
  root: string;
  /** Name of a cluster, or the path of its file relative to the root. */
  cluster: string;
  /** False: only say what would be written (`keelson check`). */
  write: boolean;
  /** Identifies the build of Keelson: object files of another build are compiled again. */
  builder: string;
  /** What the room `unchanged` took as this run's inputs: what it comes to is kept under that. Absent: it is not kept. */
  inputs?: string;
  /** Told before each longer piece of work: `compiling 8 categories`. */
  stage?: (stage: string) => void;
  link: Pick<LinkOptions, 'force' | 'verify'>;
}

/** Figures of one run, for the summary line and the json report. */
export interface Figures {
  apps: number;
  objects: number;
  files: number;
  /** Objects that were validated in this run, and those that were proved by an earlier one (same bytes, schema and engine). */
  validated: number;
  remembered: number;
  /** `kubeconform v0.8.0` or `the embedded validator`. */
  engine: string;
  /** Kubernetes version of the schemas: `1.36.0`. */
  kubernetes: string;
}

/** What one render of one cluster came to. Figures are there once the tree was reached, a change set once all of it was proved. */
export interface RenderResult {
  cluster: string;
  diagnostics: Diagnostic[];
  changeSet?: Pick<ChangeSet, 'changes' | 'foreign'>;
  figures?: Figures;
  /** What its tree uses; absent where the tree was not reached, or was not looked at because nothing changed. */
  placeholders?: ClusterPlaceholders;
  /** Lines that have to be said aloud: which engine served, what was installed. */
  notices: string[];
}

export const faultyResult = (
  cluster: MergedCluster,
  options: RenderOptions,
  diagnostics: Diagnostic[],
): RenderResult => ({
  cluster: cluster.name === '' ? options.cluster : cluster.name,
  diagnostics,
  notices: [],
});

export const resultOf = (cluster: MergedCluster, linked: Linked, diagnostics: Diagnostic[]): RenderResult => {
  const { notices, binary: _binary, ...figures } = linked.summary;
  const changes = linked.changeSet === undefined ? {} : { changeSet: linked.changeSet };
  const placeholders = { cluster: cluster.name, table: cluster.placeholders, uses: linked.uses };
  const stays = leftBehind(linked.changeSet?.changes ?? []).map(
    (name) => `stays in the cluster: ${name}, because data stands in it; delete it by hand when nobody needs it`,
  );
  return { cluster: cluster.name, diagnostics, ...changes, figures, placeholders, notices: [...notices, ...stays] };
};
