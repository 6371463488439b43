import { describe, expect, it } from 'vitest';
import type { CompiledApp } from '../../../src/model/compiled.ts';
import {
  type AppOptions,
  appOf,
  clusterOf,
  compiled,
  configMap,
  deployment,
  documents,
  edgesOf,
  externalSecret,
  link,
  partOf,
  release,
  secret,
  sectionOf,
  store,
} from '../fixture.ts';

/** An app with one Secret of its name, which reads those of others. */
const reader = (name: string, reads: string[] = [], more: AppOptions = {}): CompiledApp =>
  appOf(name, { objects: documents(secret(name), deployment(name, { secrets: reads })), ...more });
/** An app that only speaks to the Services of others. */
const caller = (name: string, calls: string[], more: AppOptions = {}): CompiledApp =>
  appOf(name, {
    objects: documents(
      deployment(name, { env: calls.map((one) => `http://${one}.games.svc:80`) }),
      `{ apiVersion: v1, kind: Service, metadata: { name: ${name}, namespace: games } }`,
    ),
    ...more,
  });
const after = (app: string, more = {}) => ({ app, pointer: '/dependsOn/0', ...more });

describe('edges', () => {
  it('follow references, are minimal and sorted', () => {
    const linked = link([reader('a'), reader('b', ['a']), reader('c', ['b', 'a']), reader('d', ['c', 'a', 'b'])]);
    expect(edgesOf(linked)).toEqual({ a: 'crds', b: 'crds a', c: 'crds b', d: 'crds c' });
    expect(partOf(linked, 'd').dependsOn[0]).toMatchObject({
      reason: 'Deployment/games/d needs Secret/games/c',
      latched: true,
    });
  });

  it('to a lower tier are the gate, which every part of a higher tier names', () => {
    const linked = link([
      reader('a'),
      reader('b', ['a'], { tier: 1 }),
      reader('c', ['b', 'a'], { tier: 1 }),
      reader('d', ['a'], { tier: 3 }),
    ]);
    expect(edgesOf(linked)).toEqual({
      a: 'crds',
      b: 'infrastructure tier-crds',
      c: 'infrastructure b tier-crds',
      d: 'apps tier-infrastructure',
    });
    expect(linked.tree.gates.map(({ name }) => name)).toEqual(['tier-crds', 'tier-infrastructure', 'tier-apps']);
  });

  it('of an address in env order the first start', () => {
    expect(edgesOf(link([caller('a', []), caller('b', ['a'])]))).toEqual({ a: 'crds', b: 'crds a' });
  });

  it('of an address give way: to nobody, upward, in a circle, against a hard edge', () => {
    const nobody = link([caller('a', ['nobody'])]);
    expect([nobody.diagnostics.map(({ severity }) => severity), edgesOf(nobody)]).toEqual([['warning'], { a: 'crds' }]);
    const upward = link([caller('a', ['b']), caller('b', [], { tier: 1 })]);
    expect([upward.lines, edgesOf(upward)['a']]).toEqual([[], 'crds']);
    const circle = link([caller('a', ['b']), caller('b', ['c']), caller('c', ['a']), caller('d', ['a'])]);
    expect(circle.lines).toEqual([]);
    expect(edgesOf(circle)).toEqual({ a: 'crds', b: 'crds', c: 'crds', d: 'crds a' });
    const hard = appOf('b', {
      objects: documents(
        deployment('b', { secrets: ['a'] }),
        '{ apiVersion: v1, kind: Service, metadata: { name: b, namespace: games } }',
      ),
    });
    const against = link([
      appOf('a', { objects: documents(secret('a'), deployment('a', { env: ['b.games.svc'] })) }),
      hard,
    ]);
    expect(against.lines).toEqual([]);
    expect(edgesOf(against)).toEqual({ a: 'crds', b: 'crds a' });
  });

  it('of what an app asserts lead to its main part', () => {
    const linked = link([
      appOf('csi', { body: 'helm', objects: documents(release('csi')), provides: { storageClasses: ['fast'] } }),
      appOf('b', {
        objects: documents(
          '{ apiVersion: v1, kind: PersistentVolumeClaim, metadata: { name: c, namespace: games }, spec: { storageClassName: fast } }',
        ),
      }),
    ]);
    expect(edgesOf(linked)).toEqual({ b: 'crds csi', csi: 'crds' });
  });
});

describe('a written dependsOn', () => {
  it('leads to the last part of the app it names, by name or by category and name', () => {
    const operator = appOf('operator', {
      body: 'helm',
      provides: { crds: ['external-secrets.io'] },
      objects: documents(release('operator'), store()),
    });
    for (const app of ['operator', 'games/operator'])
      expect(edgesOf(link([operator, reader('a', [], { dependsOn: [after(app)] })]))['a']).toBe('crds operator-config');
  });

  it('that is strict is kept beside what implies it', () => {
    const strict = { dependsOn: [after('a', { strict: true, reason: 'its schema is migrated by hand' })] };
    const linked = link([
      reader('a'),
      reader('b', ['a']),
      reader('c', ['b', 'a'], strict),
      reader('d', ['a'], { tier: 1, ...strict }),
    ]);
    expect(edgesOf(linked)).toMatchObject({ c: 'crds a! b', d: 'infrastructure a! tier-crds' });
    expect(partOf(linked, 'c').dependsOn[0]).toMatchObject({
      reason: 'its schema is migrated by hand',
      latched: false,
    });
    expect(linked.lines).toEqual([]);
  });

  it.each<[string, CompiledApp[]]>([
    ['says the same', [reader('a'), reader('b', ['a'], { dependsOn: [after('a')] })]],
    ['is implied', [reader('a'), reader('b', ['a']), reader('c', ['b'], { dependsOn: [after('a')] })]],
    ['is the tier below', [reader('a'), reader('c', [], { tier: 1, dependsOn: [after('a')] })]],
  ])('is reported where a reference %s', (_title, apps) => {
    expect(link(apps).diagnostics.map(({ code, severity, origin }) => [code, severity, origin])).toEqual([
      ['redundant-dependency', 'note', { file: apps.at(-1)!.file, pointer: '/dependsOn/0' }],
    ]);
  });

  it('that is needed is not reported', () => {
    expect(link([reader('a'), reader('b', [], { dependsOn: [after('a', { reason: 'x' })] })]).lines).toEqual([]);
    expect(link([caller('a', []), caller('b', ['a'], { dependsOn: [after('a')] })]).lines).toEqual([]);
  });

  it.each([
    ['romn', 'Did you mean romm?'],
    ['games/romn', 'Did you mean games/romm?'],
    ['media/romm', 'Did you mean games/romm?'],
  ])('that names nothing that runs: %s', (app, hint) => {
    const { diagnostics } = link([reader('romm'), reader('b', [], { dependsOn: [after(app)] })]);
    expect(diagnostics).toMatchObject([
      { code: 'unknown-app', message: `dependsOn names ${app}, but cluster home runs no such app`, hint },
    ]);
  });

  it('on itself is refused', () => {
    expect(link([reader('a', [], { dependsOn: [after('a')] })]).lines).toEqual([
      'dependency-cycle: dependsOn of a names the app itself, which could then never start',
    ]);
  });
});

describe('an edge upward', () => {
  it('is refused with both lines and the cure', () => {
    const { diagnostics } = link([reader('a', ['b']), reader('b', [], { tier: 2 })]);
    expect(diagnostics).toEqual([
      {
        code: 'upward-dependency',
        severity: 'error',
        message: 'a of tier crds needs b, which only starts in tier core: Deployment/games/a needs Secret/games/b',
        hint: 'Name a in tier core or above, or b in tier crds or below; CRDs that many need are best an app of their own in the lowest tier.',
        origin: { file: 'apps/games/a/app.yaml', pointer: '/manifests/1' },
        rendered: {
          object: 'Deployment/games/a',
          pointer: '/spec/template/spec/containers/0/envFrom/0/secretRef/name',
        },
        related: [
          {
            message: 'b is made here',
            origin: { file: 'apps/games/b/app.yaml', pointer: '/manifests/0' },
            rendered: { object: 'Secret/games/b', pointer: '/metadata/name' },
          },
        ],
      },
    ]);
  });

  it('that is written is refused at its line', () => {
    const { diagnostics } = link([reader('a', [], { dependsOn: [after('b')] }), reader('b', [], { tier: 1 })]);
    expect(diagnostics.map(({ code, origin }) => [code, origin?.pointer])).toEqual([
      ['upward-dependency', '/dependsOn/0'],
    ]);
  });
});

describe('a cycle', () => {
  it('is printed once, as a path with the reason and the line of each edge', () => {
    const { diagnostics } = link([reader('a', ['b']), reader('b', ['c']), reader('c', ['a']), reader('d', ['a'])]);
    expect(diagnostics).toEqual([
      {
        code: 'dependency-cycle',
        severity: 'error',
        message: 'These depend on each other, so none could ever start: a → b → c → a',
        hint: expect.stringContaining('Break one of the references'),
        origin: { file: 'apps/games/a/app.yaml', pointer: '/manifests/1' },
        rendered: {
          object: 'Deployment/games/a',
          pointer: '/spec/template/spec/containers/0/envFrom/0/secretRef/name',
        },
        related: [
          {
            message: 'a → b: Deployment/games/a needs Secret/games/b',
            origin: { file: 'apps/games/a/app.yaml', pointer: '/manifests/1' },
            rendered: {
              object: 'Deployment/games/a',
              pointer: '/spec/template/spec/containers/0/envFrom/0/secretRef/name',
            },
          },
          {
            message: 'b → c: Deployment/games/b needs Secret/games/c',
            origin: { file: 'apps/games/b/app.yaml', pointer: '/manifests/1' },
            rendered: {
              object: 'Deployment/games/b',
              pointer: '/spec/template/spec/containers/0/envFrom/0/secretRef/name',
            },
          },
          {
            message: 'c → a: Deployment/games/c needs Secret/games/a',
            origin: { file: 'apps/games/c/app.yaml', pointer: '/manifests/1' },
            rendered: {
              object: 'Deployment/games/c',
              pointer: '/spec/template/spec/containers/0/envFrom/0/secretRef/name',
            },
          },
        ],
      },
    ]);
  });

  it('is not the only one: all of them are found, each edge once', () => {
    const { diagnostics } = link([
      reader('a', ['b']),
      reader('b', ['a', 'c']),
      reader('c', ['b']),
      reader('x', ['y']),
      reader('y', ['x']),
    ]);
    expect(diagnostics.map(({ message }) => message.split(': ')[1])).toEqual(['a → b → a', 'x → y → x', 'b → c → b']);
  });

  it('over placeholders is found: what makes the source needs what reads it', () => {
    const cluster = clusterOf('', [{ name: 'X' }]);
    const operator = appOf('operator', {
      body: 'helm',
      provides: { crds: ['external-secrets.io'] },
      objects: documents(release('operator'), configMap('operator', 'games', 'a: "${X}"')),
    });
    const { lines } = link([operator], {
      cluster,
      sections: [sectionOf('secrets', externalSecret('cluster-secrets', 'flux-system')), sectionOf('stores', store())],
    });
    expect(lines).toEqual([
      'dependency-cycle: These depend on each other, so none could ever start: cluster-secrets → operator → cluster-secrets',
    ]);
  });

  it('is not seen in a long row of apps, however deep', () => {
    const first = reader('a0');
    const apps = Array.from({ length: 3_000 }, (_, index): CompiledApp => {
      const [made, reads] = first.objects;
      const object = JSON.parse(
        JSON.stringify(reads!.object).replaceAll('envFrom":[]', `envFrom":[{"secretRef":{"name":"a${index - 1}"}}]`),
      );
      const own = { ...made!, object: { ...made!.object, metadata: { name: `a${index}`, namespace: 'games' } } };
      const deployed = { ...reads!, object: { ...object, metadata: { name: `a${index}`, namespace: 'games' } } };
      return { ...first, id: `games/a${index}`, name: `a${index}`, objects: index === 0 ? [own] : [own, deployed] };
    });
    const linked = link(apps);
    expect(linked.lines).toEqual([]);
    expect(partOf(linked, 'a2999').dependsOn.map(({ on }) => on)).toEqual(['a2998']);
  });
});

describe('names of FluxKustomizations', () => {
  it.each<[string, CompiledApp[], string]>([
    [
      'an app called as a part of another',
      [
        appOf('eso', {
          body: 'helm',
          provides: { crds: ['external-secrets.io'] },
          objects: documents(release('eso'), store()),
        }),
        reader('eso-config'),
      ],
      'the FluxKustomization of games/eso-config would be called eso-config, as that of part -config of games/eso already is',
    ],
    [
      'an app called as what bootstrap makes',
      [reader('flux-system')],
      'the FluxKustomization of games/flux-system would be called flux-system, as what bootstrap makes of the tree already is',
    ],
    [
      'an app called as a gate',
      [reader('tier-crds')],
      'the FluxKustomization of games/tier-crds would be called tier-crds, as the gate of tier crds already is',
    ],
    [
      'two apps of one name',
      [reader('a'), appOf('a', { category: 'media', objects: documents(secret('b', 'media')) })],
      'the FluxKustomization of media/a would be called a, as that of games/a already is',
    ],
  ])('%s', (_title, apps, message) => {
    expect(link(apps).lines).toContain(`name-taken: ${message}`);
  });
});

describe('substitution sources', () => {
  const rows = [
    { name: 'DOMAIN', source: { kind: 'Secret' as const, name: 'cluster-secrets' } },
    { name: 'NAS', source: { kind: 'ConfigMap' as const, name: 'cluster-settings' } },
    { name: 'MORE', source: { kind: 'Secret' as const, name: 'more' } },
    { name: 'NODE', source: { kind: 'File' as const, name: 'talos.env' } },
  ];
  const cluster = clusterOf(
    'external: { Secret/flux-system/cluster-secrets: x, ConfigMap/flux-system/cluster-settings: x }',
    rows,
  );
  const sourcesOf = (text: string, more = {}) =>
    partOf(
      link([appOf('a', { objects: compiled(configMap('a', 'games', `a: ${JSON.stringify(text)}`), more) })], {
        cluster,
      }),
      'a',
    ).substituteFrom;
  const secrets = { kind: 'Secret', name: 'cluster-secrets' };

  it('are exactly those that are read, sorted', () => {
    expect(sourcesOf('plain')).toEqual([]);
    expect(sourcesOf('${NAS} ${DOMAIN} ${DOMAIN}')).toEqual([secrets, { kind: 'ConfigMap', name: 'cluster-settings' }]);
  });

  it('are not read by literal text, files, what is never substituted, placeholders of a file', () => {
    expect(sourcesOf('$${DOMAIN} $DOMAIN ${NODE}')).toEqual([]);
    expect(sourcesOf('${DOMAIN}', { literal: true })).toEqual([]);
    const never = configMap('a').replace(
      'namespace: games',
      "namespace: games, annotations: { kustomize.toolkit.fluxcd.io/substitute: disabled, x: '${DOMAIN}' }",
    );
    expect(partOf(link([appOf('a', { objects: documents(never) })], { cluster }), 'a').substituteFrom).toEqual([]);
  });

  it('are optional only where all has a default and another source gives a variable', () => {
    const optional = { kind: 'Secret', name: 'more', optional: true };
    expect(sourcesOf('${DOMAIN} ${MORE:=x}')).toEqual([secrets, optional]);
    expect(sourcesOf('${MORE:=x}')).toEqual([{ kind: 'Secret', name: 'more' }]);
    expect(sourcesOf('${DOMAIN} ${MORE:=x} ${MORE}')).toEqual([secrets, { kind: 'Secret', name: 'more' }]);
    expect(sourcesOf('${DOMAIN:=x} ${NAS}')).toEqual([secrets, { kind: 'ConfigMap', name: 'cluster-settings' }]);
  });
});
