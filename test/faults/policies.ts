import {
  app,
  claim,
  deployment,
  external,
  type Fault,
  manifests,
  object,
  objectsOf,
  secret,
  service,
} from './fault.ts';
import { routeTo, storeOf } from './references.ts';

const file = objectsOf('a');
const secretStore = (kind: string, name: string): string => `    kind: ${kind}\n    name: ${name}\n`;
const gateway = (gatewayClass: string, rest = ''): string =>
  object(
    'gateway.networking.k8s.io/v1',
    'Gateway',
    'front',
    `spec:\n  gatewayClassName: ${gatewayClass}\n  listeners:\n    - name: https\n      port: 443\n      protocol: HTTPS\n      tls:\n        certificateRefs:\n          - name: front-tls\n${rest}`,
  );
const gatewayClass = (name: string): string =>
  object('gateway.networking.k8s.io/v1', 'GatewayClass', name, 'spec:\n  controllerName: example.com/gateway\n');
const certificate = (issuer: string, to: string): string =>
  object(
    'cert-manager.io/v1',
    'Certificate',
    'front',
    `spec:\n  secretName: ${to}\n  dnsNames: [a.example.com]\n  issuerRef:\n    kind: ClusterIssuer\n    name: ${issuer}\n`,
  );
const issuer = (name: string): string =>
  object('cert-manager.io/v1', 'ClusterIssuer', name, 'spec:\n  selfSigned: {}\n');
const certManager = external('crds/cert-manager.io');
const role = (name: string): string =>
  object(
    'rbac.authorization.k8s.io/v1',
    'Role',
    name,
    'rules: [{ apiGroups: [""], resources: [pods], verbs: [list] }]\n',
  );
const binding = (to: string, who: string): string =>
  object(
    'rbac.authorization.k8s.io/v1',
    'RoleBinding',
    'a',
    `roleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: Role\n  name: ${to}\nsubjects:\n  - kind: ServiceAccount\n    namespace: home\n    name: ${who}\n`,
  );
const account = (name: string): string => object('v1', 'ServiceAccount', name);
const scaler = (target: string): string =>
  object(
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    'scaler',
    `spec:\n  maxReplicas: 3\n  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n    name: ${target}\n`,
  );

/** Accounts, classes, stores, issuers, namespaces and what policies aim at. */
export const policies: readonly Fault[] = [
  {
    name: 'the account of a pod',
    files: (word) => manifests('a', [account('robot'), deployment('a', '', `serviceAccountName: ${word}\n`)]),
    wrong: 'robott',
    right: 'robot',
    code: 'unresolved-reference',
    at: [file, 'serviceAccountName: robott'],
    end: [file, 'name: robot'],
  },
  {
    name: 'the role of a binding',
    files: (word) => manifests('a', [account('robot'), role('reader'), binding(word, 'robot')]),
    wrong: 'raeder',
    right: 'reader',
    code: 'unresolved-reference',
    at: [file, 'name: raeder'],
    end: [file, 'name: reader'],
  },
  {
    name: 'the subject of a binding',
    files: (word) => manifests('a', [account('robot'), role('reader'), binding('reader', word)]),
    wrong: 'rbot',
    right: 'robot',
    code: 'unresolved-reference',
    at: [file, 'name: rbot'],
    end: [file, 'name: robot'],
  },
  {
    name: 'a storage class',
    files: (word) => ({
      ...manifests('a', [
        object('storage.k8s.io/v1', 'StorageClass', 'fast', 'provisioner: example.com/fast\n'),
        claim('data', `storageClassName: ${word}\n`),
      ]),
    }),
    wrong: 'fats',
    right: 'fast',
    code: 'unresolved-reference',
    at: [file, 'storageClassName: fats'],
    end: [file, 'name: fast'],
  },
  {
    name: 'an ingress class',
    files: (word) =>
      manifests('a', [
        object('networking.k8s.io/v1', 'IngressClass', 'nginx', 'spec: { controller: k8s.io/ingress-nginx }\n'),
        object(
          'networking.k8s.io/v1',
          'Ingress',
          'a',
          `spec:\n  ingressClassName: ${word}\n  defaultBackend: { service: { name: web, port: { number: 8080 } } }\n`,
        ),
      ]),
    wrong: 'ngnix',
    right: 'nginx',
    code: 'unresolved-reference',
    at: [file, 'ingressClassName: ngnix'],
    end: [file, 'name: nginx'],
  },
  {
    name: 'a gateway class',
    files: (word) => manifests('a', [gatewayClass('envoy'), secret('front-tls'), gateway(word)]),
    wrong: 'envoi',
    right: 'envoy',
    code: 'unresolved-reference',
    at: [file, 'gatewayClassName: envoi'],
    end: [file, 'name: envoy'],
  },
  {
    name: 'a section of a gateway',
    files: (word) =>
      manifests('a', [
        gatewayClass('envoy'),
        secret('front-tls'),
        gateway('envoy'),
        routeTo('front', 'web', word).replace('namespace: network', 'namespace: home'),
      ]),
    wrong: 'htps',
    right: 'https',
    code: 'unresolved-reference',
    at: [file, 'sectionName: htps'],
    end: [file, 'listeners:'],
    says: 'Did you mean https?',
  },
  {
    name: 'a Secret that a certificate makes',
    files: (word) => ({
      ...manifests('a', [gatewayClass('envoy'), issuer('own'), certificate('own', word), gateway('envoy')]),
      ...certManager,
    }),
    wrong: 'frnt-tls',
    right: 'front-tls',
    code: 'unresolved-reference',
    at: [file, '- name: front-tls'],
    end: [file, 'name: front'],
  },
  {
    name: 'an issuer',
    files: (word) => ({ ...manifests('a', [issuer('own'), certificate(word, 'front-tls')]), ...certManager }),
    wrong: 'onw',
    right: 'own',
    code: 'unresolved-reference',
    at: [file, 'name: onw'],
    end: [file, 'name: own'],
  },
  {
    name: 'a secret store',
    files: (word) => manifests('a', [storeOf(secretStore('ClusterSecretStore', word))]),
    wrong: 'valt',
    right: 'vault',
    code: 'unresolved-reference',
    at: [file, 'name: valt'],
  },
  {
    name: 'a secret store of the wrong kind',
    files: (word) => ({
      ...manifests('a', [
        object('external-secrets.io/v1', 'ClusterSecretStore', 'own', 'spec: { provider: { fake: { data: [] } } }\n'),
        storeOf(secretStore(word, 'own')),
      ]),
    }),
    wrong: 'SecretStore',
    right: 'ClusterSecretStore',
    code: 'unresolved-reference',
    at: [file, 'name: own'],
    end: [file, 'name: own'],
    says: 'ClusterSecretStore/own is there: a ClusterSecretStore, no SecretStore',
  },
  {
    name: 'a priority class',
    files: (word) =>
      manifests('a', [
        object('scheduling.k8s.io/v1', 'PriorityClass', 'high', 'value: 1000\n'),
        deployment('a', '', `priorityClassName: ${word}\n`),
      ]),
    wrong: 'hihg',
    right: 'high',
    code: 'unresolved-reference',
    at: [file, 'priorityClassName: hihg'],
    end: [file, 'name: high'],
  },
  {
    name: 'CRDs that no app brings',
    files: (word) => ({ ...manifests('a', [issuer('own')]), ...(word === '' ? {} : external(word)) }),
    wrong: '',
    right: 'crds/cert-manager.io',
    code: 'unresolved-reference',
    at: [file, 'apiVersion: cert-manager.io/v1'],
    says: 'the CRDs of cert-manager.io',
  },
  {
    name: 'a namespace that nobody declares',
    files: (word) =>
      manifests('a', [
        object('v1', 'ConfigMap', 'a', `data: { A: b }\n`).replace('  name: a\n', `  name: a\n  namespace: ${word}\n`),
      ]),
    wrong: 'hme',
    right: 'home',
    code: 'unresolved-reference',
    at: [file, 'namespace: hme'],
    says: 'Did you mean home?',
  },
  {
    name: 'a Secret of another namespace',
    files: (word) => ({
      'apps/home/category.yaml': 'name: home\ndescription: Home automation\nnamespaces: { attic: {} }\n',
      ...manifests('a', [
        secret('token').replace('  name: token\n', `  name: token\n  namespace: ${word}\n`),
        deployment('a', 'envFrom:\n  - secretRef:\n      name: token\n'),
      ]),
    }),
    wrong: 'attic',
    right: 'home',
    code: 'unresolved-reference',
    at: [file, 'name: token'],
    end: [file, 'name: token'],
    says: 'Secret/attic/token stands in another namespace than home',
  },
  {
    name: 'the address of an app that does not run',
    files: (word) =>
      app(
        'a',
        `workload:\n  image: docker.io/library/nginx:1.27.0\n  ports: { http: 8080 }\n  probe: { path: / }\n  env:\n    WEB: <% apps.${word}.url %>\n`,
      ),
    wrong: 'webb',
    right: 'web',
    code: 'unresolved-reference',
    at: ['apps/home/a/app.yaml', 'workload:'],
    says: 'Did you mean apps.web.url?',
  },
  {
    name: 'the target of an autoscaler',
    files: (word) => manifests('a', [deployment('a'), scaler(word)]),
    wrong: 'b',
    right: 'a',
    code: 'unresolved-reference',
    at: [file, 'name: b'],
  },
  {
    name: 'the target of an autoscaler, of another kind',
    files: (word) =>
      manifests('a', [deployment('a'), service('a'), scaler('a').replace('kind: Deployment', `kind: ${word}`)]),
    wrong: 'StatefulSet',
    right: 'Deployment',
    code: 'unresolved-reference',
    at: [file, 'name: a'],
    says: 'Deployment/home/a is there: a Deployment, no StatefulSet',
  },
  {
    name: 'the claim that a replication copies',
    files: (word) => ({
      ...manifests('a', [
        claim('data', 'storageClassName: ""\n'),
        secret('restic'),
        object(
          'volsync.backube/v1alpha1',
          'ReplicationSource',
          'data',
          `spec:\n  sourcePVC: ${word}\n  trigger: { schedule: "0 3 * * *" }\n  restic: { repository: restic, copyMethod: Direct }\n`,
        ),
      ]),
      ...external('crds/volsync.backube'),
    }),
    wrong: 'dat',
    right: 'data',
    code: 'unresolved-reference',
    at: [file, 'sourcePVC: dat'],
    end: [file, 'name: data'],
  },
  {
    name: 'an optional Secret: only a note',
    files: (word) =>
      manifests('a', [
        secret('token'),
        deployment('a', `envFrom:\n  - secretRef:\n      name: ${word}\n      optional: true\n`),
      ]),
    wrong: 'tken',
    right: 'token',
    code: 'unresolved-reference',
    severity: 'note',
    at: [file, 'name: tken'],
    end: [file, 'name: token'],
  },
  {
    name: 'an external entry that nothing needs',
    files: (word) => ({
      ...manifests('a', [deployment('a', 'envFrom:\n  - secretRef:\n      name: by-hand\n')]),
      '+clusters/home.yaml': `  Secret/home/by-hand: made by hand\n${word}`,
    }),
    wrong: '  Secret/home/old: made by hand\n',
    right: '',
    code: 'unused-external',
    severity: 'warning',
    at: ['clusters/home.yaml', 'Secret/home/old: made by hand'],
  },
];
