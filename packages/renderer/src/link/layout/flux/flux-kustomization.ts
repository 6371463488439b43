import type { FluxKustomization } from '../../../model/generated/kubernetes.ts';
import type { JsonObject } from '../../../model/json.ts';
import { type KubernetesObject, sopsKey, wellKnown } from '../../../model/kubernetes.ts';
import type { Part } from '../../../model/linked.ts';
import type { FluxSettings, SourceReference } from './settings.ts';

/** What differs between FluxKustomizations; the rest is `FluxSettings`. */
export interface FluxKustomizationOptions {
  name: string;
  path: string;
  wait: boolean;
  dependsOn?: { on: string; latched: boolean }[];
  source?: SourceReference;
  healthChecks?: Part['healthChecks'];
  healthCheckExprs?: Part['healthCheckExprs'];
  substituteFrom?: Part['substituteFrom'];
  /** Some of its files are encrypted with SOPS. */
  decrypts?: boolean;
  /** Nothing it applies is ever pruned: an upstream folder of CRDs, whose removal would take every custom resource with it. */
  keepsObjects?: boolean;
}

/** True from the first successful reconcile on: the edge orders the first start and never holds back a later change. */
const latchedExpression = 'has(dep.status.lastAppliedRevision)';

/** A kustomize.toolkit.fluxcd.io/v1 Kustomization with the defaults of DESIGN section 6; keys in the order they are written. */
export const fluxKustomization = (options: FluxKustomizationOptions, settings: FluxSettings): KubernetesObject => {
  const dependsOn = (options.dependsOn ?? []).map(({ on, latched }) => ({
    name: on,
    ...(latched && settings.hasReadyExpression ? { readyExpr: latchedExpression } : {}),
  }));
  const { kind, name } = options.source ?? settings.source;
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: options.name, namespace: 'flux-system' },
    spec: {
      ...(dependsOn.length === 0 ? {} : { dependsOn }),
      ...(options.keepsObjects ? { commonMetadata: { annotations: { [wellKnown.prune]: 'disabled' } } } : {}),
      ...(options.decrypts ? { decryption: { provider: 'sops', secretRef: { name: sopsKey } } } : {}),
      ...(settings.hasDeletionPolicy ? { deletionPolicy: 'WaitForTermination' } : {}),
      ...nonEmpty('healthCheckExprs', options.healthCheckExprs),
      ...nonEmpty('healthChecks', options.healthChecks),
      interval: settings.interval,
      path: options.path,
      ...substitution(options.substituteFrom),
      prune: true,
      retryInterval: settings.retryInterval,
      sourceRef: { kind, name },
      timeout: settings.timeout,
      wait: options.wait,
    },
  } satisfies FluxKustomization;
};

const nonEmpty = (key: string, list: readonly unknown[] | undefined): JsonObject =>
  list === undefined || list.length === 0 ? {} : { [key]: list as unknown as JsonObject[] };

const substitution = (sources: Part['substituteFrom'] | undefined): JsonObject =>
  sources === undefined || sources.length === 0
    ? {}
    : {
        postBuild: {
          substituteFrom: sources.map(({ kind, name, optional }) => ({
            kind,
            name,
            ...(optional ? { optional } : {}),
          })),
        },
      };
