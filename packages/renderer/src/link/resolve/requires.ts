import { isJsonObject, type JsonObject, type JsonPointer, type JsonValue, valueAt } from '../../model/json.ts';
import { asJson, groupOf, type KubernetesObject } from '../../model/kubernetes.ts';
import type { ResourceKey } from '../../model/linked.ts';
import { podSpecsOf } from '../../model/pod-specs.ts';
import { requirementsOfPod } from './requires-pod.ts';

/** One thing an object needs. `soft`: it orders the first start, but nothing is wrong when nobody provides it. */
export interface Requirement {
  to: ResourceKey;
  pointer: JsonPointer;
  soft?: boolean;
}

/** Groups that every API server serves: no CRD stands behind them. */
const builtInGroups = new Set([
  '',
  'apps',
  'batch',
  'autoscaling',
  'policy',
  'networking.k8s.io',
  'rbac.authorization.k8s.io',
  'storage.k8s.io',
  'scheduling.k8s.io',
  'apiextensions.k8s.io',
  'admissionregistration.k8s.io',
  'apiregistration.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'node.k8s.io',
  'certificates.k8s.io',
  'resource.k8s.io',
  'events.k8s.io',
]);

/** Flux brings its own CRDs: whatever installs Flux is there before the tree is. */
const isFluxGroup = (group: string): boolean =>
  group.endsWith('.toolkit.fluxcd.io') || group === 'kustomize.config.k8s.io';

type Row = (object: KubernetesObject, namespace: string) => Requirement[];

/** `[{ to, pointer }]` when the field holds a name, nothing otherwise. */
const named = (object: KubernetesObject, pointer: JsonPointer, key: (name: string) => ResourceKey): Requirement[] => {
  const name = valueAt(asJson(object), pointer);
  return typeof name === 'string' ? [{ to: key(name), pointer }] : [];
};

const listAt = (object: KubernetesObject, pointer: JsonPointer): JsonObject[] => {
  const list = valueAt(asJson(object), pointer);
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
};

const text = (value: JsonValue | undefined, otherwise: string): string =>
  typeof value === 'string' ? value : otherwise;

/** The table "what an object requires": one row a kind, keyed `group/Kind`. Fields are those of the API reference of the kind. */
const rows: Readonly<Record<string, Row>> = {
  '/PersistentVolumeClaim': (object) => named(object, '/spec/storageClassName', (name) => `StorageClass/${name}`),
  'helm.toolkit.fluxcd.io/HelmRelease': (object, namespace) => [
    ...sourceOf(object, '/spec/chartRef', namespace),
    ...sourceOf(object, '/spec/chart/spec/sourceRef', namespace),
    ...listAt(object, '/spec/valuesFrom').flatMap((from, index) => [
      {
        to: `${text(from['kind'], 'Secret')}/${namespace}/${text(from['name'], '')}`,
        pointer: `/spec/valuesFrom/${index}/name`,
      },
    ]),
  ],
  'gateway.networking.k8s.io/HTTPRoute': (object, namespace) => [
    ...listAt(object, '/spec/parentRefs').map((parent, index) => ({
      to: `${text(parent['kind'], 'Gateway')}/${text(parent['namespace'], namespace)}/${text(parent['name'], '')}`,
      pointer: `/spec/parentRefs/${index}/name`,
    })),
    ...listAt(object, '/spec/rules').flatMap((rule, index) =>
      (Array.isArray(rule['backendRefs']) ? rule['backendRefs'].filter(isJsonObject) : []).map((backend, position) => ({
        to: `${text(backend['kind'], 'Service')}/${text(backend['namespace'], namespace)}/${text(backend['name'], '')}`,
        pointer: `/spec/rules/${index}/backendRefs/${position}/name`,
        soft: true,
      })),
    ),
  ],
  'gateway.networking.k8s.io/Gateway': (object, namespace) => [
    ...named(object, '/spec/gatewayClassName', (name) => `GatewayClass/${name}`),
    ...listAt(object, '/spec/listeners').flatMap((listener, index) =>
      listIn(listener, 'tls', 'certificateRefs').map((reference, position) => ({
        to: `Secret/${text(reference['namespace'], namespace)}/${text(reference['name'], '')}`,
        pointer: `/spec/listeners/${index}/tls/certificateRefs/${position}/name`,
      })),
    ),
  ],
  'gateway.networking.k8s.io/GatewayClass': (object) => {
    const reference = valueAt(asJson(object), '/spec/parametersRef');
    if (!isJsonObject(reference)) return [];
    const { kind, namespace, name } = reference;
    return [
      {
        to: [kind, namespace, name].filter((word) => word !== undefined).join('/'),
        pointer: '/spec/parametersRef/name',
      },
    ];
  },
  'networking.k8s.io/Ingress': (object, namespace) => [
    ...named(object, '/spec/ingressClassName', (name) => `IngressClass/${name}`),
    ...listAt(object, '/spec/tls').flatMap((entry, index) =>
      typeof entry['secretName'] === 'string'
        ? [{ to: `Secret/${namespace}/${entry['secretName']}`, pointer: `/spec/tls/${index}/secretName`, soft: true }]
        : [],
    ),
  ],
  'external-secrets.io/ExternalSecret': (object, namespace) => storeOf(object, namespace),
  'external-secrets.io/ClusterSecretStore': (object, namespace) => secretSelectors(object, '/spec/provider', namespace),
  'external-secrets.io/SecretStore': (object, namespace) => secretSelectors(object, '/spec/provider', namespace),
  'cert-manager.io/Certificate': (object, namespace) => {
    const kind = text(valueAt(asJson(object), '/spec/issuerRef/kind'), 'Issuer');
    return named(object, '/spec/issuerRef/name', (name) =>
      kind === 'ClusterIssuer' ? `ClusterIssuer/${name}` : `Issuer/${namespace}/${name}`,
    );
  },
  // A ClusterIssuer reads Secrets of the namespace its controller runs in (cert-manager, "Cluster resource namespace").
  'cert-manager.io/ClusterIssuer': (object, namespace) => secretSelectors(object, '/spec', namespace),
  'cert-manager.io/Issuer': (object, namespace) => secretSelectors(object, '/spec', namespace),
  'monitoring.coreos.com/AlertmanagerConfig': (object, namespace) => nameAndKey(object, '/spec', namespace),
  'postgresql.cnpg.io/Cluster': (object, namespace) => [
    ...named(object, '/spec/storage/storageClass', (name) => `StorageClass/${name}`),
    ...named(object, '/spec/walStorage/storageClass', (name) => `StorageClass/${name}`),
    ...named(object, '/spec/superuserSecret/name', (name) => `Secret/${namespace}/${name}`),
    ...named(object, '/spec/bootstrap/initdb/secret/name', (name) => `Secret/${namespace}/${name}`),
  ],
  'postgresql.cnpg.io/Database': (object, namespace) =>
    named(object, '/spec/cluster/name', (name) => `Cluster/${namespace}/${name}`),
  'grafana.integreatly.org/Grafana': (object, namespace) =>
    podInside(object, '/spec/deployment/spec/template/spec', namespace),
  'rbac.authorization.k8s.io/RoleBinding': (object, namespace) => [
    ...roleOf(object, namespace),
    ...subjectsOf(object, namespace),
  ],
  'rbac.authorization.k8s.io/ClusterRoleBinding': (object, namespace) => [
    ...roleOf(object, namespace),
    ...subjectsOf(object, namespace),
  ],
};

const listIn = (value: JsonObject, outer: string, inner: string): JsonObject[] => {
  const holder = value[outer];
  const list = isJsonObject(holder) ? holder[inner] : undefined;
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
};

const sourceOf = (object: KubernetesObject, pointer: JsonPointer, namespace: string): Requirement[] => {
  const reference = valueAt(asJson(object), pointer);
  if (!isJsonObject(reference) || typeof reference['name'] !== 'string') return [];
  const { kind } = reference;
  return [
    {
      to: `${text(kind, '')}/${text(reference['namespace'], namespace)}/${reference['name']}`,
      pointer: `${pointer}/name`,
    },
  ];
};

const storeOf = (object: KubernetesObject, namespace: string): Requirement[] => {
  const kind = text(valueAt(asJson(object), '/spec/secretStoreRef/kind'), 'SecretStore');
  return named(object, '/spec/secretStoreRef/name', (name) =>
    kind === 'ClusterSecretStore' ? `ClusterSecretStore/${name}` : `SecretStore/${namespace}/${name}`,
  );
};

/** `{ name, key }` maps under keys that end in `SecretRef` (External Secrets' SecretKeySelector, cert-manager's). */
const secretSelectors = (object: KubernetesObject, pointer: JsonPointer, namespace: string): Requirement[] => {
  const found: Requirement[] = [];
  const walk = (value: JsonValue | undefined, at: JsonPointer, key: string): void => {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, `${at}/${index}`, key);
    if (!isJsonObject(value)) return;
    // privateKeySecretRef names a Secret that the issuer makes itself.
    if (/secretref$/iu.test(key) && key !== 'privateKeySecretRef' && typeof value['name'] === 'string')
      found.push({ to: `Secret/${text(value['namespace'], namespace)}/${value['name']}`, pointer: `${at}/name` });
    else if (key !== 'privateKeySecretRef')
      for (const [inner, item] of Object.entries(value)) walk(item, `${at}/${inner}`, inner);
  };
  walk(valueAt(asJson(object), pointer), pointer, '');
  return found;
};

/** Maps of exactly `name` and `key` (core/v1 SecretKeySelector) anywhere below the pointer. */
const nameAndKey = (object: KubernetesObject, pointer: JsonPointer, namespace: string): Requirement[] => {
  const found: Requirement[] = [];
  const walk = (value: JsonValue | undefined, at: JsonPointer): void => {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, `${at}/${index}`);
    if (!isJsonObject(value)) return;
    const { name, key, ...rest } = value;
    if (typeof name === 'string' && typeof key === 'string' && Object.keys(rest).every((word) => word === 'optional'))
      found.push({ to: `Secret/${namespace}/${name}`, pointer: `${at}/name` });
    else for (const [inner, item] of Object.entries(value)) walk(item, `${at}/${inner}`);
  };
  walk(valueAt(asJson(object), pointer), pointer);
  return found;
};

const podInside = (object: KubernetesObject, pointer: JsonPointer, namespace: string): Requirement[] => {
  const spec = valueAt(asJson(object), pointer);
  return isJsonObject(spec) ? requirementsOfPod({ pointer, spec }, namespace) : [];
};

const roleOf = (object: KubernetesObject, namespace: string): Requirement[] => {
  const kind = text(valueAt(asJson(object), '/roleRef/kind'), 'Role');
  // ClusterRoles of the API server (view, edit, cluster-admin) are there before us: a soft reference.
  return named(object, '/roleRef/name', (name) =>
    kind === 'ClusterRole' ? `ClusterRole/${name}` : `Role/${namespace}/${name}`,
  ).map((requirement) => ({ ...requirement, soft: kind === 'ClusterRole' }));
};

const subjectsOf = (object: KubernetesObject, namespace: string): Requirement[] =>
  listAt(object, '/subjects').flatMap((subject, index) =>
    subject['kind'] === 'ServiceAccount' && subject['name'] !== 'default'
      ? [
          {
            to: `ServiceAccount/${text(subject['namespace'], namespace)}/${text(subject['name'], '')}`,
            pointer: `/subjects/${index}/name`,
            soft: true,
          },
        ]
      : [],
  );

/** Everything one rendered object requires, in the order of the tables. */
export const requirementsOf = (object: KubernetesObject, appNamespace: string): Requirement[] => {
  const group = groupOf(object.apiVersion);
  const namespace = object.metadata.namespace ?? appNamespace;
  const custom =
    builtInGroups.has(group) || isFluxGroup(group)
      ? []
      : [
          { to: `crds/${group}`, pointer: '/apiVersion' },
          { to: `webhooks/${group}`, pointer: '/apiVersion', soft: true },
        ];
  return [
    ...custom,
    ...(rows[`${group}/${object.kind}`]?.(object, namespace) ?? []),
    ...podSpecsOf(object).flatMap((pod) => requirementsOfPod(pod, namespace)),
  ];
};
