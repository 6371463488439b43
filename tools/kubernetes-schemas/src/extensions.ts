import type { KindSource } from './kinds.ts';

/** Interfaces of `interfaces/extensions` laid over a package's types: interface → types (below `within`) that get its fields. */
export interface ExtensionSource {
  readonly module: string;
  /** Package whose release is older than the fields; where it catches up, the entry goes. */
  readonly within: string;
  readonly over: Readonly<Record<string, readonly string[]>>;
}

export const extensionSources: readonly ExtensionSource[] = [
  {
    module: 'interfaces/extensions/flux',
    within: '@kubernetes-models/flux-cd',
    over: {
      FluxKustomizationSpec: ['kustomize.toolkit.fluxcd.io/v1/KustomizationSpec'],
      FluxPostBuild: ['kustomize.toolkit.fluxcd.io/v1/PostBuild'],
      HelmReleaseSpec: ['helm.toolkit.fluxcd.io/v2/HelmReleaseSpec'],
      HelmUpgrade: ['helm.toolkit.fluxcd.io/v2/Upgrade'],
      HelmValuesReference: ['github.com/fluxcd/pkg/apis/meta/ValuesReference'],
      GitSigningKey: ['image.toolkit.fluxcd.io/v1/SigningKey'],
      GitRepositorySpec: ['source.toolkit.fluxcd.io/v1/GitRepositorySpec'],
      OciVerification: ['source.toolkit.fluxcd.io/v1/OCIRepositoryVerification'],
      ReceiverSpec: ['notification.toolkit.fluxcd.io/v1/ReceiverSpec'],
      NotifiedObject: ['notification.toolkit.fluxcd.io/v1/CrossNamespaceObjectReference'],
    },
  },
  {
    module: 'interfaces/extensions/external-secrets',
    within: '@kubernetes-models/external-secrets',
    over: {
      RemoteReference: [
        'external-secrets.io/v1/ExternalSecretDataRemoteRef',
        'external-secrets.io/v1/ExternalSecretFind',
      ],
      Rewrite: ['external-secrets.io/v1/ExternalSecretRewrite'],
      Target: ['external-secrets.io/v1/ExternalSecretTarget'],
      TemplateMetadata: ['external-secrets.io/v1/ExternalSecretTemplateMetadata'],
      GeneratorReference: ['external-secrets.io/v1/GeneratorRef'],
      PasswordSpec: ['generators.external-secrets.io/v1alpha1/PasswordSpec'],
      PushSecretSpec: ['external-secrets.io/v1alpha1/PushSecretSpec'],
      Provider: ['external-secrets.io/v1/SecretStoreProvider'],
      CertificateAuthority: ['external-secrets.io/v1/GitlabProvider', 'external-secrets.io/v1/InfisicalProvider'],
      InfisicalAuth: ['external-secrets.io/v1/InfisicalAuth'],
      AwsProvider: ['external-secrets.io/v1/AWSProvider'],
      VaultProvider: ['external-secrets.io/v1/VaultProvider'],
    },
  },
  {
    module: 'interfaces/extensions/envoy-gateway',
    within: '@kubernetes-models/envoy-gateway/gateway.envoyproxy.io/v1alpha1',
    over: {
      TargetSelector: ['TargetSelector'],
      CircuitBreaker: ['CircuitBreaker'],
      ActiveHealthCheck: ['ActiveHealthCheck'],
      HttpHealthChecker: ['HTTPActiveHealthChecker'],
      PassiveHealthCheck: ['PassiveHealthCheck'],
      Http2Settings: ['HTTP2Settings'],
      LoadBalancer: ['LoadBalancer'],
      ZoneAware: ['ZoneAware'],
      HttpTimeout: ['HTTPTimeout'],
      RateLimitRule: ['RateLimitRule'],
      ResponseOverride: ['ResponseOverride'],
      SourceMatch: ['SourceMatch'],
      BackendTrafficPolicySpec: ['BackendTrafficPolicySpec'],
      ClientTrafficPolicySpec: ['ClientTrafficPolicySpec'],
      Http1Settings: ['HTTP1Settings'],
      TlsSettings: ['BackendTLSConfig', 'BackendTLSSettings', 'ClientTLSSettings'],
      ClientValidation: ['ClientValidationContext'],
      EnvoyProxySpec: ['EnvoyProxySpec'],
      ProxyMetrics: ['ProxyMetrics'],
      SecurityPolicySpec: ['SecurityPolicySpec'],
      Principal: ['Principal'],
      ExternalAuthorization: ['ExtAuth'],
      HttpExternalAuthorization: ['HTTPExtAuthService'],
      Oidc: ['OIDC'],
      UrlRewrite: ['HTTPURLRewriteFilter'],
    },
  },
  {
    module: 'interfaces/extensions/others',
    within: '@kubernetes-models',
    over: {
      ImageCatalogSpec: ['cloudnative-pg/postgresql.cnpg.io/v1/ImageCatalogSpec'],
      GrafanaDashboardSpec: ['grafana-operator/grafana.integreatly.org/v1beta1/GrafanaDashboard.spec'],
      ApplicationSource: ['argo-cd/argoproj.io/v1alpha1/ApplicationSource'],
      ApplicationSyncSource: ['argo-cd/argoproj.io/v1alpha1/SyncSource'],
    },
  },
];

/** The extension interfaces in the shape of the kinds' table, so that one run of the generator reads both. */
export const extensionKinds = (sources: readonly ExtensionSource[]): KindSource[] =>
  sources.map(({ module, over }) => ({ module, kinds: Object.keys(over) }));
