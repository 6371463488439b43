import type { Linked, LinkOptions } from './link.ts';
import type { MergedCluster } from './model/cluster.ts';
import type { Diagnostic } from './model/diagnostic.ts';
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

/** What one render of one cluster came to. Without a change set the tree was never reached: a definition has an error. */
export interface RenderResult {
  cluster: string;
  diagnostics: Diagnostic[];
  changeSet?: ChangeSet;
  figures: Figures;
  /** Lines that have to be said aloud: which engine served, what was installed. */
  notices: string[];
}

export const emptyResult = (
  cluster: MergedCluster,
  options: RenderOptions,
  diagnostics: Diagnostic[],
): RenderResult => ({
  cluster: cluster.name === '' ? options.cluster : cluster.name,
  diagnostics,
  figures: { apps: 0, objects: 0, files: 0, validated: 0, remembered: 0, engine: '', kubernetes: '' },
  notices: [],
});

export const resultOf = (cluster: MergedCluster, linked: Linked, diagnostics: Diagnostic[]): RenderResult => {
  const { notices, ...figures } = linked.summary;
  return { cluster: cluster.name, diagnostics, changeSet: linked.changeSet, figures, notices };
};
