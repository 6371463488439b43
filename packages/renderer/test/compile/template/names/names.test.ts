import { describe, expect, it } from 'vitest';
import { namesOfCluster } from '../../../../src/compile/template/names/cluster-names.ts';
import { frontOfFiles, homeWith, rommWith } from '../../repository.ts';

const namesOf = async (files: Parameters<typeof frontOfFiles>[0]) => {
  const { apps, lines } = await frontOfFiles(files);
  expect(lines.filter((line) => line.includes('error['))).toEqual([]);
  return apps[0]!.names;
};

const long = `name: romm
description: d
workload:
  image: x/y:1.0.0
  controllers:
    web: { containers: { app: { ports: { http: 3000 }, env: { P: <% ports.http %> } } } }
    api: { like: web, ports: { http: 8000 } }
    job: { like: web, kind: job }
    db: { containers: { app: { ports: { sql: 5432, http: 81 }, env: { P: <% ports.http %>, Q: <% ports.sql %> } } } }
  services:
    app: { controller: web }
    api: { controller: api, ports: { http: 80 } }
    db: { controller: db, ports: [sql] }
`;

describe('names of an app', () => {
  it('has what the short form gives', async () => {
    const names = await namesOf(
      rommWith('secrets: { romm: { keys: [A] } }\ndatabase: { postgres: true }\ncache: { valkey: true }\n'),
    );
    expect(names.app).toEqual({
      name: 'romm',
      namespace: 'games',
      category: 'games',
      description: 'Manager of ROM collections',
    });
    expect(names.ports).toEqual({ http: 8080 });
    expect(names.services).toEqual({ app: { name: 'romm', host: 'romm.games.svc', port: 8080 } });
    expect(names.route).toEqual({ host: 'romm.${SECRET_DOMAIN}', url: 'https://romm.${SECRET_DOMAIN}' });
    expect(names.secrets).toEqual({ romm: { name: 'romm' } });
    expect(names.database?.postgres).toEqual({
      host: 'romm-postgres-rw',
      port: 5432,
      name: 'romm',
      user: 'romm',
      secret: 'romm-postgres-app',
    });
    expect(names.cache).toEqual({ valkey: { host: 'romm-valkey', port: 6379, url: 'redis://romm-valkey:6379' } });
    expect(names).not.toHaveProperty('auth');
  });

  it('reads the own container first, and leaves out what is ambiguous', async () => {
    const { apps, lines } = await frontOfFiles({ 'apps/games/romm/app.yaml': long });
    expect(lines).toEqual([]);
    const controllers = apps[0]!.definition.workload as unknown as {
      controllers: Record<string, { containers: { app: { env: unknown } } }>;
    };
    expect(controllers.controllers['web']!.containers.app.env).toEqual({ P: 3000 });
    expect(controllers.controllers['db']!.containers.app.env).toEqual({ P: 81, Q: 5432 });
    expect(apps[0]!.names.ports).toEqual({ sql: 5432 });
    expect(apps[0]!.names.services).toEqual({
      app: { name: 'romm', host: 'romm.games.svc', port: 3000 },
      api: { name: 'romm-api', host: 'romm-api.games.svc', port: 80 },
      db: { name: 'romm-db', host: 'romm-db.games.svc', port: 5432 },
    });
  });

  it.each([
    ['{ host: games.example.org }', { host: 'games.example.org', url: 'https://games.example.org' }],
    ['true', { host: 'romm.${SECRET_DOMAIN}', url: 'https://romm.${SECRET_DOMAIN}' }],
    [
      '{ host: "<% app.name %>-<% vars.x %>" }',
      { host: 'romm-1.${SECRET_DOMAIN}', url: 'https://romm-1.${SECRET_DOMAIN}' },
    ],
    ['{ host: a, exposure: external }', { host: 'a.${SECRET_DOMAIN}', url: 'https://a.${SECRET_DOMAIN}' }],
  ])('makes the host of route: %s', async (route, expected) => {
    const names = await namesOf(rommWith('vars: { x: "<% 1 %>" }\n', { '{ host: romm }': route }));
    expect(names.route).toEqual(expected);
  });

  it('names the entries of a list, and the app by one of them', async () => {
    const names = await namesOf(rommWith('', { '{ host: romm }': '[{ name: b, host: b }, { name: romm, host: a }]' }));
    expect(names.route).toMatchObject({
      host: 'a.${SECRET_DOMAIN}',
      b: { host: 'b.${SECRET_DOMAIN}' },
      romm: { host: 'a.${SECRET_DOMAIN}' },
    });
    expect(names.hosts).toEqual({ b: { internal: 'b.${SECRET_DOMAIN}' }, romm: { internal: 'a.${SECRET_DOMAIN}' } });
  });

  it('says http where the cluster has no certificates', async () => {
    const names = await namesOf(homeWith('', { '  default: internal': '  default: internal\n  tls: false' }));
    expect(names.route?.['url']).toBe('http://romm.${SECRET_DOMAIN}');
  });

  it('names claims by their kind', async () => {
    const names = await namesOf(
      rommWith(
        'storage:\n  data: { size: 1Gi, mount: { path: /d } }\n  own: { claim: existing, mount: [/x, /y] }\n  media: { shared: media }\n  tmp: { empty: {} }\n',
      ),
    );
    expect(names.storage).toEqual({
      data: { name: 'romm-data', claim: 'romm-data', path: '/d' },
      own: { name: 'romm-own', claim: 'existing', path: '/x' },
      media: { name: 'romm-media' },
      tmp: { name: 'romm-tmp' },
    });
  });

  it('reads a shared database by the namespace of the cluster file', async () => {
    const names = await namesOf({
      ...homeWith('', { 'cluster: own': 'cluster: shared, namespace: data' }),
      ...rommWith('database: { postgres: { name: games } }\n'),
    });
    expect(names.database?.postgres).toEqual({
      host: 'postgres-rw.data.svc',
      port: 5432,
      name: 'games',
      user: 'games',
      secret: 'romm-postgres-app',
    });
  });

  it('tells the type of a plain expression from the text of a quoted one', async () => {
    const { apps } = await frontOfFiles(
      rommWith('', { '  ports:': '  env: { A: <% ports.http %>, B: "<% ports.http %>" }\n  ports:' }),
    );
    expect(apps[0]!.definition.workload?.env).toEqual({ A: 8080, B: '8080' });
  });
});

describe('names of a cluster', () => {
  it('says what the cluster has', async () => {
    const { cluster } = await frontOfFiles(homeWith('tile: { by: homepage }\nmonitoring: { metrics: prometheus }\n'));
    expect(namesOfCluster(cluster)).toEqual({
      name: 'home',
      timezone: 'Europe/Amsterdam',
      domain: '${SECRET_DOMAIN}',
      apps: ['romm'],
      storage: { classes: { block: 'ceph-block' } },
      addresses: { internal: '10.0.0.21', external: '10.0.0.21' },
      pools: {},
      flux: { version: '2.9.0', path: 'kubernetes/flux' },
      has: {
        metrics: true,
        oidc: false,
        forward: false,
        tile: true,
        monitor: false,
        backup: false,
        gateway: true,
        ingress: false,
        wildcard: false,
        logs: false,
        replication: false,
      },
    });
  });
});
