import type { CompiledObject, HealthExpression } from '../../model/compiled.ts';
import { byCodeUnit, isJsonObject } from '../../model/json.ts';
import { groupOf, objectName } from '../../model/kubernetes.ts';
import type { Part } from '../../model/linked.ts';
import { podSpecsOf } from '../../model/pod-specs.ts';
import { isClusterScoped } from '../../model/scope.ts';

type HealthCheck = NonNullable<Part['healthChecks']>[number];

const ready = "status.conditions.exists(e, e.type == 'Ready' && e.status == 'True')";
const notReady = "status.conditions.exists(e, e.type == 'Ready' && e.status == 'False')";

/**
 * Kinds that count as ready at once while they have no status, so that Flux has to be told how to read them (Flux
 * "Kustomization", spec.healthCheckExprs; the conditions are those of each project's API reference).
 */
const expressions: Readonly<Record<string, Pick<HealthExpression, 'current' | 'failed'>>> = {
  'cert-manager.io/Certificate': { current: ready },
  'cert-manager.io/ClusterIssuer': { current: ready, failed: notReady },
  'cert-manager.io/Issuer': { current: ready, failed: notReady },
  'external-secrets.io/ClusterSecretStore': { current: ready, failed: notReady },
  'external-secrets.io/ExternalSecret': { current: ready, failed: notReady },
  'external-secrets.io/SecretStore': { current: ready, failed: notReady },
  'postgresql.cnpg.io/Cluster': { current: ready },
  'volsync.backube/ReplicationSource': { current: "status.conditions.exists(e, e.type == 'Synchronizing')" },
};

/** Kinds that are ready as soon as they are applied: listing them among `healthChecks` would say nothing. */
const readyAtOnce = new Set([
  'ClusterRole',
  'ClusterRoleBinding',
  'ConfigMap',
  'CronJob',
  'GatewayClass',
  'GrafanaDashboard',
  'GrafanaDatasource',
  'HTTPRoute',
  'Ingress',
  'IngressClass',
  'LimitRange',
  'Namespace',
  'NetworkPolicy',
  'PersistentVolume',
  'PodMonitor',
  'PriorityClass',
  'PrometheusRule',
  'ReferenceGrant',
  'ResourceQuota',
  'Role',
  'RoleBinding',
  'Secret',
  'SecurityPolicy',
  'Service',
  'ServiceAccount',
  'ServiceMonitor',
  'StorageClass',
]);

/** Sets what each part waits for. DESIGN section 6, "Health". */
export const withHealth = (parts: readonly Part[]): Part[] => parts.map(healthOf);

/**
 * `wait: true` checks all that the part applies, and then Flux ignores `healthChecks`. A part with a claim that nothing mounts, which
 * would never be ready, or whose `health:` names what a chart makes lists its other objects instead.
 */
const healthOf = (part: Part): Part => {
  const written = part.suffix === '' ? part.app.health : [];
  const healthCheckExprs = uniqueKinds([
    ...written.flatMap(({ name: _name, ...expression }) => (expression.current === undefined ? [] : [expression])),
    ...part.objects.flatMap(({ object }): HealthExpression[] => {
      const expression = expressions[`${groupOf(object.apiVersion)}/${object.kind}`];
      return expression === undefined ? [] : [{ apiVersion: object.apiVersion, kind: object.kind, ...expression }];
    }),
  ]);
  const unmounted = unmountedClaims(part.objects);
  if (unmounted.size === 0 && written.length === 0) return { ...part, wait: true, healthCheckExprs };
  const healthChecks = [
    ...part.objects
      .filter((compiled) => !unmounted.has(compiled) && !readyAtOnce.has(compiled.object.kind))
      .map(({ object: { apiVersion, kind, metadata } }) =>
        checkOf(apiVersion, kind, metadata.name, metadata.namespace),
      ),
    ...written.flatMap(({ apiVersion, kind, name }) =>
      name === undefined
        ? []
        : [checkOf(apiVersion, kind, name, isClusterScoped({ apiVersion, kind }) ? undefined : part.app.namespace)],
    ),
  ].sort((left, right) => byCodeUnit(sortKey(left), sortKey(right)));
  return { ...part, wait: false, ...(healthChecks.length === 0 ? {} : { healthChecks }), healthCheckExprs };
};

const checkOf = (apiVersion: string, kind: string, name: string, namespace: string | undefined): HealthCheck => ({
  apiVersion,
  kind,
  name,
  ...(namespace === undefined ? {} : { namespace }),
});

const sortKey = (check: HealthCheck): string => objectName({ ...check, metadata: check });

/** One a kind, sorted; what the definition says of a kind goes before the table. */
const uniqueKinds = (found: readonly HealthExpression[]): HealthExpression[] => {
  const byKind = new Map<string, HealthExpression>();
  for (const one of found) {
    const key = `${one.apiVersion}/${one.kind}`;
    if (!byKind.has(key)) byKind.set(key, one);
  }
  return [...byKind].sort(([left], [right]) => byCodeUnit(left, right)).map(([, one]) => one);
};

/** Claims that no pod of the part mounts as soon as it is applied: under WaitForFirstConsumer they never bind by themselves. */
const unmountedClaims = (objects: readonly CompiledObject[]): ReadonlySet<CompiledObject> => {
  const claims = objects.filter(({ object }) => object.kind === 'PersistentVolumeClaim');
  if (claims.length === 0) return new Set();
  const mounted = new Set(objects.flatMap(({ object }) => claimsMountedBy(object)));
  return new Set(claims.filter(({ object: { metadata } }) => !mounted.has(`${metadata.namespace}/${metadata.name}`)));
};

const claimsMountedBy = (object: CompiledObject['object']): string[] =>
  podSpecsOf(object)
    .filter(({ startsAtOnce }) => startsAtOnce)
    .flatMap(({ volumes }) =>
      volumes.flatMap(({ value: { persistentVolumeClaim: claim } }) =>
        isJsonObject(claim) ? [`${object.metadata.namespace}/${String(claim['claimName'])}`] : [],
      ),
    );
