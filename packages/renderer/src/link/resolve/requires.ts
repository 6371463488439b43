import { isJsonObject } from '../../model/json.ts';
import { asJson, groupOf, type KubernetesObject } from '../../model/kubernetes.ts';
import { podSpecAt, podSpecsOf } from '../../model/pod-specs.ts';
import { addressesIn, named, type Requirement, referred, selected, textAt, valuesAt } from './fields.ts';
import { isThereBefore } from './groups.ts';
import { requirementsOfPod } from './requires-pod.ts';

type Row = (object: KubernetesObject, namespace: string) => Requirement[];

/** The target of a policy is looked up by a controller at run time: it must exist, but nothing has to wait for it. */
const later = { weak: true } as const;
/** A Service behind a route may be a chart's. */
const backend = { weak: true, chart: true } as const;
const optional = { soft: true, weak: true } as const;

const storageClass = (object: KubernetesObject, path: string): Requirement[] =>
  named(object, path, (name) => `StorageClass/${name}`);

const gatewayRoute: Row = (object, namespace) => [
  ...referred(object, '/spec/parentRefs/*', 'Gateway', namespace),
  ...referred(object, '/spec/rules/*/backendRefs/*', 'Service', namespace, backend),
  ...['/spec/rules/*/filters/*', '/spec/rules/*/backendRefs/*/filters/*'].flatMap((filters) => [
    ...referred(object, `${filters}/requestMirror/backendRef`, 'Service', namespace, backend),
    ...referred(object, `${filters}/extensionRef`, 'HTTPRouteFilter', namespace, later),
  ]),
];

const attachedPolicy: Row = (object, namespace) => [
  ...referred(object, '/spec/targetRef', 'HTTPRoute', namespace, later),
  ...referred(object, '/spec/targetRefs/*', 'HTTPRoute', namespace, later),
];

const fluxSource: Row = (object, namespace) =>
  ['/spec/secretRef', '/spec/certSecretRef', '/spec/proxySecretRef', '/spec/verify/secretRef'].flatMap((path) =>
    referred(object, path, 'Secret', namespace),
  );

const secretStore: Row = (object, namespace) => [
  ...selected(object, '/spec/provider', namespace),
  ...valuesAt(asJson(object), '/spec/provider/*/connectHost').flatMap(({ value, pointer }) =>
    addressesIn(value, pointer),
  ),
];

const externalSecret: Row = (object, namespace) => [
  ...['/spec/secretStoreRef', '/spec/data/*/sourceRef/storeRef', '/spec/dataFrom/*/sourceRef/storeRef'].flatMap(
    (path) => referred(object, path, 'SecretStore', namespace),
  ),
  ...referred(object, '/spec/dataFrom/*/sourceRef/generatorRef', 'Generator', namespace),
  ...referred(object, '/spec/target/template/templateFrom/*/configMap', 'ConfigMap', namespace),
  ...referred(object, '/spec/target/template/templateFrom/*/secret', 'Secret', namespace),
];

/** A Secret that cert-manager makes for a route of an Ingress or Gateway with its annotations. */
const annotatedIssuer: Row = (object, namespace) =>
  Object.entries(object.metadata.annotations ?? {}).flatMap(([annotation, name]): Requirement[] => {
    const pointer = `/metadata/annotations/${annotation.replaceAll('/', '~1')}`;
    if (annotation === 'cert-manager.io/cluster-issuer') return [{ to: `ClusterIssuer/${name}`, pointer }];
    return annotation === 'cert-manager.io/issuer' ? [{ to: `Issuer/${namespace}/${name}`, pointer }] : [];
  });

const binding: Row = (object, namespace) => {
  const { kind, name } = asJson(object)['roleRef'] as { kind?: string; name?: string };
  const isBuiltIn = kind === 'ClusterRole' && /^(?:view|edit|admin|cluster-admin|system:.*)$/u.test(name ?? '');
  return [
    ...(isBuiltIn ? [] : referred(object, '/roleRef', 'Role', namespace, { chart: true })),
    ...referred(object, '/subjects/*', 'ServiceAccount', namespace, backend).filter(
      ({ to }) => to.startsWith('ServiceAccount/') && !to.endsWith('/default'),
    ),
  ];
};

const scraped =
  (path: string): Row =>
  (object, namespace) =>
    selected(object, path, namespace);

const issuer: Row = (object, namespace) => [
  ...selected(object, '/spec', namespace),
  ...named(object, '/spec/ca/secretName', (name) => `Secret/${namespace}/${name}`),
];

const toCluster: Row = (object, namespace) => referred(object, '/spec/cluster', 'Cluster', namespace);

const replication: Row = (object, namespace) => [
  ...named(object, '/spec/sourcePVC', (name) => `PersistentVolumeClaim/${namespace}/${name}`),
  ...named(object, '/spec/*/destinationPVC', (name) => `PersistentVolumeClaim/${namespace}/${name}`),
  ...named(object, '/spec/*/repository', (name) => `Secret/${namespace}/${name}`),
  ...['storageClassName', 'cacheStorageClassName'].flatMap((field) => storageClass(object, `/spec/*/${field}`)),
  ...named(object, '/spec/*/volumeSnapshotClassName', (name) => `VolumeSnapshotClass/${name}`),
];

const metallbPools: Row = (object, namespace) =>
  named(object, '/spec/ipAddressPools/*', (name) => `IPAddressPool/${namespace}/${name}`);

/** The table "what an object requires": one row a kind, keyed `group/Kind`. Fields are those of the API reference of the kind. */
const rows: Readonly<Record<string, Row>> = {
  '/PersistentVolumeClaim': (object, namespace) => {
    // A claim of a named volume may carry a class that exists only to match the two.
    const volume = textAt(object, '/spec/volumeName');
    return [
      ...(volume === undefined ? storageClass(object, '/spec/storageClassName') : []),
      ...named(object, '/spec/volumeName', (name) => `PersistentVolume/${name}`),
      ...referred(object, '/spec/dataSourceRef', 'PersistentVolumeClaim', namespace),
    ];
  },
  // The claim a volume is kept for; of a chart or an operator it comes later.
  '/PersistentVolume': (object, namespace) =>
    referred(object, '/spec/claimRef', 'PersistentVolumeClaim', namespace, backend),
  '/Secret': (object, namespace) => {
    const annotation = 'kubernetes.io/service-account.name';
    const name = object.metadata.annotations?.[annotation];
    return name === undefined
      ? []
      : [
          {
            to: `ServiceAccount/${namespace}/${name}`,
            pointer: `/metadata/annotations/${annotation.replace('/', '~1')}`,
          },
        ];
  },
  '/ServiceAccount': (object, namespace) => referred(object, '/imagePullSecrets/*', 'Secret', namespace, optional),
  '/Service': (object) =>
    textAt(object, '/spec/type') === 'LoadBalancer' ? [{ to: 'loadBalancer', pointer: '/spec/type', ...optional }] : [],
  'apps/StatefulSet': (object) => storageClass(object, '/spec/volumeClaimTemplates/*/spec/storageClassName'),
  'autoscaling/HorizontalPodAutoscaler': (object, namespace) =>
    referred(object, '/spec/scaleTargetRef', 'Deployment', namespace, backend),
  'networking.k8s.io/Ingress': (object, namespace) => [
    ...named(object, '/spec/ingressClassName', (name) => `IngressClass/${name}`),
    ...named(object, '/spec/tls/*/secretName', (name) => `Secret/${namespace}/${name}`, optional),
    ...referred(object, '/spec/defaultBackend/service', 'Service', namespace, backend),
    ...referred(object, '/spec/rules/*/http/paths/*/backend/service', 'Service', namespace, backend),
    ...annotatedIssuer(object, namespace),
  ],
  'rbac.authorization.k8s.io/RoleBinding': binding,
  'rbac.authorization.k8s.io/ClusterRoleBinding': binding,
  'helm.toolkit.fluxcd.io/HelmRelease': (object, namespace) => [
    ...referred(object, '/spec/chartRef', 'OCIRepository', namespace),
    ...referred(object, '/spec/chart/spec/sourceRef', 'HelmRepository', namespace),
    ...referred(object, '/spec/valuesFrom/*', 'Secret', namespace),
    ...referred(object, '/spec/dependsOn/*', 'HelmRelease', namespace),
    ...named(
      object,
      '/spec/values/service/*/type',
      (type) => (type === 'LoadBalancer' ? 'loadBalancer' : ''),
      optional,
    ),
  ],
  'source.toolkit.fluxcd.io/GitRepository': fluxSource,
  'source.toolkit.fluxcd.io/OCIRepository': fluxSource,
  'source.toolkit.fluxcd.io/HelmRepository': fluxSource,
  'source.toolkit.fluxcd.io/Bucket': fluxSource,
  'source.toolkit.fluxcd.io/HelmChart': (object, namespace) =>
    referred(object, '/spec/sourceRef', 'HelmRepository', namespace),
  'kustomize.toolkit.fluxcd.io/Kustomization': (object, namespace) => [
    ...referred(object, '/spec/decryption/secretRef', 'Secret', namespace),
    ...referred(object, '/spec/postBuild/substituteFrom/*', 'Secret', namespace),
  ],
  'notification.toolkit.fluxcd.io/Alert': (object, namespace) =>
    referred(object, '/spec/providerRef', 'Provider', namespace),
  'notification.toolkit.fluxcd.io/Provider': fluxSource,
  'notification.toolkit.fluxcd.io/Receiver': fluxSource,
  'gateway.networking.k8s.io/HTTPRoute': gatewayRoute,
  'gateway.networking.k8s.io/GRPCRoute': gatewayRoute,
  'gateway.networking.k8s.io/TLSRoute': gatewayRoute,
  'gateway.networking.k8s.io/TCPRoute': gatewayRoute,
  'gateway.networking.k8s.io/UDPRoute': gatewayRoute,
  'gateway.networking.k8s.io/Gateway': (object, namespace) => {
    const issuers = annotatedIssuer(object, namespace);
    return [
      ...named(object, '/spec/gatewayClassName', (name) => `GatewayClass/${name}`),
      ...referred(object, '/spec/infrastructure/parametersRef', 'ConfigMap', namespace),
      // With an issuer's annotation cert-manager makes them, after the Gateway.
      ...referred(
        object,
        '/spec/listeners/*/tls/certificateRefs/*',
        'Secret',
        namespace,
        issuers.length > 0 ? optional : {},
      ),
      ...issuers,
    ];
  },
  'gateway.networking.k8s.io/GatewayClass': (object, namespace) =>
    referred(object, '/spec/parametersRef', 'ConfigMap', namespace),
  'gateway.envoyproxy.io/ClientTrafficPolicy': attachedPolicy,
  'gateway.envoyproxy.io/BackendTrafficPolicy': attachedPolicy,
  'gateway.envoyproxy.io/EnvoyExtensionPolicy': attachedPolicy,
  'gateway.envoyproxy.io/SecurityPolicy': (object, namespace) => [
    ...attachedPolicy(object, namespace),
    ...['/spec/oidc/clientSecret', '/spec/basicAuth/users', '/spec/apiKeyAuth/credentialRefs/*'].flatMap((path) =>
      referred(object, path, 'Secret', namespace),
    ),
    // What answers may be made at run time (authentik's outposts): its absence shows at the first request, not before.
    ...[
      '/spec/extAuth/http/backendRefs/*',
      '/spec/extAuth/http/backendRef',
      '/spec/extAuth/grpc/backendRefs/*',
    ].flatMap((path) => referred(object, path, 'Service', namespace, optional)),
  ],
  'external-secrets.io/ExternalSecret': externalSecret,
  'external-secrets.io/PushSecret': (object, namespace) => [
    ...referred(object, '/spec/secretStoreRefs/*', 'SecretStore', namespace),
    ...referred(object, '/spec/selector/secret', 'Secret', namespace),
  ],
  'external-secrets.io/ClusterSecretStore': secretStore,
  'external-secrets.io/SecretStore': secretStore,
  'cert-manager.io/Certificate': (object, namespace) => [
    ...referred(object, '/spec/issuerRef', 'Issuer', namespace),
    ...selected(object, '/spec/keystores', namespace),
  ],
  // A ClusterIssuer reads Secrets of the namespace its controller runs in (cert-manager, "Cluster resource namespace").
  'cert-manager.io/ClusterIssuer': issuer,
  'cert-manager.io/Issuer': issuer,
  'monitoring.coreos.com/AlertmanagerConfig': scraped('/spec'),
  'monitoring.coreos.com/ServiceMonitor': scraped('/spec/endpoints'),
  'monitoring.coreos.com/PodMonitor': scraped('/spec/podMetricsEndpoints'),
  'monitoring.coreos.com/Probe': scraped('/spec'),
  'monitoring.coreos.com/ScrapeConfig': scraped('/spec'),
  'operator.victoriametrics.com/VMServiceScrape': scraped('/spec/endpoints'),
  'operator.victoriametrics.com/VMPodScrape': scraped('/spec/podMetricsEndpoints'),
  'operator.victoriametrics.com/VMAlertmanagerConfig': scraped('/spec'),
  'grafana.integreatly.org/Grafana': (object, namespace) => [
    ...valuesAt(asJson(object), '/spec/deployment/spec/template/spec').flatMap(({ value, pointer }) =>
      isJsonObject(value) ? requirementsOfPod(podSpecAt(value, pointer), namespace) : [],
    ),
    ...selected(object, '/spec/external', namespace),
    ...storageClass(object, '/spec/persistentVolumeClaim/spec/storageClassName'),
  ],
  'grafana.integreatly.org/GrafanaDashboard': (object, namespace) => [
    ...referred(object, '/spec/configMapRef', 'ConfigMap', namespace),
    ...selected(object, '/spec/envFrom', namespace),
    ...selected(object, '/spec/envs', namespace),
  ],
  'grafana.integreatly.org/GrafanaDatasource': (object, namespace) => [
    ...selected(object, '/spec/valuesFrom', namespace),
    ...valuesAt(asJson(object), '/spec/datasource/url').flatMap(({ value, pointer }) => addressesIn(value, pointer)),
  ],
  'grafana.integreatly.org/GrafanaContactPoint': scraped('/spec/valuesFrom'),
  'postgresql.cnpg.io/Cluster': (object, namespace) => [
    ...['storage', 'walStorage'].flatMap((storage) => [
      ...storageClass(object, `/spec/${storage}/storageClass`),
      ...storageClass(object, `/spec/${storage}/pvcTemplate/storageClassName`),
    ]),
    ...referred(object, '/spec/superuserSecret', 'Secret', namespace),
    ...referred(object, '/spec/bootstrap/*/secret', 'Secret', namespace),
    ...referred(object, '/spec/managed/roles/*/passwordSecret', 'Secret', namespace),
    ...referred(object, '/spec/imageCatalogRef', 'ImageCatalog', namespace),
    ...named(object, '/spec/plugins/*/parameters/barmanObjectName', (name) => `ObjectStore/${namespace}/${name}`),
    ...['/spec/externalClusters', '/spec/backup', '/spec/env'].flatMap((path) => selected(object, path, namespace)),
  ],
  'postgresql.cnpg.io/Database': toCluster,
  'postgresql.cnpg.io/ScheduledBackup': toCluster,
  'postgresql.cnpg.io/Backup': toCluster,
  'postgresql.cnpg.io/Pooler': toCluster,
  'barmancloud.cnpg.io/ObjectStore': scraped('/spec/configuration'),
  'volsync.backube/ReplicationSource': replication,
  'volsync.backube/ReplicationDestination': replication,
  'snapshot.storage.k8s.io/VolumeSnapshot': (object, namespace) => [
    ...named(object, '/spec/volumeSnapshotClassName', (name) => `VolumeSnapshotClass/${name}`),
    ...named(object, '/spec/source/persistentVolumeClaimName', (name) => `PersistentVolumeClaim/${namespace}/${name}`),
  ],
  'metallb.io/L2Advertisement': metallbPools,
  'metallb.io/BGPAdvertisement': metallbPools,
  'traefik.io/IngressRoute': (object, namespace) => [
    ...referred(object, '/spec/routes/*/middlewares/*', 'Middleware', namespace, later),
    ...referred(object, '/spec/routes/*/services/*', 'Service', namespace, backend).filter(
      ({ to }) => !to.includes('@'),
    ),
    ...named(object, '/spec/tls/secretName', (name) => `Secret/${namespace}/${name}`, optional),
  ],
  'traefik.io/Middleware': (object, namespace) => [
    ...referred(object, '/spec/chain/middlewares/*', 'Middleware', namespace, later),
    ...named(object, '/spec/basicAuth/secret', (name) => `Secret/${namespace}/${name}`),
    ...valuesAt(asJson(object), '/spec/forwardAuth/address').flatMap(({ value, pointer }) =>
      addressesIn(value, pointer),
    ),
  ],
  'traefik.io/TLSStore': (object, namespace) =>
    named(object, '/spec/defaultCertificate/secretName', (name) => `Secret/${namespace}/${name}`),
};

/** Everything one rendered object requires, in the order of the tables. `appNamespace` is that of an object without one. */
export const requirementsOf = (object: KubernetesObject, appNamespace: string): Requirement[] => {
  const group = groupOf(object.apiVersion);
  const namespace = object.metadata.namespace ?? appNamespace;
  const custom: Requirement[] = isThereBefore(group)
    ? []
    : [
        { to: `crds/${group}`, pointer: '/apiVersion' },
        { to: `webhooks/${group}`, pointer: '/apiVersion', soft: true },
      ];
  return [
    ...custom,
    ...(rows[`${group}/${object.kind}`]?.(object, namespace) ?? []),
    ...podSpecsOf(object).flatMap((pod) => requirementsOfPod(pod, namespace)),
  ].filter(({ to }) => to !== '');
};
