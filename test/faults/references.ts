import {
  app,
  appTemplate,
  claim,
  configMap,
  definitionOf,
  deployment,
  external,
  type Fault,
  manifests,
  mounting,
  object,
  objectsOf,
  secret,
  service,
  volume,
} from './fault.ts';

const file = objectsOf('a');
const localPath = external('StorageClass/local-path');
const release = (chart: string, rest = ''): string =>
  object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'a', `spec:\n  interval: 1h\n${chart}${rest}`);
const chartRef = '  chartRef:\n    kind: OCIRepository\n    name: ';
const repository = (kind: string, name: string): string =>
  object(
    'source.toolkit.fluxcd.io/v1',
    kind,
    name,
    kind === 'HelmRepository'
      ? 'spec: { interval: 1h, url: "https://charts.example.com" }\n'
      : 'spec: { interval: 1h, url: "oci://ghcr.io/example/a", ref: { tag: 1.0.0 } }\n',
  );
const route = (gateway: string, backend: string, section = 'https', port = '8080'): string =>
  object(
    'gateway.networking.k8s.io/v1',
    'HTTPRoute',
    'a',
    `spec:\n  hostnames: [a.example.com]\n  parentRefs:\n    - name: ${gateway}\n      namespace: network\n      sectionName: ${section}\n  rules:\n    - backendRefs:\n        - name: ${backend}\n          port: ${port}\n`,
  );
const externalSecret = (store: string, target = 'a'): string =>
  object(
    'external-secrets.io/v1',
    'ExternalSecret',
    'a',
    `spec:\n  secretStoreRef:\n${store}  target:\n    name: ${target}\n  data:\n    - secretKey: A\n      remoteRef: { key: a, property: A }\n`,
  );
const vault = '    kind: ClusterSecretStore\n    name: vault\n';
const postgres = (name: string): string =>
  object('postgresql.cnpg.io/v1', 'Cluster', name, 'spec:\n  instances: 1\n  storage: { size: 5Gi }\n');
const cnpg = external('crds/postgresql.cnpg.io');
const reading = (name: string, key = 'A'): string =>
  `env:\n  - name: A\n    valueFrom:\n      secretKeyRef:\n        name: ${name}\n        key: ${key}\n`;

/** A name that nothing bears. */
export const references: readonly Fault[] = [
  {
    name: 'a chart from a HelmRepository of another name',
    files: (word) =>
      manifests('a', [
        repository('HelmRepository', 'charts'),
        release(
          `  chart:\n    spec:\n      chart: a\n      version: 1.0.0\n      sourceRef:\n        kind: HelmRepository\n        name: ${word}\n`,
        ),
      ]),
    wrong: 'chart',
    right: 'charts',
    code: 'unresolved-reference',
    at: [file, 'name: chart'],
    end: [file, 'name: charts'],
    says: 'Did you mean HelmRepository/home/charts?',
  },
  {
    name: 'a chartRef that no OCIRepository bears',
    files: (word) => manifests('a', [repository('OCIRepository', 'a'), release(chartRef + word, '\n')]),
    wrong: 'aa',
    right: 'a',
    code: 'unresolved-reference',
    at: [file, 'name: aa'],
    end: [file, 'name: a'],
  },
  {
    name: 'a chartRef of the wrong kind',
    files: (word) =>
      manifests('a', [
        object(
          'source.toolkit.fluxcd.io/v1',
          word,
          'a',
          word === 'HelmChart'
            ? 'spec: { interval: 1h, chart: a, version: 1.0.0, sourceRef: { kind: HelmRepository, name: charts } }\n'
            : 'spec: { interval: 1h, url: "oci://ghcr.io/example/a", ref: { tag: 1.0.0 } }\n',
        ),
        repository('HelmRepository', 'charts'),
        release(`${chartRef}a\n`),
      ]),
    wrong: 'HelmChart',
    right: 'OCIRepository',
    code: 'unresolved-reference',
    at: [file, 'name: a'],
    end: [file, 'name: a'],
    says: 'HelmChart/home/a is there: a HelmChart, no OCIRepository',
  },
  {
    name: 'a claim that a pod mounts',
    files: (word) => ({
      ...manifests('a', [
        claim('data'),
        deployment('a', ...mounting(`persistentVolumeClaim:\n  claimName: ${word}\n`)),
      ]),
      ...localPath,
    }),
    wrong: 'dta',
    right: 'data',
    code: 'unresolved-reference',
    at: [file, 'claimName: dta'],
    end: [file, 'name: data'],
  },
  {
    name: 'an existing claim of app-template',
    files: (word) => ({
      ...app(
        'a',
        `workload:\n  image: docker.io/library/nginx:1.27.0\n  ports: { http: 8080 }\n  probe: { path: / }\nstorage:\n  data: { claim: ${word}, mount: /data }\n`,
      ),
      ...manifests('b', [claim('library')]),
      '+clusters/home.yaml': `  StorageClass/local-path: made elsewhere\n${appTemplate}`,
    }),
    wrong: 'libary',
    right: 'library',
    code: 'unresolved-reference',
    at: [definitionOf('a'), 'data: { claim: libary, mount: /data }'],
    end: [objectsOf('b'), 'name: library'],
  },
  {
    name: 'a volume that a claim names',
    files: (word) => manifests('a', [volume('pv-data'), claim('data', `storageClassName: ""\nvolumeName: ${word}\n`)]),
    wrong: 'pv-dat',
    right: 'pv-data',
    code: 'unresolved-reference',
    at: [file, 'volumeName: pv-dat'],
    end: [file, 'name: pv-data'],
  },
  {
    name: 'a claim that a volume is kept for',
    files: (word) =>
      manifests('a', [
        volume('pv-data', `claimRef:\n  namespace: home\n  name: ${word}\n`),
        claim('data', `storageClassName: ""\n`),
      ]),
    wrong: 'datas',
    right: 'data',
    code: 'unresolved-reference',
    at: [file, 'name: datas'],
    end: [file, 'name: data'],
  },
  {
    name: 'a Secret in env',
    files: (word) => manifests('a', [secret('token'), deployment('a', reading(word))]),
    wrong: 'tokens',
    right: 'token',
    code: 'unresolved-reference',
    at: [file, 'name: tokens'],
    end: [file, 'name: token'],
  },
  {
    name: 'a key that a Secret does not have',
    files: (word) => manifests('a', [secret('token'), deployment('a', reading('token', word))]),
    wrong: 'B',
    right: 'A',
    code: 'unresolved-reference',
    at: [file, 'key: B'],
  },
  {
    name: 'a ConfigMap in envFrom',
    files: (word) =>
      manifests('a', [configMap('settings'), deployment('a', `envFrom:\n  - configMapRef:\n      name: ${word}\n`)]),
    wrong: 'setting',
    right: 'settings',
    code: 'unresolved-reference',
    at: [file, 'name: setting'],
    end: [file, 'name: settings'],
  },
  {
    name: 'a Secret where a ConfigMap is',
    files: (word) =>
      manifests('a', [configMap('settings'), deployment('a', `envFrom:\n  - ${word}:\n      name: settings\n`)]),
    wrong: 'secretRef',
    right: 'configMapRef',
    code: 'unresolved-reference',
    at: [file, 'name: settings'],
    end: [file, 'name: settings'],
    says: 'ConfigMap/home/settings is there: a ConfigMap, no Secret',
  },
  {
    name: 'a Secret that is mounted',
    files: (word) => manifests('a', [secret('keys'), deployment('a', ...mounting(`secret:\n  secretName: ${word}\n`))]),
    wrong: 'kees',
    right: 'keys',
    code: 'unresolved-reference',
    at: [file, 'secretName: kees'],
    end: [file, 'name: keys'],
  },
  {
    name: 'a ConfigMap in a projected volume',
    files: (word) =>
      manifests('a', [
        configMap('settings'),
        deployment('a', ...mounting(`projected:\n  sources:\n    - configMap:\n        name: ${word}\n`)),
      ]),
    wrong: 'setings',
    right: 'settings',
    code: 'unresolved-reference',
    at: [file, 'name: setings'],
    end: [file, 'name: settings'],
  },
  {
    name: 'a Secret of app-template',
    files: (word) => ({
      ...app(
        'a',
        `workload:\n  image: docker.io/library/nginx:1.27.0\n  ports: { http: 8080 }\n  probe: { path: / }\n  envFrom: [{ secret: ${word} }]\n`,
      ),
      ...manifests('b', [secret('token')]),
      '+clusters/home.yaml': appTemplate,
    }),
    wrong: 'tokn',
    right: 'token',
    code: 'unresolved-reference',
    at: [definitionOf('a'), 'envFrom: [{ secret: tokn }]'],
    end: [objectsOf('b'), 'name: token'],
  },
  {
    name: 'a ConfigMap in valuesFrom',
    files: (word) =>
      manifests('a', [
        repository('OCIRepository', 'a'),
        configMap('values'),
        release(`${chartRef}a\n`, `  valuesFrom:\n    - kind: ConfigMap\n      name: ${word}\n`),
      ]),
    wrong: 'vales',
    right: 'values',
    code: 'unresolved-reference',
    at: [file, 'name: vales'],
    end: [file, 'name: values'],
  },
  {
    name: 'a ConfigMap in substituteFrom',
    files: (word) =>
      manifests('a', [
        configMap('settings'),
        object(
          'kustomize.toolkit.fluxcd.io/v1',
          'Kustomization',
          'extra',
          `spec:\n  interval: 1h\n  path: ./extra\n  prune: true\n  sourceRef: { kind: GitRepository, name: flux-system, namespace: flux-system }\n  postBuild:\n    substituteFrom:\n      - kind: ConfigMap\n        name: ${word}\n`,
        ),
      ]),
    wrong: 'seettings',
    right: 'settings',
    code: 'unresolved-reference',
    at: [file, 'name: seettings'],
    end: [file, 'name: settings'],
  },
  {
    name: 'a pull secret',
    files: (word) =>
      manifests('a', [secret('registry'), deployment('a', '', `imagePullSecrets:\n  - name: ${word}\n`)]),
    wrong: 'regstry',
    right: 'registry',
    code: 'unresolved-reference',
    at: [file, '- name: regstry'],
    end: [file, 'name: registry'],
  },
  {
    name: 'the target of an ExternalSecret',
    files: (word) => manifests('a', [externalSecret(vault, 'made'), deployment('a', reading(word))]),
    wrong: 'a',
    right: 'made',
    code: 'unresolved-reference',
    at: [file, 'name: a'],
  },
  {
    name: 'a Secret that CloudNativePG makes',
    files: (word) => ({ ...manifests('a', [postgres('pg'), deployment('a', reading(word, 'uri'))]), ...cnpg }),
    wrong: 'pg-user',
    right: 'pg-app',
    code: 'unresolved-reference',
    at: [file, 'name: pg-user'],
  },
  {
    name: 'a key that CloudNativePG does not write',
    files: (word) => ({ ...manifests('a', [postgres('pg'), deployment('a', reading('pg-app', word))]), ...cnpg }),
    wrong: 'url',
    right: 'uri',
    code: 'unresolved-reference',
    at: [file, 'key: url'],
    says: 'Did you mean uri?',
  },
  {
    name: 'a database cluster',
    files: (word) => ({
      ...manifests('a', [
        postgres('pg'),
        object(
          'postgresql.cnpg.io/v1',
          'Database',
          'books',
          `spec:\n  owner: books\n  name: books\n  cluster:\n    name: ${word}\n`,
        ),
      ]),
      ...cnpg,
    }),
    wrong: 'pgs',
    right: 'pg',
    code: 'unresolved-reference',
    at: [file, 'name: pgs'],
    end: [file, 'name: pg'],
  },
  {
    name: 'an in-cluster address, where everything that runs is known',
    files: (word) =>
      manifests('a', [service('a'), deployment('a', `env:\n  - name: API\n    value: http://${word}.home.svc:80\n`)]),
    wrong: 'aa',
    right: 'a',
    code: 'unresolved-reference',
    severity: 'warning',
    at: [file, 'value: http://aa.home.svc:80'],
  },
  {
    name: 'a gateway',
    files: (word) => manifests('a', [route(word, 'web')]),
    wrong: 'interna',
    right: 'internal',
    code: 'unresolved-reference',
    at: [file, '- name: interna'],
  },
  {
    name: 'a Service behind a route',
    files: (word) => manifests('a', [route('internal', word)]),
    wrong: 'wep',
    right: 'web',
    code: 'unresolved-reference',
    at: [file, '- name: wep'],
    end: ['apps/home/web/app.yaml', 'workload:'],
    says: 'Did you mean Service/home/web?',
  },
];

export const storeOf = externalSecret;
export const routeTo = route;
