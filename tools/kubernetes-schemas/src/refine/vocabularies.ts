import type { Schema } from '../json.ts';

/** Words that a field accepts where its type says "string": named type → the API's own list. */
const words: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  '@kubernetes-models/argo-cd/argoproj.io/v1alpha1': {
    ApplicationsSyncPolicy: ['create-only', 'create-update', 'create-delete', 'sync'],
  },
  '@kubernetes-models/cilium/meta/v1': { LabelSelectorOperator: ['In', 'NotIn', 'Exists', 'DoesNotExist'] },
  '@kubernetes-models/cilium/policy/api': {
    AuthenticationMode: ['disabled', 'required', 'test-always-fail'],
    MismatchAction: ['LOG', 'ADD', 'DELETE', 'REPLACE'],
  },
  '@kubernetes-models/cloudnative-pg/github.com/cloudnative-pg/barman-cloud/pkg/api': {
    CompressionType: ['bzip2', 'gzip', 'lz4', 'snappy', 'xz', 'zstd'],
    EncryptionType: ['AES256', 'aws:kms'],
  },
  '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1': {
    BackupMethod: ['barmanObjectStore', 'volumeSnapshot', 'plugin'],
    BackupTarget: ['primary', 'prefer-standby'],
    DataDurabilityLevel: ['required', 'preferred'],
    DatabaseReclaimPolicy: ['delete', 'retain'],
    EnsureOption: ['present', 'absent'],
    LDAPScheme: ['ldap', 'ldaps'],
    PrimaryUpdateMethod: ['switchover', 'restart'],
    PrimaryUpdateStrategy: ['unsupervised', 'supervised'],
    PublicationReclaimPolicy: ['delete', 'retain'],
    SnapshotOwnerReference: ['none', 'cluster', 'backup'],
    SnapshotType: ['microservice', 'monolith'],
    SubscriptionReclaimPolicy: ['delete', 'retain'],
    SynchronousReplicaConfigurationMethod: ['any', 'first'],
    UsageSpecType: ['grant', 'revoke'],
  },
  '@kubernetes-models/envoy-gateway/gateway.envoyproxy.io/v1alpha1': {
    BackendType: ['Endpoints', 'DynamicResolver'],
    CustomTagType: ['Literal', 'Environment', 'RequestHeader'],
    HTTPHostnameModifierType: ['Header', 'Backend'],
    IPFamily: ['IPv4', 'IPv6', 'DualStack'],
    LocalJWKSType: ['Inline', 'ValueRef'],
    ProxyAccessLogFormatType: ['Text', 'JSON'],
    ProxyAccessLogSinkType: ['ALS', 'File', 'OpenTelemetry'],
    ProxyAccessLogType: ['Listener', 'Route', 'Upstream'],
    TracingProviderType: ['OpenTelemetry', 'Zipkin', 'Datadog'],
  },
  '@kubernetes-models/external-secrets/external-secrets.io/v1': {
    CAProviderType: ['Secret', 'ConfigMap'],
    VaultKVStoreVersion: ['v1', 'v2'],
    WebhookCAProviderType: ['Secret', 'ConfigMap'],
  },
  '@kubernetes-models/flux-cd/helm.toolkit.fluxcd.io/v2': {
    CRDsPolicy: ['Skip', 'Create', 'CreateReplace'],
    DriftDetectionMode: ['enabled', 'warn', 'disabled'],
    RemediationStrategy: ['rollback', 'uninstall'],
    ServerSideApplyMode: ['enabled', 'disabled', 'auto'],
    WaitStrategyName: ['poller', 'legacy'],
  },
  '@kubernetes-models/flux-cd/source.toolkit.fluxcd.io/v1': {
    GitVerificationMode: ['head', 'HEAD', 'Tag', 'TagAndHEAD'],
  },
  '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1': {
    FromNamespaces: ['All', 'Selector', 'Same', 'None'],
    GRPCRouteFilterType: ['ResponseHeaderModifier', 'RequestHeaderModifier', 'RequestMirror', 'ExtensionRef'],
    HTTPPathModifierType: ['ReplaceFullPath', 'ReplacePrefixMatch'],
    HTTPRouteFilterType: [
      'RequestHeaderModifier',
      'ResponseHeaderModifier',
      'RequestMirror',
      'RequestRedirect',
      'URLRewrite',
      'ExtensionRef',
      'CORS',
      'ExternalAuth',
    ],
  },
  '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1': {
    WhenScaledRetentionType: ['Retain', 'Delete'],
  },
  '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1alpha1': { MatchType: ['!=', '=', '=~', '!~'] },
};

const dnsName = '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*';

/** Shapes that a field accepts where its type says "string". */
const shapes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1': {
    Group: `^(${dnsName})?$`,
    Hostname: `^(\\*\\.)?${dnsName}$`,
    HeaderName: "^[A-Za-z0-9!#$%&'*+\\-.^_`|~]+$",
    Kind: '^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$',
    Namespace: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
    PreciseHostname: `^${dnsName}$`,
    SectionName: `^${dnsName}$`,
  },
};

const tableOf = <T>(tables: Readonly<Record<string, Readonly<Record<string, T>>>>, schema: (value: T) => Schema) =>
  Object.entries(tables).flatMap(([within, types]) =>
    Object.entries(types).map(([name, value]) => [`${within}/${name}`, schema(value)] as const),
  );

/** Closed vocabularies and shapes by the name of the type. */
export const schemaOfWord: ReadonlyMap<string, Schema> = new Map<string, Schema>([
  ...tableOf(words, (values) => ({ type: 'string', enum: [...values] })),
  ...tableOf(shapes, (pattern) => ({ type: 'string', pattern })),
]);
