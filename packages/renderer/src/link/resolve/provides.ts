import type { CompiledApp } from '../../model/compiled.ts';
import { valueAt } from '../../model/json.ts';
import { asJson, groupOf, type KubernetesObject, objectName } from '../../model/kubernetes.ts';
import type { ResourceKey } from '../../model/linked.ts';
import { isAppTemplateRelease } from '../../model/pod-specs.ts';
import { madeByAppTemplate } from './app-template.ts';
import { valuesAt } from './fields.ts';

type Row = (object: KubernetesObject, namespace: string) => ResourceKey[];

const services =
  (...names: ((name: string) => string)[]): Row =>
  ({ metadata }, namespace) =>
    names.map((name) => `Service/${namespace}/${name(metadata.name)}`);

/**
 * The table "what an object provides" beside itself: what its operator makes of it at run time. One row a kind; the source of
 * each row is the operator's documentation.
 */
const madeByOperator: Readonly<Record<string, Row>> = {
  // CloudNativePG, "Connecting from an application" and "Service management".
  'postgresql.cnpg.io/Cluster': (object, namespace) => {
    const { name } = object.metadata;
    const superuser = valueAt(asJson(object), '/spec/enableSuperuserAccess') === true;
    const written = valueAt(asJson(object), '/spec/bootstrap/initdb/secret/name');
    return [
      ...(typeof written === 'string' ? [] : [`Secret/${namespace}/${name}-app`]),
      ...['ca', 'server', 'replication'].map((use) => `Secret/${namespace}/${name}-${use}`),
      ...(superuser ? [`Secret/${namespace}/${name}-superuser`] : []),
      ...['rw', 'ro', 'r'].map((role) => `Service/${namespace}/${name}-${role}`),
      `ServiceAccount/${namespace}/${name}`,
    ];
  },
  'postgresql.cnpg.io/Pooler': services((name) => name),
  // cert-manager, "Certificate resource": spec.secretName.
  'cert-manager.io/Certificate': (object, namespace) =>
    textsAt(object, '/spec/secretName').map((name) => `Secret/${namespace}/${name}`),
  // cert-manager, "Annotated Ingress resource" and "Annotated Gateway resource".
  'networking.k8s.io/Ingress': (object, namespace) =>
    isAnnotated(object) ? textsAt(object, '/spec/tls/*/secretName').map((name) => `Secret/${namespace}/${name}`) : [],
  'gateway.networking.k8s.io/Gateway': (object, namespace) =>
    isAnnotated(object)
      ? textsAt(object, '/spec/listeners/*/tls/certificateRefs/*/name').map((name) => `Secret/${namespace}/${name}`)
      : [],
  // External Secrets, "ExternalSecret": spec.target.name, default the object's own name.
  'external-secrets.io/ExternalSecret': (object, namespace) => {
    const [name] = textsAt(object, '/spec/target/name');
    const [kind] = textsAt(object, '/spec/target/manifest/kind');
    return [`${kind ?? 'Secret'}/${namespace}/${name ?? object.metadata.name}`];
  },
  // Grafana operator, Prometheus operator and VictoriaMetrics operator: the Services of what they run.
  'grafana.integreatly.org/Grafana': services((name) => `${name}-service`),
  'monitoring.coreos.com/Prometheus': services(() => 'prometheus-operated'),
  'monitoring.coreos.com/Alertmanager': services(() => 'alertmanager-operated'),
  'operator.victoriametrics.com/VMSingle': services((name) => `vmsingle-${name}`),
  'operator.victoriametrics.com/VMAgent': services((name) => `vmagent-${name}`),
  'operator.victoriametrics.com/VMAlert': services((name) => `vmalert-${name}`),
  'operator.victoriametrics.com/VMAlertmanager': services((name) => `vmalertmanager-${name}`),
  'apps/StatefulSet': (object, namespace) =>
    textsAt(object, '/spec/volumeClaimTemplates/*/metadata/name').map(
      (claim) => `PersistentVolumeClaim/${namespace}/${claim}-${object.metadata.name}-0`,
    ),
  'apiextensions.k8s.io/CustomResourceDefinition': (object) =>
    textsAt(object, '/spec/group').map((group) => `crds/${group}`),
  'apiregistration.k8s.io/APIService': ({ metadata }) => [`apis/${metadata.name}`],
};

const textsAt = (object: KubernetesObject, path: string): string[] =>
  valuesAt(asJson(object), path).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));

const isAnnotated = ({ metadata: { annotations = {} } }: KubernetesObject): boolean =>
  'cert-manager.io/cluster-issuer' in annotations || 'cert-manager.io/issuer' in annotations;

/** Every key one rendered object provides. */
export const provisionsOf = (object: KubernetesObject): ResourceKey[] => [
  objectName(object),
  ...(madeByOperator[`${groupOf(object.apiVersion)}/${object.kind}`]?.(object, object.metadata.namespace ?? '') ?? []),
  ...(isAppTemplateRelease(object) ? madeByAppTemplate(object).map(({ key }) => key) : []),
];

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
