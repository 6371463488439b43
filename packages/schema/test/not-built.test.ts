import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { notBuilt, notBuiltTable } from '../src/index.ts';
import { inApp, inCategory, inCluster } from './fixtures/mistake.ts';

const found = (kind: 'app' | 'category' | 'cluster', yaml: string) =>
  notBuilt(kind, parse(yaml)).map(({ pointer }) => pointer);

describe('app', () => {
  it.each([
    ['backup: daily', ['/backup']],
    ['network: { egress: [] }', ['/network']],
    ['devices: { gpu: 1 }', ['/devices']],
    ['auth: { oidc: { redirects: [/a] } }', ['/auth']],
    [
      'storage: { a: { size: 1Gi, replicate: true, static: true, backup: daily } }',
      ['/storage/a/backup', '/storage/a/replicate', '/storage/a/static'],
    ],
    ['storage: { a: { collect: hosts, as: blocky, file: x } }', ['/storage/a/collect']],
  ])('%s is refused', (yaml, pointers) => {
    expect(found('app', inApp(yaml))).toEqual(pointers);
  });

  it.each([
    'backup: false',
    'backup: null',
    'network: false',
    'devices: { gpu: false }',
    'auth: { oidc: false }',
    'storage: { a: { size: 1Gi, replicate: false, backup: false, static: null }, b: { collect: tile, as: homepage, file: x }, c: { collect: monitor, as: gatus, file: x } }',
    'route: true',
  ])('%s is not', (yaml) => {
    expect(found('app', inApp(yaml))).toEqual([]);
  });

  it('says what it found and that it is not rendered yet', () => {
    expect(notBuilt('app', parse(inApp('backup: daily')))).toEqual([
      {
        pointer: '/backup',
        name: 'the trait backup',
        message: 'found backup: daily, expected nothing there: this version does not render the trait backup yet',
      },
    ]);
  });
});

describe('category and cluster', () => {
  it('refuses what is not built, in layers too', () => {
    expect(
      found(
        'category',
        inCategory(
          'quota: { cpu: 1 }\nlimits: { max: {} }\nnetwork: { ingress: deny, egress: open }\ndefaults: { backup: daily }',
        ),
      ),
    ).toEqual(['/quota', '/limits', '/network/ingress', '/defaults/backup']);
    expect(
      found(
        'cluster',
        inCluster(
          'defaults: { backup: daily }\noverrides: { games: { quota: { cpu: 1 } }, games/romm: { network: { egress: [] } } }',
        ),
      ),
    ).toEqual(['/defaults/backup', '/overrides/games/quota', '/overrides/games~1romm/network']);
  });

  it.each([
    ['argocd: {}', '/argocd'],
    ['layout: per-tier', '/layout'],
    ['layout: overlays', '/layout'],
    ['backup: { by: volsync }', '/backup'],
    ['devices: { gpu: a/b }', '/devices'],
    ['notifications: [{ to: discord }]', '/notifications'],
    ['receiver: { host: a, secret: b }', '/receiver'],
    ['policy: { network: { ingress: graph } }', '/policy/network/ingress'],
    ['talos: {}', '/talos'],
    ['k3s: {}', '/k3s'],
    ['nodes: { a: {} }', '/nodes'],
    ['environments: {}', '/environments'],
    ['secrets: { sops: {} }', '/secrets/sops'],
    ['routing: { kind: traefik }', '/routing/kind'],
    ['databases: { postgres: { by: zalando } }', '/databases/postgres/by'],
  ])('cluster: %s is refused', (yaml, pointer) => {
    expect(found('cluster', yaml)).toEqual([pointer]);
  });

  it.each([
    'layout: per-app',
    'backup: false',
    'devices: { gpu: false }',
    'notifications: []',
    'policy: { network: { ingress: open, egress: open } }',
    'nodes: {}',
    'talos: false',
    'routing: { kind: ingress }',
    'databases: { postgres: { by: cloudnative-pg } }',
  ])('cluster: %s is not', (yaml) => {
    expect(found('cluster', yaml)).toEqual([]);
  });

  it('names each row once', () => {
    const rows = notBuiltTable.map(({ kind, path }) => `${kind} ${path}`);
    expect(new Set(rows).size).toBe(rows.length);
  });
});
