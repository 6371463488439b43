import type { CompiledObject, HealthExpression } from '../../model/compiled.ts';
import { byCodeUnit, isJsonObject, type JsonValue } from '../../model/json.ts';
import type { Part } from '../../model/linked.ts';
import { podSpecsOf } from '../../model/pod-specs.ts';

const ready = "status.conditions.exists(e, e.type == 'Ready' && e.status == 'True')";
const notReady = "status.conditions.exists(e, e.type == 'Ready' && e.status == 'False')";

/**
 * Kinds that count as ready at once while they have no status, so that Flux has to be told how to read them (Flux
 * "Kustomization", spec.healthCheckExprs; the conditions are those of each project's API reference).
 */
const expressions: Readonly<Record<string, Omit<HealthExpression, 'apiVersion' | 'kind'>>> = {
  'cert-manager.io/v1/Certificate': { current: ready },
  'cert-manager.io/v1/ClusterIssuer': { current: ready, failed: notReady },
  'cert-manager.io/v1/Issuer': { current: ready, failed: notReady },
  'external-secrets.io/v1/ClusterSecretStore': { current: ready, failed: notReady },
  'external-secrets.io/v1/ExternalSecret': { current: ready, failed: notReady },
  'external-secrets.io/v1/SecretStore': { current: ready, failed: notReady },
  'postgresql.cnpg.io/v1/Cluster': { current: ready },
  'volsync.backube/v1alpha1/ReplicationSource': {
    current: "status.conditions.exists(e, e.type == 'Synchronizing')",
  },
};

/** Kinds whose health Flux reads by itself (kstatus), for a part that cannot wait for everything. */
const selfReporting = new Set(['HelmRelease', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job']);

/** Sets what each part waits for. DESIGN section 6, "Health". */
export const withHealth = (parts: readonly Part[]): Part[] => parts.map(healthOf);

const healthOf = (part: Part): Part => {
  const healthCheckExprs = [...expressionsOf(part.objects), ...(part.suffix === '' ? part.app.health : [])].sort(
    byKind,
  );
  if (!part.objects.some((object) => isUnmountedClaim(object, part.objects)))
    return { ...part, wait: true, healthCheckExprs };
  const healthChecks = part.objects
    .filter(({ object }) => selfReporting.has(object.kind) || `${object.apiVersion}/${object.kind}` in expressions)
    .map(({ object: { apiVersion, kind, metadata } }) => ({
      apiVersion,
      kind,
      name: metadata.name,
      ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
    }))
    .sort((left, right) => byCodeUnit(`${left.kind}/${left.name}`, `${right.kind}/${right.name}`));
  return { ...part, wait: false, healthChecks, healthCheckExprs };
};

const byKind = (left: HealthExpression, right: HealthExpression): number =>
  byCodeUnit(`${left.apiVersion}/${left.kind}`, `${right.apiVersion}/${right.kind}`);

const expressionsOf = (objects: readonly CompiledObject[]): HealthExpression[] => {
  const found = new Map<string, HealthExpression>();
  for (const { object } of objects) {
    const key = `${object.apiVersion}/${object.kind}`;
    const expression = expressions[key];
    if (expression !== undefined) found.set(key, { apiVersion: object.apiVersion, kind: object.kind, ...expression });
  }
  return [...found.values()];
};

/** Under WaitForFirstConsumer a claim that no pod of the part mounts never binds. */
const isUnmountedClaim = ({ object }: CompiledObject, objects: readonly CompiledObject[]): boolean =>
  object.kind === 'PersistentVolumeClaim' &&
  !objects.some((other) => podSpecsOf(other.object).some(({ spec }) => mounts(spec['volumes'], object.metadata.name)));

const mounts = (volumes: JsonValue | undefined, claim: string): boolean =>
  Array.isArray(volumes) &&
  volumes.some((volume) => {
    const source = isJsonObject(volume) ? volume['persistentVolumeClaim'] : undefined;
    return isJsonObject(source) && source['claimName'] === claim;
  });
