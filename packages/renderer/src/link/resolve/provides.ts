import type { CompiledApp } from '../../model/compiled.ts';
import { isJsonObject, type JsonObject, valueAt } from '../../model/json.ts';
import { asJson, groupOf, type KubernetesObject, objectName } from '../../model/kubernetes.ts';
import type { ResourceKey } from '../../model/linked.ts';
import { isAppTemplateRelease } from '../../model/pod-specs.ts';

/**
 * The table "what an object provides": itself, and what its operator makes of it at run time. One row a kind; the source of
 * each row is the operator's documentation.
 */
const madeByOperator: Readonly<Record<string, (object: KubernetesObject) => ResourceKey[]>> = {
  // CloudNativePG, "Connecting from an application" and "Service management".
  'postgresql.cnpg.io/Cluster': (object) => {
    const { namespace, name } = object.metadata;
    const superuser = valueAt(asJson(object), '/spec/enableSuperuserAccess') === true;
    return [
      `Secret/${namespace}/${name}-app`,
      `Secret/${namespace}/${name}-ca`,
      ...(superuser ? [`Secret/${namespace}/${name}-superuser`] : []),
      ...['rw', 'ro', 'r'].map((role) => `Service/${namespace}/${name}-${role}`),
    ];
  },
  // cert-manager, "Certificate resource": spec.secretName.
  'cert-manager.io/Certificate': (object) => inNamespace('Secret', object, valueAt(asJson(object), '/spec/secretName')),
  // External Secrets, "ExternalSecret": spec.target.name, default the object's own name.
  'external-secrets.io/ExternalSecret': (object) =>
    inNamespace('Secret', object, valueAt(asJson(object), '/spec/target/name') ?? object.metadata.name),
  'apiextensions.k8s.io/CustomResourceDefinition': (object) => {
    const group = valueAt(asJson(object), '/spec/group');
    return typeof group === 'string' ? [`crds/${group}`] : [];
  },
};

const inNamespace = (kind: string, object: KubernetesObject, name: unknown): ResourceKey[] =>
  typeof name === 'string' ? [`${kind}/${object.metadata.namespace}/${name}`] : [];

/** Every key one rendered object provides. */
export const provisionsOf = (object: KubernetesObject): ResourceKey[] => [
  objectName(object),
  ...(madeByOperator[`${groupOf(object.apiVersion)}/${object.kind}`]?.(object) ?? []),
  ...(isAppTemplateRelease(object) ? madeByAppTemplate(object) : []),
];

/** Services and ServiceAccounts that the app-template chart makes of its values (`service`, `serviceAccount`). */
const madeByAppTemplate = (release: KubernetesObject): ResourceKey[] => {
  const values = valueAt(asJson(release), '/spec/values') as JsonObject;
  const { namespace, name } = release.metadata;
  const services = isJsonObject(values['service']) ? Object.keys(values['service']) : [];
  const accounts = isJsonObject(values['serviceAccount']) ? Object.keys(values['serviceAccount']) : [];
  return [
    ...services.flatMap((service) => [`Service/${namespace}/${service === 'app' ? name : `${name}-${service}`}`]),
    ...accounts.map((account) => `ServiceAccount/${namespace}/${account}`),
  ];
};

/** Kinds of the words of `provides:`; a word without a row names a group (`crds`, `webhooks`, `apis`). */
const assertedKinds: Readonly<Record<string, { kind: string; namespaced: boolean }>> = {
  storageClasses: { kind: 'StorageClass', namespaced: false },
  snapshotClasses: { kind: 'VolumeSnapshotClass', namespaced: false },
  stores: { kind: 'ClusterSecretStore', namespaced: false },
  issuers: { kind: 'ClusterIssuer', namespaced: false },
  ingressClasses: { kind: 'IngressClass', namespaced: false },
  gateways: { kind: 'Gateway', namespaced: true },
  services: { kind: 'Service', namespaced: true },
  secrets: { kind: 'Secret', namespaced: true },
  configMaps: { kind: 'ConfigMap', namespaced: true },
};

/** Every key an app asserts with `provides:`; names without a namespace are of the app's. */
export const assertionsOf = (app: CompiledApp): ResourceKey[] =>
  Object.entries(app.provides).flatMap(([word, names]) => {
    if (word === 'loadBalancer') return ['loadBalancer'];
    const list = Array.isArray(names) ? names : [];
    const kind = assertedKinds[word];
    if (kind === undefined) return list.map((name) => (name.includes('/') ? name : `${word}/${name}`));
    return list.map((name) =>
      name.includes('/') && !kind.namespaced
        ? name
        : !kind.namespaced || name.includes('/')
          ? `${kind.kind}/${name}`
          : `${kind.kind}/${app.namespace}/${name}`,
    );
  });
