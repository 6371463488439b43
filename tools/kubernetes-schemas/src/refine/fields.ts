import type { Schema } from '../json.ts';
import { goDuration, optionalPort, port, quantity } from './scalars.ts';

/** A rule for fields whose type says only "string" or "number". */
export interface FieldRule {
  /** Prefix of the named type (`$type`) that holds the field; `''` is every type. */
  readonly within: string;
  readonly fields: readonly string[];
  /** Type the generator gave: the rule leaves a field of another type alone. */
  readonly from: 'string' | 'number';
  readonly to: Schema;
}

const flux = '@kubernetes-models/flux-cd/';

/** The first rule that fits holds. */
export const fieldRules: readonly FieldRule[] = [
  // Flux refuses ns and us, and a sign (its CRDs' own pattern).
  {
    within: flux,
    fields: ['interval', 'requeueAfter', 'retryInterval', 'timeout', 'updateInterval'],
    from: 'string',
    to: { type: 'string', pattern: '^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$' },
  },
  {
    within: `${flux}source.toolkit.fluxcd.io/v1/OCIRepositorySpec`,
    fields: ['url'],
    from: 'string',
    to: { type: 'string', pattern: '^oci://.*$' },
  },
  {
    within: `${flux}source.toolkit.fluxcd.io/v1/HelmRepositorySpec`,
    fields: ['url'],
    from: 'string',
    to: { type: 'string', pattern: '^(http|https|oci)://.*$' },
  },
  {
    within: `${flux}source.toolkit.fluxcd.io/v1/GitRepositorySpec`,
    fields: ['url'],
    from: 'string',
    to: { type: 'string', pattern: '^(http|https|ssh)://.*$' },
  },
  {
    within: '@kubernetes-models/external-secrets/',
    fields: ['refreshInterval', 'refreshTime'],
    from: 'string',
    to: goDuration,
  },
  { within: '@kubernetes-models/cert-manager/', fields: ['duration', 'renewBefore'], from: 'string', to: goDuration },
  { within: '@kubernetes-models/grafana-operator/', fields: ['resyncPeriod'], from: 'string', to: goDuration },
  // A size that is not a quantity is refused by the operator's webhook only, long after the commit.
  {
    within: '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/StorageConfiguration',
    fields: ['size'],
    from: 'string',
    to: quantity,
  },
  // validation.IsValidPortNum: 1 to 65535; 0 means "none" where the field defaults to it.
  { within: '', fields: ['hostPort', 'nodePort', 'healthCheckNodePort'], from: 'number', to: optionalPort },
  { within: '', fields: ['containerPort', 'port', 'endPort'], from: 'number', to: port },
];

/** Fields that really hold fractions, `<type>.<field>`; every other number is an integer. */
export const fractionalFields: ReadonlySet<string> = new Set([
  'kubernetes-models/apiextensions.k8s.io/v1/JSONSchemaProps.maximum',
  'kubernetes-models/apiextensions.k8s.io/v1/JSONSchemaProps.minimum',
  'kubernetes-models/apiextensions.k8s.io/v1/JSONSchemaProps.multipleOf',
]);

/**
 * Required in the type, optional in the cluster. The type of an embedded object asks for its apiVersion and kind, the API
 * server does not; the others became optional in a release newer than the package.
 */
export const optionalFields: Readonly<Record<string, readonly string[]>> = {
  'kubernetes-models/v1/PersistentVolumeClaim': ['apiVersion', 'kind'],
  '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/EmbeddedPersistentVolumeClaim': [
    'apiVersion',
    'kind',
  ],
  '@kubernetes-models/grafana-operator/grafana.integreatly.org/v1beta1/Grafana.spec.external': ['tenantNamespace'],
  '@kubernetes-models/flux-cd/github.com/fluxcd/pkg/apis/kustomize/CustomHealthCheck': ['kind'],
  '@kubernetes-models/flux-cd/notification.toolkit.fluxcd.io/v1/ReceiverSpec': ['secretRef'],
  '@kubernetes-models/external-secrets/external-secrets.io/v1/DopplerAuth': ['secretRef'],
  '@kubernetes-models/external-secrets/external-secrets.io/v1/PulumiProvider': ['accessToken'],
  '@kubernetes-models/external-secrets/external-secrets.io/v1/WebhookProvider': ['result'],
};
