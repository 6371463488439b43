/** What is right, and what a written file is forgiven. */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type FileKind, validateMerged, validateWritten } from '../src/index.ts';
import { inApp, inCategory, inCluster } from './fixtures/mistake.ts';

const written = (kind: FileKind, yaml: string) => validateWritten(kind, parse(yaml)).map(({ pointer }) => pointer);
const merged = (kind: FileKind, yaml: string) => validateMerged(kind, parse(yaml)).map(({ pointer }) => pointer);

const bothShapes: [string, FileKind, string][] = [
  [
    'a trait that is true',
    'app',
    inApp('route: true\nmonitor: true\nmetrics: true\ntile: true\ncache: { valkey: true }'),
  ],
  [
    'a trait that is false',
    'app',
    inApp(
      'route: false\nauth: false\nstorage: false\nsecrets: false\ndatabase: false\ncache: false\nbackup: false\nrbac: false\nnetwork: false\ndevices: false\nprovides: false',
    ),
  ],
  [
    'an entry that is false',
    'app',
    inApp(
      'storage: { data: false }\nsecrets: { romm: false }\nworkload: { services: { app: false }, controllers: { a: false }, ports: { http: false } }',
    ),
  ],
  ['routes in a list', 'app', inApp('route: [{ name: a, host: a }, { name: b, exposure: [internal, external] }]')],
  [
    'each kind of storage',
    'app',
    inApp(
      'storage: { a: { size: 1 }, b: { shared: media }, c: { empty: {} }, d: { memory: 2Gi }, e: { claim: x }, f: { hostPath: /dev/x }, g: { secret: x }, h: { configMap: x }, i: { volume: {} }, j: { files: [a] }, k: { templates: [a] }, l: { collect: tile, as: homepage, file: x.yaml } }',
    ),
  ],
  [
    'mounts of each shape',
    'app',
    inApp(
      'storage: { a: { size: 1Gi, mount: /a }, b: { size: 1Gi, mount: { path: /b, in: [app.app] } }, c: { size: 1Gi, mount: [/c, { path: /d }] } }',
    ),
  ],
  [
    'scalars as variables',
    'app',
    inApp(
      'workload: { env: { A: x, B: 1, C: true, D: { secret: a, key: b, optional: true }, E: { field: metadata.name }, F: { resource: limits.cpu }, G: { config: a, key: b } } }',
    ),
  ],
  [
    'probes of each way',
    'app',
    inApp(
      'workload: { controllers: { a: { probe: { tcp: true } }, b: { probe: { grpc: health } }, c: { probe: { exec: [x] } }, d: { probe: { none: batch } }, e: { probes: { liveness: { path: / }, startup: false } } } }',
    ),
  ],
  [
    'free-form fields',
    'app',
    inApp('helm: { chart: oci://a/b, version: "1", values: { x: [1], y: null, z: { a: b } } }\nworkload: null').replace(
      '\nworkload: null',
      '',
    ),
  ],
  [
    'an empty category',
    'category',
    inCategory('namespaces: { games: {}, kube-system: { external: true }, old: false }'),
  ],
  [
    'a word for a section',
    'cluster',
    inCluster(
      'workloads: manifests\nbackup: false\ntile: false\nrouting: { kind: ingress, entryPoints: { internal: { host: "x.example.com" }, external: internal }, tls: false, dns: false }',
    ),
  ],
  [
    'a layer that takes away',
    'cluster',
    inCluster(
      'defaults: { tile: null, storage: { data: { mount: /x } } }\noverrides: { games: { namespace: null }, games/romm: { workload: { image: null }, helm: { version: "2" }, secrets: { a: null } } }',
    ),
  ],
];

describe('what is right', () => {
  it.each(bothShapes)('%s', (_name, kind, yaml) => {
    expect(validateWritten(kind, parse(yaml))).toEqual([]);
    expect(validateMerged(kind, parse(yaml))).toEqual([]);
  });
});

describe('a written file is forgiven', () => {
  it('an expression or a placeholder where some scalar stands', () => {
    const yaml = inApp(
      'workload: { replicas: "<% vars.x %>", kind: "<% vars.y %>", ports: { http: "${PORT}" }, image: "<% vars.image %>" }\nenabled: <% cluster.has.metrics %>\nstorage: { data: { size: "${SIZE}" } }',
    );
    expect(written('app', yaml)).toEqual([]);
    expect(merged('app', yaml).length).toBe(6);
  });

  it('never an expression in a key', () => {
    expect(written('app', inApp('"<% x %>": 1'))).toEqual(['/<% x %>']);
    expect(written('app', inApp('workload: { ports: { "${X}": 1 } }'))).toEqual(['/workload/ports/${X}']);
  });

  it('null, which takes a key away, but not in a list', () => {
    const yaml = inApp(
      'workload: { image: null, env: { A: null } }\nroute: null\nstorage: { data: null }\nhelm: { chart: null }',
    );
    expect(written('app', yaml)).toEqual(['/helm']);
    expect(
      written('app', inApp('workload: { image: null, env: { A: null } }\nroute: null\nstorage: { data: null }')),
    ).toEqual([]);
    expect(merged('app', inApp('route: null'))).toEqual(['/route']);
    expect(written('app', inApp('workload: { image: a/b:1 }\nhelm: null'))).toEqual([]);
    expect(written('app', inApp('manifests: [null]'))).toEqual(['/manifests/0']);
  });

  it('what a layer may supply, but never name and description', () => {
    expect(
      written('app', inApp('helm: { chart: oci://a/b }\nstorage: { data: { mount: /x } }\nsecrets: { a: {} }')),
    ).toEqual([]);
    expect(written('app', 'namespace: games')).toEqual(['', '']);
    expect(written('cluster', 'defaults: { tile: true }')).toEqual([]);
    expect(written('cluster', 'name: home\nextends: global.yaml')).toEqual([]);
    expect(written('cluster', 'name: home').length).toBe(5);
    expect(merged('cluster', 'name: home\nextends: global.yaml').length).toBe(5);
  });
});

it('tells each missing key of a placeholder', () => {
  expect(validateWritten('placeholders', parse('A: {}')).map(({ expected }) => expected)).toEqual([
    'the key description',
    'the key type',
    'the key example',
    'the key source',
  ]);
});
