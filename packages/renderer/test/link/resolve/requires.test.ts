import { describe, expect, it } from 'vitest';
import { requirementsOf } from '../../../src/link/resolve/requires.ts';
import { objectOf } from '../fixture.ts';

/** `to pointer flags` of everything an object of namespace games requires; its own CRDs and webhooks left out. */
const required = (yaml: string): string[] =>
  requirementsOf(objectOf(yaml), 'games')
    .filter(({ to }) => !/^(?:crds|webhooks)\//u.test(to))
    .map(({ to, pointer, soft, weak, chart }) =>
      [to, pointer, ...(soft ? ['soft'] : []), ...(weak ? ['weak'] : []), ...(chart ? ['chart'] : [])].join(' '),
    );

const head = (apiVersion: string, kind: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: x, namespace: games }\n`;

const rows: [title: string, yaml: string, expected: string[]][] = [
  [
    'a pod: env, envFrom, volumes, account, classes, pull secrets, addresses',
    `${head('apps/v1', 'Deployment')}spec:
  template:
    spec:
      serviceAccountName: own
      priorityClassName: high
      runtimeClassName: nvidia
      imagePullSecrets: [{ name: pull }]
      initContainers: [{ name: i, envFrom: [{ configMapRef: { name: init } }] }]
      containers:
        - name: app
          env:
            - { name: A, valueFrom: { secretKeyRef: { name: s, key: k } } }
            - { name: B, valueFrom: { configMapKeyRef: { name: c, key: k, optional: true } } }
            - { name: C, value: "http://api.media.svc:80 and db.media.svc.cluster.local" }
          envFrom: [{ secretRef: { name: e } }]
      volumes:
        - { name: a, persistentVolumeClaim: { claimName: data } }
        - { name: b, projected: { sources: [{ secret: { name: p } }, { configMap: { name: q } }] } }
        - { name: c, secret: { secretName: t, optional: true } }
        - { name: d, emptyDir: {} }
`,
    [
      'PersistentVolumeClaim/games/data /spec/template/spec/volumes/0/persistentVolumeClaim/claimName',
      'Secret/games/p /spec/template/spec/volumes/1/projected/sources/0/secret/name',
      'ConfigMap/games/q /spec/template/spec/volumes/1/projected/sources/1/configMap/name',
      'Secret/games/t /spec/template/spec/volumes/2/secret/secretName soft weak',
      'Secret/games/s /spec/template/spec/containers/0/env/0/valueFrom/secretKeyRef/name',
      'ConfigMap/games/c /spec/template/spec/containers/0/env/1/valueFrom/configMapKeyRef/name soft weak',
      'Service/media/api /spec/template/spec/containers/0/env/2/value soft weak',
      'Service/media/db /spec/template/spec/containers/0/env/2/value soft weak',
      'Secret/games/e /spec/template/spec/containers/0/envFrom/0/secretRef/name',
      'ConfigMap/games/init /spec/template/spec/initContainers/0/envFrom/0/configMapRef/name',
      'Secret/games/pull /spec/template/spec/imagePullSecrets/0/name',
      'ServiceAccount/games/own /spec/template/spec/serviceAccountName',
      'PriorityClass/high /spec/template/spec/priorityClassName chart',
      'RuntimeClass/nvidia /spec/template/spec/runtimeClassName soft',
    ],
  ],
  [
    'what every API server has: default account, system classes, built-in roles',
    `${head('batch/v1', 'CronJob')}spec: { jobTemplate: { spec: { template: { spec: { serviceAccountName: default, priorityClassName: system-node-critical } } } } }`,
    [],
  ],
  [
    'a release of app-template: its values as the pods they become',
    `${head('helm.toolkit.fluxcd.io/v2', 'HelmRelease')}spec:
  chartRef: { kind: OCIRepository, name: x }
  valuesFrom: [{ kind: ConfigMap, name: v }, { kind: Secret, name: w, optional: true }]
  values:
    controllers:
      app:
        serviceAccount: { name: own }
        containers:
          app:
            env: { A: { valueFrom: { secretKeyRef: { name: s, key: k } } }, B: { secretKeyRef: { name: t, key: k } }, C: http://api.media.svc }
            envFrom: [{ secret: u }, { secretRef: { name: z } }]
    service: { app: { type: LoadBalancer } }
    persistence: { data: { existingClaim: d }, conf: { type: configMap, name: m }, off: { enabled: false, existingClaim: n } }
`,
    [
      'OCIRepository/games/x /spec/chartRef/name',
      'ConfigMap/games/v /spec/valuesFrom/0/name',
      'Secret/games/w /spec/valuesFrom/1/name soft weak',
      'loadBalancer /spec/values/service/app/type soft weak',
      'PersistentVolumeClaim/games/d /spec/values/persistence/data/persistentVolumeClaim/claimName',
      'ConfigMap/games/m /spec/values/persistence/conf/configMap/name',
      'Secret/games/s /spec/values/controllers/app/containers/app/env/A/valueFrom/secretKeyRef/name',
      'Secret/games/t /spec/values/controllers/app/containers/app/env/B/secretKeyRef/name',
      'Service/media/api /spec/values/controllers/app/containers/app/env/C soft weak',
      'Secret/games/u /spec/values/controllers/app/containers/app/envFrom/0/secretRef/name',
      'Secret/games/z /spec/values/controllers/app/containers/app/envFrom/1/secretRef/name',
      'ServiceAccount/games/own /spec/values/controllers/app/serviceAccountName',
    ],
  ],
  [
    'a chart: its source, not what its values say (a storage class of a chart is not read)',
    `${head('helm.toolkit.fluxcd.io/v2', 'HelmRelease')}spec:
  chart: { spec: { chart: c, sourceRef: { kind: HelmRepository, name: r, namespace: flux-system } } }
  dependsOn: [{ name: other, namespace: media }]
  values: { persistence: { storageClass: fast, existingClaim: d }, existingSecret: s }
`,
    ['HelmRepository/flux-system/r /spec/chart/spec/sourceRef/name', 'HelmRelease/media/other /spec/dependsOn/0/name'],
  ],
  [
    'a claim',
    `${head('v1', 'PersistentVolumeClaim')}spec: { storageClassName: fast, dataSourceRef: { kind: VolumeSnapshot, name: s } }`,
    ['StorageClass/fast /spec/storageClassName', 'VolumeSnapshot/games/s /spec/dataSourceRef/name'],
  ],
  [
    'a claim of a named volume, whose class may be there only to match',
    `${head('v1', 'PersistentVolumeClaim')}spec: { storageClassName: manual, volumeName: v }`,
    ['PersistentVolume/v /spec/volumeName'],
  ],
  ['a claim without a class', `${head('v1', 'PersistentVolumeClaim')}spec: { storageClassName: "" }`, []],
  [
    'an HTTPRoute: gateways, backends, filters',
    `${head('gateway.networking.k8s.io/v1', 'HTTPRoute')}spec:
  parentRefs: [{ name: internal, namespace: network, sectionName: https }]
  rules:
    - backendRefs: [{ name: web, port: 80 }]
      filters:
        - { type: ExtensionRef, extensionRef: { group: gateway.envoyproxy.io, kind: HTTPRouteFilter, name: f } }
        - { type: RequestMirror, requestMirror: { backendRef: { name: mirror, namespace: media } } }
`,
    [
      'Gateway/network/internal /spec/parentRefs/0/name',
      'Service/games/web /spec/rules/0/backendRefs/0/name weak chart',
      'Service/media/mirror /spec/rules/0/filters/1/requestMirror/backendRef/name weak chart',
      'HTTPRouteFilter/games/f /spec/rules/0/filters/0/extensionRef/name weak',
    ],
  ],
  [
    'a Gateway and its certificates',
    `${head('gateway.networking.k8s.io/v1', 'Gateway')}spec: { gatewayClassName: envoy, infrastructure: { parametersRef: { group: g, kind: EnvoyProxy, name: p } }, listeners: [{ tls: { certificateRefs: [{ name: c }] } }] }`,
    [
      'GatewayClass/envoy /spec/gatewayClassName',
      'EnvoyProxy/games/p /spec/infrastructure/parametersRef/name',
      'Secret/games/c /spec/listeners/0/tls/certificateRefs/0/name',
    ],
  ],
  [
    'a SecurityPolicy: its route, its client secret, what is asked',
    `${head('gateway.envoyproxy.io/v1alpha1', 'SecurityPolicy')}spec:
  targetRefs: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, name: r }]
  oidc: { clientSecret: { name: s } }
  extAuth: { http: { backendRefs: [{ name: outpost, namespace: auth }] } }
`,
    [
      'HTTPRoute/games/r /spec/targetRefs/0/name weak',
      'Secret/games/s /spec/oidc/clientSecret/name',
      'Service/auth/outpost /spec/extAuth/http/backendRefs/0/name soft weak',
    ],
  ],
  [
    'an Ingress whose certificate cert-manager makes',
    `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: x, namespace: games, annotations: { cert-manager.io/cluster-issuer: le } }
spec: { ingressClassName: traefik, tls: [{ secretName: tls }], rules: [{ http: { paths: [{ backend: { service: { name: web } } }] } }] }`,
    [
      'IngressClass/traefik /spec/ingressClassName',
      'Secret/games/tls /spec/tls/0/secretName soft weak',
      'Service/games/web /spec/rules/0/http/paths/0/backend/service/name weak chart',
      'ClusterIssuer/le /metadata/annotations/cert-manager.io~1cluster-issuer',
    ],
  ],
  [
    'an ExternalSecret: stores, templates',
    `${head('external-secrets.io/v1', 'ExternalSecret')}spec:
  secretStoreRef: { kind: ClusterSecretStore, name: vault }
  data: [{ secretKey: a, sourceRef: { storeRef: { name: own } }, remoteRef: { key: k } }]
  target: { template: { templateFrom: [{ configMap: { name: t, items: [{ key: x }] } }] } }
`,
    [
      'ClusterSecretStore/vault /spec/secretStoreRef/name',
      'SecretStore/games/own /spec/data/0/sourceRef/storeRef/name',
      'ConfigMap/games/t /spec/target/template/templateFrom/0/configMap/name',
    ],
  ],
  [
    'a store: the Secret of its credentials, the address of its provider',
    `apiVersion: external-secrets.io/v1
kind: ClusterSecretStore
metadata: { name: x }
spec: { provider: { onepassword: { connectHost: "http://op.eso.svc:8080", vaults: { a: 1 }, auth: { secretRef: { connectTokenSecretRef: { name: t, namespace: eso, key: token } } } } } }`,
    [
      'Secret/eso/t /spec/provider/onepassword/auth/secretRef/connectTokenSecretRef/name',
      'Service/eso/op /spec/provider/onepassword/connectHost soft weak',
    ],
  ],
  [
    'issuers and certificates; not the key that an issuer makes',
    `${head('cert-manager.io/v1', 'Issuer')}spec: { ca: { secretName: root }, acme: { privateKeySecretRef: { name: made }, solvers: [{ dns01: { cloudflare: { apiTokenSecretRef: { name: t, key: k } } } }] } }`,
    [
      'Secret/games/t /spec/acme/solvers/0/dns01/cloudflare/apiTokenSecretRef/name',
      'Secret/games/root /spec/ca/secretName',
    ],
  ],
  [
    'a Certificate of a ClusterIssuer',
    `${head('cert-manager.io/v1', 'Certificate')}spec: { issuerRef: { kind: ClusterIssuer, name: le } }`,
    ['ClusterIssuer/le /spec/issuerRef/name'],
  ],
  [
    'a Certificate of an Issuer',
    `${head('cert-manager.io/v1', 'Certificate')}spec: { issuerRef: { name: le } }`,
    ['Issuer/games/le /spec/issuerRef/name'],
  ],
  [
    'monitors: credentials of their endpoints',
    `${head('monitoring.coreos.com/v1', 'ServiceMonitor')}spec: { endpoints: [{ port: http, basicAuth: { username: { name: s, key: u } }, tlsConfig: { ca: { configMap: { name: c, key: ca } } } }] }`,
    [
      'Secret/games/s /spec/endpoints/0/basicAuth/username/name',
      'ConfigMap/games/c /spec/endpoints/0/tlsConfig/ca/configMap/name',
    ],
  ],
  [
    'a PodMonitor',
    `${head('monitoring.coreos.com/v1', 'PodMonitor')}spec: { podMetricsEndpoints: [{ bearerTokenSecret: { name: s, key: u } }] }`,
    ['Secret/games/s /spec/podMetricsEndpoints/0/bearerTokenSecret/name'],
  ],
  [
    'Grafana: pods, dashboards, datasources',
    `${head('grafana.integreatly.org/v1beta1', 'Grafana')}spec: { deployment: { spec: { template: { spec: { volumes: [{ persistentVolumeClaim: { claimName: d } }], containers: [{ envFrom: [{ secretRef: { name: s } }] }] } } } } }`,
    [
      'PersistentVolumeClaim/games/d /spec/deployment/spec/template/spec/volumes/0/persistentVolumeClaim/claimName',
      'Secret/games/s /spec/deployment/spec/template/spec/containers/0/envFrom/0/secretRef/name',
    ],
  ],
  [
    'a GrafanaDashboard',
    `${head('grafana.integreatly.org/v1beta1', 'GrafanaDashboard')}spec: { configMapRef: { name: c, key: k } }`,
    ['ConfigMap/games/c /spec/configMapRef/name'],
  ],
  [
    'a GrafanaDatasource',
    `${head('grafana.integreatly.org/v1beta1', 'GrafanaDatasource')}spec: { datasource: { url: http://loki.logs.svc }, valuesFrom: [{ targetPath: p, valueFrom: { secretKeyRef: { name: s, key: k } } }] }`,
    [
      'Secret/games/s /spec/valuesFrom/0/valueFrom/secretKeyRef/name',
      'Service/logs/loki /spec/datasource/url soft weak',
    ],
  ],
  [
    'a CloudNativePG Cluster',
    `${head('postgresql.cnpg.io/v1', 'Cluster')}spec: { storage: { storageClass: fast }, walStorage: { storageClass: wal }, bootstrap: { initdb: { secret: { name: s } } }, superuserSecret: { name: su }, plugins: [{ parameters: { barmanObjectName: b } }], externalClusters: [{ password: { name: p, key: k } }] }`,
    [
      'StorageClass/fast /spec/storage/storageClass',
      'StorageClass/wal /spec/walStorage/storageClass',
      'Secret/games/su /spec/superuserSecret/name',
      'Secret/games/s /spec/bootstrap/initdb/secret/name',
      'ObjectStore/games/b /spec/plugins/0/parameters/barmanObjectName',
      'Secret/games/p /spec/externalClusters/0/password/name',
    ],
  ],
  [
    'a ScheduledBackup',
    `${head('postgresql.cnpg.io/v1', 'ScheduledBackup')}spec: { cluster: { name: pg } }`,
    ['Cluster/games/pg /spec/cluster/name'],
  ],
  [
    'a Database',
    `${head('postgresql.cnpg.io/v1', 'Database')}spec: { cluster: { name: pg } }`,
    ['Cluster/games/pg /spec/cluster/name'],
  ],
  [
    'a ReplicationSource',
    `${head('volsync.backube/v1alpha1', 'ReplicationSource')}spec: { sourcePVC: d, restic: { repository: r, storageClassName: fast, volumeSnapshotClassName: snap } }`,
    [
      'PersistentVolumeClaim/games/d /spec/sourcePVC',
      'Secret/games/r /spec/restic/repository',
      'StorageClass/fast /spec/restic/storageClassName',
      'VolumeSnapshotClass/snap /spec/restic/volumeSnapshotClassName',
    ],
  ],
  [
    'bindings: roles of our own, accounts, nothing of the API server',
    `${head('rbac.authorization.k8s.io/v1', 'RoleBinding')}roleRef: { kind: Role, name: r }\nsubjects: [{ kind: ServiceAccount, name: a }, { kind: ServiceAccount, name: default }, { kind: User, name: u }]`,
    ['Role/games/r /roleRef/name chart', 'ServiceAccount/games/a /subjects/0/name weak chart'],
  ],
  [
    'a binding to a role of the API server',
    `${head('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding')}roleRef: { kind: ClusterRole, name: cluster-admin }`,
    [],
  ],
  [
    'a token of an account',
    'apiVersion: v1\nkind: Secret\nmetadata: { name: x, namespace: games, annotations: { kubernetes.io/service-account.name: a } }',
    ['ServiceAccount/games/a /metadata/annotations/kubernetes.io~1service-account.name'],
  ],
  [
    'a source of Flux',
    `${head('source.toolkit.fluxcd.io/v1', 'OCIRepository')}spec: { secretRef: { name: s } }`,
    ['Secret/games/s /spec/secretRef/name'],
  ],
  [
    'addresses of MetalLB',
    `${head('metallb.io/v1beta1', 'L2Advertisement')}spec: { ipAddressPools: [a] }`,
    ['IPAddressPool/games/a /spec/ipAddressPools/0'],
  ],
  [
    'a grant between namespaces',
    `${head('gateway.networking.k8s.io/v1beta1', 'ReferenceGrant')}spec: { from: [{ kind: SecurityPolicy, namespace: media }], to: [{ kind: Service, name: s }] }`,
    [],
  ],
  [
    'an IngressRoute',
    `${head('traefik.io/v1alpha1', 'IngressRoute')}spec: { routes: [{ middlewares: [{ name: m, namespace: auth }], services: [{ name: web }, { kind: TraefikService, name: api@internal }] }] }`,
    [
      'Middleware/auth/m /spec/routes/0/middlewares/0/name weak',
      'Service/games/web /spec/routes/0/services/0/name weak chart',
    ],
  ],
];

describe('what an object requires', () => {
  it.each(rows)('%s', (_title, yaml, expected) => {
    expect(required(yaml)).toEqual(expected);
  });

  it('is the CRDs of its kind, and the webhook that admits it where there is one', () => {
    expect(requirementsOf(objectOf(head('cert-manager.io/v1', 'Foo')), 'games')).toEqual([
      { to: 'crds/cert-manager.io', pointer: '/apiVersion' },
      { to: 'webhooks/cert-manager.io', pointer: '/apiVersion', soft: true },
    ]);
  });

  it.each(['v1', 'apps/v1', 'networking.k8s.io/v1', 'helm.toolkit.fluxcd.io/v2', 'source.toolkit.fluxcd.io/v1'])(
    'is no CRD for what every API server or Flux itself brings: %s',
    (apiVersion) => {
      expect(requirementsOf(objectOf(head(apiVersion, 'Foo')), 'games')).toEqual([]);
    },
  );
});
