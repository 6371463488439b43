import type { Files } from '../accidents/repository.ts';
import { laidOver } from '../accidents/repository.ts';
import {
  app,
  claim,
  configMap,
  definitionOf,
  deployment,
  external,
  type Fault,
  manifests,
  object,
  objectsOf,
  secret,
  service,
} from './fault.ts';

/** Two tiers, `web` in the upper one. */
const tiers = (lower: string, upper: string): Files => ({
  'clusters/home.yaml': laidOver({})['clusters/home.yaml']!.replace(
    '  - apps: { home: all }\n',
    `  - core: { home: [${lower}] }\n  - apps: { home: [${upper}] }\n`,
  ),
});
const reading = (name: string, of: string): string => deployment(name, `envFrom:\n  - secretRef:\n      name: ${of}\n`);
const dependsOn = (name: string): string => `dependsOn:\n  - app: ${name}\n`;
const reason = '    reason: its API is asked at the first start\n';
const release = object(
  'helm.toolkit.fluxcd.io/v2',
  'HelmRelease',
  'engine',
  'spec:\n  interval: 1h\n  chartRef: { kind: OCIRepository, name: engine }\n',
);
const chart = object(
  'source.toolkit.fluxcd.io/v1',
  'OCIRepository',
  'engine',
  'spec: { interval: 1h, url: "oci://ghcr.io/example/engine", ref: { tag: 1.0.0 } }\n',
);
const issuer = object('cert-manager.io/v1', 'ClusterIssuer', 'own', 'spec: { selfSigned: {} }\n');

/** Order: dependsOn, tiers, cycles, and objects that two apps make. */
export const order: readonly Fault[] = [
  {
    name: 'dependsOn names an app that does not run',
    files: (word) => manifests('a', [configMap('a')], dependsOn(word) + reason),
    wrong: 'home/wbe',
    right: 'home/web',
    code: 'unknown-app',
    at: [definitionOf('a'), '- app: home/wbe'],
    says: 'Did you mean home/web?',
  },
  {
    name: 'dependsOn names a HelmRelease',
    files: (word) => ({
      ...manifests('a', [configMap('a')], dependsOn(word) + reason),
      ...manifests('motor', [chart, release]),
    }),
    wrong: 'home/engine',
    right: 'home/motor',
    code: 'unknown-app',
    at: [definitionOf('a'), '- app: home/engine'],
    end: [definitionOf('motor'), 'name: motor'],
    says: 'which is HelmRelease/home/engine; it takes apps only',
  },
  {
    name: 'dependsOn names a part',
    files: (word) => ({
      ...manifests('a', [configMap('a')], dependsOn(word) + reason),
      ...manifests('certs', [configMap('certs'), issuer], 'provides: { crds: [cert-manager.io] }\n'),
    }),
    wrong: 'certs-config',
    right: 'certs',
    code: 'unknown-app',
    at: [definitionOf('a'), '- app: certs-config'],
    end: [definitionOf('certs'), 'name: certs'],
    says: 'part -config of home/certs',
  },
  {
    name: 'dependsOn says what a reference says already',
    files: (word) => ({
      ...manifests('a', [reading('a', 'token')], word),
      ...manifests('b', [secret('token')]),
    }),
    wrong: dependsOn('b'),
    right: '',
    code: 'redundant-dependency',
    severity: 'note',
    at: [definitionOf('a'), '- app: b'],
  },
  {
    name: 'dependsOn names an app of a lower tier',
    files: (word) => ({
      ...manifests('a', [configMap('a')], word),
      ...manifests('b', [configMap('b')]),
      ...tiers('b', 'web, a'),
    }),
    wrong: dependsOn('b'),
    right: '',
    code: 'redundant-dependency',
    severity: 'note',
    at: [definitionOf('a'), '- app: b'],
  },
  {
    name: 'a Secret that is made in a higher tier',
    files: (word) => ({
      ...manifests('a', [reading('a', 'token')]),
      ...manifests('b', [secret('token')]),
      ...(word === 'above' ? tiers('a', 'web, b') : tiers('b', 'web, a')),
    }),
    wrong: 'above',
    right: 'below',
    code: 'upward-dependency',
    at: [objectsOf('a'), 'name: token'],
    end: [objectsOf('b'), 'name: token'],
    says: 'a of tier core needs b, which only starts in tier apps: Deployment/home/a needs Secret/home/token',
  },
  {
    name: 'two apps that wait for each other',
    files: (word) => ({
      ...manifests('a', [reading('a', 'of-b'), secret('of-a')]),
      ...manifests('b', [reading('b', word), secret('of-b'), secret('of-itself')]),
    }),
    wrong: 'of-a',
    right: 'of-itself',
    code: 'dependency-cycle',
    at: [objectsOf('a'), 'name: of-b'],
    end: [objectsOf('b'), 'name: of-a'],
    says: 'a → b → a',
  },
  {
    name: 'an app that waits for itself',
    files: (word) => manifests('a', [configMap('a')], dependsOn(word) + reason),
    wrong: 'a',
    right: 'web',
    code: 'dependency-cycle',
    at: [definitionOf('a'), '- app: a'],
  },
  {
    name: 'one object, made by two apps',
    files: (word) => ({
      ...manifests('a', [configMap('shared')]),
      ...manifests('b', [configMap(word).replace('A: b', 'A: c')]),
    }),
    wrong: 'shared',
    right: 'own',
    code: 'duplicate-object',
    at: [objectsOf('b'), 'name: shared'],
    end: [objectsOf('a'), 'name: shared'],
  },
  {
    name: 'one storage class in the cluster file, in many apps: said once',
    files: (word) => ({
      'clusters/home.yaml': laidOver(external('StorageClass/local-path'))['clusters/home.yaml']!.replace(
        '{ block: local-path }',
        `{ block: ${word} }`,
      ),
      ...manifests('c', [claim('data')]),
      ...app(
        'a',
        'workload: { image: "docker.io/library/nginx:1.27.0", ports: { http: 8080 }, probe: { path: / } }\nstorage:\n  data: { size: 5Gi, mount: /data }\n',
      ),
      ...app(
        'b',
        'workload: { image: "docker.io/library/nginx:1.27.0", ports: { http: 8080 }, probe: { path: / } }\nstorage:\n  data: { size: 5Gi, mount: /data }\n',
      ),
    }),
    wrong: 'local-pat',
    right: 'local-path',
    code: 'unresolved-reference',
    at: ['clusters/home.yaml', 'storage: { class: block, classes: { block: local-pat } }'],
    end: [definitionOf('b'), 'data: { size: 5Gi, mount: /data }'],
  },
  {
    name: 'a patch that takes the namespace away',
    files: (word) =>
      manifests(
        'a',
        [deployment('a'), service('a')],
        `patches:\n  - target: { kind: Service }\n    patch: [{ ${word} }]\n`,
      ),
    wrong: 'op: remove, path: /metadata/namespace',
    right: 'op: add, path: /metadata/annotations, value: { a: b }',
    code: 'namespace-missing',
    at: [objectsOf('a'), 'name: a'],
  },
];
