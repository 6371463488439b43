import { describe, expect, it } from 'vitest';
import { resolve } from '../../../src/link/resolve/resolve.ts';
import type { CompiledApp } from '../../../src/model/compiled.ts';
import { valueAt } from '../../../src/model/json.ts';
import { asJson } from '../../../src/model/kubernetes.ts';
import { appMarker } from '../../../src/model/names.ts';
import {
  appOf,
  categoriesOf,
  claim,
  clusterOf,
  compiled,
  configMap,
  deployment,
  documents,
  externalSecret,
  namespaceOf,
  release,
  secret,
  store,
} from '../fixture.ts';

const resolved = (apps: CompiledApp[], cluster = clusterOf(), namespaces: Parameters<typeof categoriesOf>[1] = []) =>
  resolve(categoriesOf(apps, namespaces), [], cluster);
const found = (apps: CompiledApp[], cluster = clusterOf()) =>
  resolved(apps, cluster).diagnostics.map(({ message, hint }) => [message, hint]);
/** Grade of every reference that is not to a CRD or webhook. */
const gradesOf = (apps: CompiledApp[], cluster = clusterOf()) =>
  Object.fromEntries(
    resolved(apps, cluster)
      .items.references.filter(({ to }) => !/^(?:crds|webhooks)\//u.test(to))
      .map(({ to, grade, provider }) => [
        to,
        [grade, provider?.app, provider?.object?.object.kind].filter(Boolean).join(' '),
      ]),
  );
const cnpg = '{ apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: { name: pg, namespace: games }, spec: {} }';
const operators = appOf('operators', {
  body: 'helm',
  objects: release('operators'),
  provides: {
    crds: ['postgresql.cnpg.io', 'external-secrets.io', 'cert-manager.io'],
    stores: ['vault'],
    services: ['made', 'auth/made'],
  },
});

describe('a reference', () => {
  it('is proved by what is rendered and by what operators make of it', () => {
    const apps = [
      operators,
      appOf('a', {
        objects: documents(
          deployment('a', {
            secrets: ['s', 'pg-app', 'tls', 'ext'],
            claims: ['data'],
            env: ['http://pg-rw.games.svc'],
          }),
          secret('s'),
          claim('data'),
          cnpg,
          externalSecret('ext'),
          '{ apiVersion: cert-manager.io/v1, kind: Certificate, metadata: { name: c, namespace: games }, spec: { secretName: tls } }',
        ),
      }),
    ];
    expect(resolved(apps).diagnostics).toEqual([]);
    expect(gradesOf(apps)).toEqual({
      'Secret/games/s': 'proved games/a Secret',
      'Secret/games/pg-app': 'proved games/a Cluster',
      'Secret/games/tls': 'proved games/a Certificate',
      'Secret/games/ext': 'proved games/a ExternalSecret',
      'PersistentVolumeClaim/games/data': 'proved games/a PersistentVolumeClaim',
      'Service/games/pg-rw': 'proved games/a Cluster',
      'ClusterSecretStore/vault': 'asserted games/operators',
    });
  });

  it('is asserted by `provides`, names without a namespace being of its own', () => {
    const route = (name: string, namespace: string) =>
      `{ apiVersion: traefik.io/v1alpha1, kind: IngressRoute, metadata: { name: r, namespace: ${namespace} }, spec: { routes: [{ services: [{ name: ${name} }] }] } }`;
    const cluster = clusterOf('external: { crds/traefik.io: x }');
    const apps = [operators, appOf('a', { objects: documents(route('made', 'games'), route('made', 'auth')) })];
    expect(gradesOf(apps, cluster)).toEqual({
      'Service/games/made': 'asserted games/operators',
      'Service/auth/made': 'asserted games/operators',
    });
  });

  it('is external where the cluster or the app says so, by its short or full name', () => {
    const apps = [
      appOf('a', {
        objects: deployment('a', { secrets: ['one', 'two', 'three'] }),
        external: [
          { reference: 'Secret/one', reason: 'x', pointer: '/external/a' },
          { reference: 'Secret/games/two', reason: 'x', pointer: '/external/b' },
        ],
      }),
    ];
    const cluster = clusterOf('external: { Secret/games/three: x }');
    expect(resolved(apps, cluster).diagnostics).toEqual([]);
    expect(Object.values(gradesOf(apps, cluster))).toEqual(['external', 'external', 'external']);
  });

  it('to nothing is an error at both ends, once an object', () => {
    const object = deployment('a', { secrets: ['rom', 'rom'] });
    const { diagnostics } = resolved([appOf('a', { objects: documents(object, secret('romm')) })]);
    expect(diagnostics).toEqual([
      {
        code: 'unresolved-reference',
        severity: 'error',
        message: 'Deployment/games/a needs Secret/games/rom, which nothing on this cluster provides',
        hint: 'Did you mean Secret/games/romm?',
        subject: 'Secret/games/rom',
        origin: { file: 'apps/games/a/app.yaml', pointer: '/manifests/0' },
        rendered: {
          object: 'Deployment/games/a',
          pointer: '/spec/template/spec/containers/0/envFrom/0/secretRef/name',
        },
        related: [
          {
            message: 'Secret/games/romm is made here',
            origin: { file: 'apps/games/a/app.yaml', pointer: '/manifests/1' },
            rendered: { object: 'Secret/games/romm', pointer: '/metadata/name' },
          },
        ],
      },
    ]);
  });

  it('says where a thing of that name stands in another namespace', () => {
    const apps = [
      appOf('a', { objects: documents(deployment('a', { secrets: ['shared'] }), secret('shared', 'media')) }),
    ];
    expect(found(apps)).toEqual([
      [
        'Deployment/games/a needs Secret/games/shared, which nothing on this cluster provides',
        'Secret/media/shared stands in another namespace than games: a reference without a namespace stays in its own.',
      ],
    ]);
  });

  it('to CRDs that no app brings says how to bring them', () => {
    expect(found([appOf('a', { objects: store() })])).toEqual([
      [
        'ClusterSecretStore/vault needs the CRDs of external-secrets.io, which nothing on this cluster provides',
        'Add the app that brings them to a tier of the cluster file, or list crds/external-secrets.io under `external:` with a reason.',
      ],
    ]);
  });

  it('to a Service is an error in an app of ours, and let be where a chart may make it', () => {
    const route = (name: string, namespace?: string) =>
      `{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: ${name}, namespace: ${namespace ?? 'games'} }, spec: { defaultBackend: { service: { name: web } } } }`;
    const charts = appOf('chart', {
      category: 'media',
      body: 'helm',
      objects: documents(release('chart', 'media'), route('m', 'media')),
    });
    expect(found([charts, appOf('a', { objects: documents(release('own'), route('a')) })])).toEqual([
      [
        'Ingress/games/a needs Service/games/web, which nothing on this cluster provides',
        expect.stringContaining('Make it'),
      ],
    ]);
    const abroad = appOf('b', { objects: route('b', 'media') });
    expect(found([charts, abroad])).toEqual([]);
  });
});

describe('an entry of external', () => {
  const cluster = clusterOf('external: { Secret/games/old: x, Secret/media/token: x }');

  it('that nothing refers to is reported at its key', () => {
    expect(resolved([appOf('a', { objects: configMap('a') })], cluster).diagnostics).toMatchObject([
      {
        code: 'unused-external',
        severity: 'warning',
        origin: { file: 'clusters/home.yaml', pointer: '/external/Secret~1games~1old', key: true },
      },
      { code: 'unused-external', origin: { pointer: '/external/Secret~1media~1token' } },
    ]);
    const own = appOf('a', {
      objects: configMap('a'),
      external: [{ reference: 'Secret/gone', reason: 'x', pointer: '/external/x' }],
    });
    expect(resolved([own]).diagnostics).toMatchObject([
      { code: 'unused-external', origin: { file: 'apps/games/a/app.yaml', pointer: '/external/x' } },
    ]);
  });

  it('that the values of a chart may read is let be', () => {
    const named = appOf('a', {
      body: 'helm',
      objects: documents(
        release('a', 'media', '{ existingSecret: token }'),
        release('b', 'games', '{ auth: { name: old } }'),
      ),
    });
    expect(found([named], cluster)).toEqual([]);
    const unseen = appOf('a', {
      body: 'helm',
      objects: release('a'),
      external: [{ reference: 'Secret/by-its-default-name', reason: 'x', pointer: '' }],
    });
    expect(found([unseen])).toEqual([]);
  });
});

describe('the names of another app', () => {
  const texts = (app: string, name: string) => `see ${appMarker(app, name)}`;
  const reading = (app: string, name: string) =>
    appOf('a', { objects: compiled(configMap('a', 'games', `a: ${JSON.stringify(texts(app, name))}`)) });
  const routed = appOf('romm', {
    category: 'media',
    objects:
      '{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: romm, namespace: media }, spec: {} }',
    routes: [
      { name: 'api', host: 'api.example.com', url: 'https://api.example.com' },
      { name: 'romm', host: 'romm.${D}', url: 'https://romm.${D}' },
    ],
  });

  it.each([
    ['url', 'see https://romm.${D}'],
    ['host', 'see romm.${D}'],
    ['namespace', 'see media'],
  ])('%s is printed, and is a reference', (name, text) => {
    const { items, diagnostics } = resolved([reading('romm', name), routed]);
    expect(diagnostics).toEqual([]);
    expect(asJson(items.apps[0]!.objects[0]!.object)['data']).toEqual({ a: text });
    expect(items.references).toMatchObject([
      {
        from: { app: 'games/a', pointer: '/data/a' },
        to: 'App/romm',
        grade: 'proved',
        provider: { app: 'media/romm' },
        weak: true,
      },
    ]);
  });

  it.each([
    ['rom', 'url', 'apps.rom.url is read, but this cluster runs no app rom', 'Did you mean apps.romm.url?'],
    [
      'plain',
      'host',
      'apps.plain.host is read, but app plain has no route',
      'Give plain a route, or write the address out.',
    ],
  ])('an app that is not there, or has no route: apps.%s.%s', (app, name, message, hint) => {
    expect(found([reading(app, name), routed, appOf('plain', { objects: configMap('plain') })])).toEqual([
      [message, hint],
    ]);
  });

  it('reach a collector in what an app says of itself', () => {
    const tile = {
      name: 'x',
      group: 'G',
      description: 'd',
      href: appMarker('romm', 'url'),
      namespace: 'games',
      secrets: [],
    };
    const board = appOf('board', {
      objects: compiled(configMap('tiles'), { collect: { trait: 'tile', as: 'homepage', key: 'services.yaml' } }),
    });
    const { items } = resolved([board, { ...appOf('x', { objects: configMap('x') }), tile }, routed]);
    const text = (
      asJson(items.apps.find(({ name }) => name === 'board')!.objects[0]!.object)['data'] as Record<string, string>
    )['services.yaml'];
    expect(text).toBe(
      '- G:\n    - x:\n        href: https://romm.${D}\n        description: d\n        namespace: games\n',
    );
  });
});

describe('an optional reference', () => {
  const asking = (extra: Partial<CompiledApp> = {}) =>
    appOf('a', {
      objects: compiled(deployment('a', { secrets: ['one', 'two', 'three'] }), {
        optional: ['one', 'three'].map((name, index) => ({
          requires: `Secret/games/${name}`,
          pointer: `/spec/template/spec/containers/0/envFrom/${index * 2}`,
        })),
      }),
      ...extra,
    });
  const left = (apps: CompiledApp[], cluster = clusterOf()) => {
    const { object } = resolved(apps, cluster).items.apps[0]!.objects[0]!;
    return valueAt(asJson(object), '/spec/template/spec/containers/0/envFrom');
  };

  it('is dropped where nobody provides it, the others keeping their places', () => {
    expect(left([asking(), appOf('b', { objects: secret('two') })])).toEqual([{ secretRef: { name: 'two' } }]);
    expect(left([asking(), appOf('b', { objects: documents(secret('two'), secret('three')) })])).toEqual([
      { secretRef: { name: 'two' } },
      { secretRef: { name: 'three' } },
    ]);
  });

  it('is kept where it is made by hand', () => {
    expect(left([asking()], clusterOf('external: { Secret/games/one: x, Secret/games/two: x }'))).toEqual([
      { secretRef: { name: 'one' } },
      { secretRef: { name: 'two' } },
    ]);
  });

  it('takes the list with it that it leaves empty', () => {
    const only = appOf('a', {
      objects: compiled(deployment('a', { secrets: ['one'] }), {
        optional: [{ requires: 'Secret/games/one', pointer: '/spec/template/spec/containers/0/envFrom/0' }],
      }),
    });
    expect(left([only])).toBeUndefined();
  });
});

describe('namespaces', () => {
  it('that no category declares are an error where an object stands in one', () => {
    const namespaces = [namespaceOf('games')];
    const { diagnostics } = resolve(
      [
        {
          ...categoriesOf([
            appOf('a', { objects: documents(configMap('a', 'gmaes'), configMap('b', 'kube-system')) }),
          ])[0]!,
          namespaces,
        },
      ],
      [],
      clusterOf(),
    );
    expect(diagnostics.map(({ message, hint }) => [message, hint])).toEqual([
      ['ConfigMap/gmaes/a stands in namespace gmaes, which no category declares', 'Did you mean games?'],
    ]);
  });

  it('that several categories declare alike are those of the first by name', () => {
    const apps = [
      appOf('b', { category: 'media', objects: configMap('b', 'shared') }),
      appOf('a', { category: 'auth', objects: configMap('a', 'shared') }),
    ];
    const namespaces = ['media', 'auth'].map((category) =>
      namespaceOf('shared', { area: category, file: `apps/${category}/category.yaml` }),
    );
    const shared = resolved(apps, clusterOf(), namespaces).items.namespaces.filter(({ name }) => name === 'shared');
    expect(shared.map(({ area }) => area)).toEqual(['auth']);
  });
});

describe('objects that two apps make', () => {
  it('differently are an error at both', () => {
    const { diagnostics } = resolved([
      appOf('a', { objects: configMap('x') }),
      appOf('b', { objects: configMap('x', 'games', 'a: other') }),
    ]);
    expect(diagnostics).toMatchObject([
      {
        code: 'duplicate-object',
        message: 'ConfigMap/games/x is made twice: by games/a and by games/b',
        origin: { file: 'apps/games/b/app.yaml' },
        related: [{ origin: { file: 'apps/games/a/app.yaml' } }],
      },
    ]);
  });

  it('of one kind and name but of two groups are two objects', () => {
    const cluster = clusterOf('external: { crds/a.example: x, crds/b.example: x }');
    const thing = (group: string) =>
      `{ apiVersion: ${group}/v1, kind: Thing, metadata: { name: x, namespace: games } }`;
    expect(
      found([appOf('a', { objects: thing('a.example') }), appOf('b', { objects: thing('b.example') })], cluster),
    ).toEqual([]);
  });
});
