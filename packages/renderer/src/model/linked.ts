import type { CompiledApp, CompiledNamespace, CompiledObject, HealthExpression } from './compiled.ts';
import type { Origin } from './diagnostic.ts';
import type { JsonPointer, JsonValue } from './json.ts';
import type { KubernetesObject } from './kubernetes.ts';

/** `Kind/namespace/name`, `Kind/name`, or `crds/<group>`, `webhooks/<group>`: what tables of provides and requires speak of. */
export type ResourceKey = string;

export type Grade = 'proved' | 'asserted' | 'external' | 'unknown';

/** One reference of a rendered object, with who meets it. */
export interface Reference {
  from: { app: string; object: CompiledObject; pointer: JsonPointer };
  to: ResourceKey;
  grade: Grade;
  /** Meets it: app and, when proved, the object. Absent for external and unknown. */
  provider?: { app: string; object?: CompiledObject };
  /** Its absence is no error (a webhook, a Secret marked `optional`, `http://name.namespace.svc` in env). */
  soft?: boolean;
  /**
   * It orders the first start where it can, and gives way where it would lead upward or close a circle: nothing fails to be
   * applied without it (an address in env, the target of a policy).
   */
  weak?: boolean;
  /** Placeholders of the object are read from it by Flux. `defaulted`: every one of them has a default. */
  substitutes?: { kind: 'Secret' | 'ConfigMap'; name: string; names: string[]; defaulted: boolean };
}

/** `resolve`'s result: apps with markers replaced and collectors filled, and the references between them. */
export interface ResolvedTree {
  apps: CompiledApp[];
  namespaces: CompiledNamespace[];
  references: Reference[];
}

export type PartSuffix = '' | 'config' | 'secrets' | 'observe';

export interface Edge {
  /** Name of the FluxKustomization that has to be ready first. */
  on: string;
  /** Why, in words: `ExternalSecret/games/romm needs ClusterSecretStore/onepassword`. */
  reason: string;
  /** False for `strict: true`: Flux checks it on every revision. */
  latched: boolean;
  origin?: Origin;
}

/** One FluxKustomization to be. */
export interface Part {
  /** `romm`, `cert-manager-config`, `cluster-stores`, `tier-core`. */
  name: string;
  app: CompiledApp;
  suffix: PartSuffix;
  tier: number;
  objects: CompiledObject[];
  /** Minimal, sorted by name; the gate of the tier below included. */
  dependsOn: Edge[];
  /** Something depends on it, or it holds what has to be healthy. */
  wait: boolean;
  /** When `wait` cannot be used: the objects whose health is checked instead. */
  healthChecks?: { apiVersion: string; kind: string; name: string; namespace?: string }[];
  healthCheckExprs: HealthExpression[];
  /** Placeholder sources its objects read; empty: no `postBuild`. */
  substituteFrom: { kind: 'Secret' | 'ConfigMap'; name: string; optional?: boolean }[];
}

export interface Gate {
  /** `tier-<name>`. */
  name: string;
  tier: string;
  /** Every part of the tier (a gate lists them all, so that one more app is one more line), sorted. */
  dependsOn: string[];
}

/** `order`'s result. */
export interface OrderedTree {
  /** What the bootstrap FluxKustomization applies itself (cluster-settings): in no part, so without placeholders. */
  root: { app: CompiledApp; object: CompiledObject }[];
  parts: Part[];
  gates: Gate[];
  namespaces: CompiledNamespace[];
}

/** One document of a file of the tree, with where it came from. */
export interface TreeDocument {
  object: KubernetesObject;
  app?: string;
  file: string;
  pointer: JsonPointer;
  literal?: boolean;
  /** Encrypted with SOPS: the text of its file. */
  encrypted?: string;
  origin?: Origin;
}

/** One file of the tree before serialization. Paths are relative to the output root's parent: `kubernetes/apps/games/romm/ks.yaml`. */
export interface TreeFile {
  path: string;
  /** Named in the header: `# Rendered by keelson from <source>.` */
  source: string;
  documents: TreeDocument[];
  /** The FluxKustomization that applies it; `undefined` for what the bootstrap FluxKustomization applies itself. */
  part?: string;
}

/** `layout`'s result. */
export interface LaidOutTree {
  files: TreeFile[];
  /** By FluxKustomization name: which variables substitute its objects (sorted sources); empty list: no substitution at all. */
  substitution: ReadonlyMap<string, readonly { kind: 'Secret' | 'ConfigMap'; name: string; optional?: boolean }[]>;
}

/** `serialize`'s result. */
export interface SerializedFile extends TreeFile {
  text: string;
}

/** One object as the API server will see it: example values substituted, types true. */
export interface ExpectedObject {
  document: TreeDocument;
  /** The tree file that holds it. */
  path: string;
  object: KubernetesObject;
  /** Strings of the committed file that do not arrive as the text that was meant. */
  changes?: readonly { pointer: JsonPointer; written: string; seen?: JsonValue }[];
}
