import type { JsonObject, JsonValue } from './json.ts';

/** metadata of a rendered object (Kubernetes API conventions, ObjectMeta): the fields Keelson writes. */
export interface ObjectMeta {
  name: string;
  namespace?: string;
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
  [field: string]: JsonValue | undefined;
}

/** A Kubernetes object as plain JSON. Keys stand in the order they are to be written. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  [field: string]: JsonValue | ObjectMeta | undefined;
}

/** `apps` of `apps/v1`; the empty string for the core group. */
export const groupOf = (apiVersion: string): string => (apiVersion.includes('/') ? apiVersion.split('/')[0]! : '');

/** A KustomizationFile has no metadata; everything else does. */
export const hasMetadata = (object: { metadata?: unknown }): boolean => object.metadata !== undefined;

/** `Kind/namespace/name`, or `Kind/name` for an object without a namespace: how objects are named in messages and keys. */
export const objectName = (object: { kind: string; metadata: { name: string; namespace?: string } }): string =>
  object.metadata.namespace === undefined
    ? `${object.kind}/${object.metadata.name}`
    : `${object.kind}/${object.metadata.namespace}/${object.metadata.name}`;

/** Secret of flux-system that Flux decrypts with, by Flux's own documentation ("Manage Kubernetes secrets with SOPS"). */
export const sopsKey = 'sops-age';

export const asJson = (object: KubernetesObject): JsonObject => object as unknown as JsonObject;

/** Annotations and labels that are part of a contract with Flux or the operators; one place, so that no room spells them. */
export const wellKnown = {
  /** kustomize-controller: "garbage collection", opts one object out of pruning. */
  prune: 'kustomize.toolkit.fluxcd.io/prune',
  /** kustomize-controller: "post build variable substitution", opts one object out. */
  substitute: 'kustomize.toolkit.fluxcd.io/substitute',
  /** kustomize-controller: recreate what cannot be patched (Jobs). */
  force: 'kustomize.toolkit.fluxcd.io/force',
  /** helm-controller and kustomize-controller: reconcile at once when this Secret or ConfigMap changes. */
  watch: 'reconcile.fluxcd.io/watch',
  /** Pod Security Admission. */
  podSecurity: 'pod-security.kubernetes.io/enforce',
} as const;

/** True for an object that Flux leaves alone: it carries `substitute: disabled` as a label or an annotation. */
export const isNeverSubstituted = ({ metadata }: KubernetesObject): boolean =>
  metadata?.annotations?.[wellKnown.substitute] === 'disabled' ||
  metadata?.labels?.[wellKnown.substitute] === 'disabled';
