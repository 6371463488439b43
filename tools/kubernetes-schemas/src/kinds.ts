/** Where the TypeScript type of a kind comes from: a module of a package, or one of our own interfaces. */
export interface KindSource {
  /** Module specifier of the folder (packages) or `interfaces/<file>` (ours), without the kind. */
  readonly module: string;
  /** Kinds taken from there; the exported type is `I<Kind>` in packages and `<Kind>` in ours. */
  readonly kinds: readonly string[];
}

/**
 * Every kind Keelson emits, or that an operator's own manifests may hold beside them. The apiVersion is read from the type.
 * A kind of a package that lacks fields we write gets an overlay (`overlays.ts`).
 */
export const kindSources: readonly KindSource[] = [
  {
    module: 'kubernetes-models/v1',
    kinds: [
      'ConfigMap',
      'Endpoints',
      'LimitRange',
      'Namespace',
      'PersistentVolume',
      'PersistentVolumeClaim',
      'Pod',
      'ResourceQuota',
      'Secret',
      'Service',
      'ServiceAccount',
    ],
  },
  { module: 'kubernetes-models/apps/v1', kinds: ['DaemonSet', 'Deployment', 'StatefulSet'] },
  { module: 'kubernetes-models/autoscaling/v2', kinds: ['HorizontalPodAutoscaler'] },
  { module: 'kubernetes-models/batch/v1', kinds: ['CronJob', 'Job'] },
  { module: 'kubernetes-models/discovery.k8s.io/v1', kinds: ['EndpointSlice'] },
  { module: 'kubernetes-models/networking.k8s.io/v1', kinds: ['Ingress', 'IngressClass', 'NetworkPolicy'] },
  { module: 'kubernetes-models/policy/v1', kinds: ['PodDisruptionBudget'] },
  {
    module: 'kubernetes-models/rbac.authorization.k8s.io/v1',
    kinds: ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
  },
  { module: 'kubernetes-models/resource.k8s.io/v1', kinds: ['DeviceClass', 'ResourceClaim', 'ResourceClaimTemplate'] },
  { module: 'kubernetes-models/scheduling.k8s.io/v1', kinds: ['PriorityClass'] },
  { module: 'kubernetes-models/storage.k8s.io/v1', kinds: ['CSIDriver', 'StorageClass', 'VolumeAttributesClass'] },
  { module: 'kubernetes-models/node.k8s.io/v1', kinds: ['RuntimeClass'] },
  { module: 'kubernetes-models/apiextensions.k8s.io/v1', kinds: ['CustomResourceDefinition'] },
  { module: 'kubernetes-models/apiregistration.k8s.io/v1', kinds: ['APIService'] },
  {
    module: 'kubernetes-models/admissionregistration.k8s.io/v1',
    kinds: [
      'MutatingWebhookConfiguration',
      'ValidatingAdmissionPolicy',
      'ValidatingAdmissionPolicyBinding',
      'ValidatingWebhookConfiguration',
    ],
  },
  { module: '@kubernetes-models/flux-cd/kustomize.toolkit.fluxcd.io/v1', kinds: ['Kustomization'] },
  { module: '@kubernetes-models/flux-cd/helm.toolkit.fluxcd.io/v2', kinds: ['HelmRelease'] },
  {
    module: '@kubernetes-models/flux-cd/source.toolkit.fluxcd.io/v1',
    kinds: ['Bucket', 'ExternalArtifact', 'GitRepository', 'HelmChart', 'HelmRepository', 'OCIRepository'],
  },
  { module: '@kubernetes-models/flux-cd/notification.toolkit.fluxcd.io/v1', kinds: ['Receiver'] },
  { module: '@kubernetes-models/flux-cd/notification.toolkit.fluxcd.io/v1beta3', kinds: ['Alert', 'Provider'] },
  {
    module: '@kubernetes-models/flux-cd/image.toolkit.fluxcd.io/v1',
    kinds: ['ImagePolicy', 'ImageRepository', 'ImageUpdateAutomation'],
  },
  {
    module: '@kubernetes-models/external-secrets/external-secrets.io/v1',
    kinds: ['ClusterExternalSecret', 'ClusterSecretStore', 'ExternalSecret', 'SecretStore'],
  },
  {
    module: '@kubernetes-models/external-secrets/external-secrets.io/v1alpha1',
    kinds: ['ClusterPushSecret', 'PushSecret'],
  },
  {
    module: '@kubernetes-models/external-secrets/generators.external-secrets.io/v1alpha1',
    kinds: ['ClusterGenerator', 'Fake', 'GithubAccessToken', 'Password', 'UUID', 'Webhook'],
  },
  {
    module: '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1',
    kinds: [
      'BackendTLSPolicy',
      'GRPCRoute',
      'Gateway',
      'GatewayClass',
      'HTTPRoute',
      'ListenerSet',
      'ReferenceGrant',
      'TLSRoute',
    ],
  },
  { module: '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1beta1', kinds: ['ReferenceGrant'] },
  {
    module: '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1alpha2',
    kinds: ['TCPRoute', 'TLSRoute', 'UDPRoute'],
  },
  {
    module: '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1',
    kinds: [
      'Backup',
      'Cluster',
      'ClusterImageCatalog',
      'Database',
      'ImageCatalog',
      'Pooler',
      'Publication',
      'ScheduledBackup',
      'Subscription',
    ],
  },
  {
    module: '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1',
    kinds: ['Alertmanager', 'PodMonitor', 'Probe', 'Prometheus', 'PrometheusRule', 'ServiceMonitor'],
  },
  {
    module: '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1alpha1',
    kinds: ['AlertmanagerConfig', 'ScrapeConfig'],
  },
  { module: '@kubernetes-models/cert-manager/cert-manager.io/v1', kinds: ['Certificate', 'ClusterIssuer', 'Issuer'] },
  { module: '@kubernetes-models/cert-manager/trust.cert-manager.io/v1alpha1', kinds: ['Bundle'] },
  {
    module: '@kubernetes-models/cilium/cilium.io/v2',
    kinds: [
      'CiliumBGPAdvertisement',
      'CiliumBGPClusterConfig',
      'CiliumBGPPeerConfig',
      'CiliumCIDRGroup',
      'CiliumClusterwideNetworkPolicy',
      'CiliumLoadBalancerIPPool',
      'CiliumNetworkPolicy',
    ],
  },
  {
    module: '@kubernetes-models/cilium/cilium.io/v2alpha1',
    kinds: ['CiliumL2AnnouncementPolicy', 'CiliumLoadBalancerIPPool'],
  },
  {
    module: '@kubernetes-models/grafana-operator/grafana.integreatly.org/v1beta1',
    kinds: [
      'Grafana',
      'GrafanaAlertRuleGroup',
      'GrafanaContactPoint',
      'GrafanaDashboard',
      'GrafanaDatasource',
      'GrafanaFolder',
      'GrafanaNotificationPolicy',
    ],
  },
  {
    module: '@kubernetes-models/envoy-gateway/gateway.envoyproxy.io/v1alpha1',
    kinds: [
      'Backend',
      'BackendTrafficPolicy',
      'ClientTrafficPolicy',
      'EnvoyExtensionPolicy',
      'EnvoyPatchPolicy',
      'EnvoyProxy',
      'HTTPRouteFilter',
      'SecurityPolicy',
    ],
  },
  {
    module: '@kubernetes-models/traefik/traefik.io/v1alpha1',
    kinds: [
      'IngressRoute',
      'IngressRouteTCP',
      'IngressRouteUDP',
      'Middleware',
      'MiddlewareTCP',
      'ServersTransport',
      'TLSOption',
      'TLSStore',
      'TraefikService',
    ],
  },
  {
    module: '@kubernetes-models/argo-cd/argoproj.io/v1alpha1',
    kinds: ['AppProject', 'Application', 'ApplicationSet'],
  },
  { module: 'interfaces/kustomize', kinds: ['Component', 'Kustomization'] },
  { module: 'interfaces/metallb', kinds: ['BGPAdvertisement', 'BGPPeer', 'IPAddressPool', 'L2Advertisement'] },
  {
    module: 'interfaces/platform',
    kinds: [
      'DNSEndpoint',
      'DatabaseRole',
      'FluxInstance',
      'HelmChartConfig',
      'NetworkAttachmentDefinition',
      'NodeFeatureRule',
      'ObjectStore',
    ],
  },
  { module: 'interfaces/snapshot', kinds: ['VolumeSnapshot', 'VolumeSnapshotClass'] },
  { module: 'interfaces/victoria-metrics', kinds: ['VMRule', 'VMServiceScrape'] },
  { module: 'interfaces/volsync', kinds: ['ReplicationDestination', 'ReplicationSource'] },
];
