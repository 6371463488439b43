import type { MergedCluster } from '../../model/cluster.ts';
import type { CompiledApp, CompiledObject } from '../../model/compiled.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { JsonObject } from '../../model/json.ts';
import type { ObjectMeta } from '../../model/kubernetes.ts';
import type { EvaluatedApp } from '../../model/names.ts';

/** What every trait and body reads. Pure data; the same for all traits of one app. */
export interface ExpandInput {
  app: EvaluatedApp;
  cluster: MergedCluster;
}

/** Where a volume is mounted in the containers of the workload. */
export interface VolumeMount {
  path: string;
  subPath?: string;
  readOnly?: boolean;
  /** `controller.container`, `container`, or absent: every container (init containers only when named). */
  in?: string[];
}

/** A volume the storage trait gives the workload. */
export interface WorkloadVolume {
  /** The storage entry's name; the name of the pod's volume. */
  name: string;
  /** core/v1 Volume without its name: `{ persistentVolumeClaim: { claimName } }`, `{ nfs: { server, path } }`, `{ emptyDir: {} }`, … */
  source: JsonObject;
  mounts: VolumeMount[];
  /** ReadWriteOnce claim: a Deployment that mounts it gets `strategy: Recreate`. */
  exclusive?: boolean;
  pointer: string;
}

/** What one trait adds: objects of its own, and what the workload is given because of it. */
export interface Contribution {
  objects?: CompiledObject[];
  /** Written form of env (FORMAT: scalar | { secret, key } | …), from the trait's own `env:` key; laid over `workload.env`. */
  env?: JsonObject;
  envFrom?: JsonObject[];
  volumes?: WorkloadVolume[];
  /** ServiceAccount made by `rbac`; `token` mounts it. */
  serviceAccount?: { name: string; token: boolean };
  /** Facts for collectors and the linker. */
  facts?: Partial<Pick<CompiledApp, 'routes' | 'monitor' | 'tile'>>;
  /** What is made outside the tree on this cluster (`secrets.existing`). */
  external?: CompiledApp['external'];
  diagnostics?: Diagnostic[];
}

/** One trait: pure, from the evaluated app and the cluster to what it contributes. Called only when the trait is on. */
export type Trait = (input: ExpandInput) => Contribution;

/** What a body makes of the app and of everything the traits contributed. */
export interface BodyResult {
  objects: CompiledObject[];
  source?: CompiledApp['source'];
  /** Objects that the workload's chart makes: `patches` may name them, and go by post-renderer. */
  chartObjects?: { apiVersion: string; kind: string; metadata: ObjectMeta }[];
  diagnostics: Diagnostic[];
}

export type Body = (input: ExpandInput, contribution: Contribution) => BodyResult;
