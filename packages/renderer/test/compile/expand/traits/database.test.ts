import { describe, expect, it } from 'vitest';
import { database } from '../../../../src/compile/expand/traits/database.ts';
import { cluster, codesOf, madeBy, objectsOf, run } from '../fixture.ts';

describe('a cluster of its own', () => {
  it('takes what the app does not say from the cluster', () => {
    const result = run(database, '{ name: romm, database: { postgres: true } }', {
      cluster: cluster('databases: { postgres: { instances: 2, size: 10Gi } }\nimages: { postgres: ghcr.io/pg:18.1 }'),
    });
    expect(objectsOf(result)[0]!['spec']).toEqual({
      instances: 2,
      imageName: 'ghcr.io/pg:18.1',
      bootstrap: { initdb: { database: 'romm', owner: 'romm' } },
      storage: { size: '10Gi', storageClass: 'local-path' },
    });
  });

  it('has the libraries, extensions and settings of the app, and its spec last', () => {
    const yaml = `
name: immich
database:
  env: { A: 1 }
  postgres:
    size: 20Gi
    image: vectorchord:18
    preload: [vchord.so]
    extensions: [vchord, earthdistance]
    parameters: { max_connections: 200 }
    spec: { enablePDB: false, storage: { resizeInUseVolumes: false }, instances: 3 }
    env: { DB: "yes" }`;
    const result = run(database, yaml);
    expect(objectsOf(result)[0]!['spec']).toEqual({
      instances: 3,
      imageName: 'vectorchord:18',
      postgresql: { shared_preload_libraries: ['vchord.so'], parameters: { max_connections: '200' } },
      bootstrap: {
        initdb: {
          database: 'immich',
          owner: 'immich',
          postInitApplicationSQL: [
            'CREATE EXTENSION IF NOT EXISTS "vchord" CASCADE',
            'CREATE EXTENSION IF NOT EXISTS "earthdistance" CASCADE',
          ],
        },
      },
      storage: { size: '20Gi', storageClass: 'local-path', resizeInUseVolumes: false },
      enablePDB: false,
    });
    expect(result.env).toEqual({ A: 1, DB: 'yes' });
  });

  it('refuses a class that the cluster has not', () => {
    const wrong = cluster('databases: { postgres: { class: fast } }');
    expect(codesOf(run(database, '{ name: romm, database: { postgres: true } }', { cluster: wrong }))).toEqual([
      'error storage-class-unknown',
    ]);
  });
});

describe('a database on the shared cluster', () => {
  const on = cluster('databases: { postgres: { cluster: shared, namespace: database } }');
  const yaml = '{ name: mealie, database: { postgres: { extensions: [pg_trgm] } } }';

  it('makes the role and the database beside the cluster, and its password on both sides', () => {
    const result = run(database, yaml, { cluster: on, namespace: 'productivity' });
    expect(madeBy(result)).toEqual([
      'ExternalSecret/productivity/mealie-postgres',
      'ExternalSecret/database/mealie-postgres',
      'DatabaseRole/database/mealie',
      'Database/database/mealie',
    ]);
    const [besideApp, besideCluster, role, made] = objectsOf(result);
    expect(besideApp!['spec']).toMatchObject({
      target: {
        template: {
          data: {
            dbname: 'mealie',
            host: 'postgres-rw.database.svc',
            username: 'mealie',
            uri: 'postgresql://mealie:{{ .password | urlquery }}@postgres-rw.database.svc:5432/mealie',
          },
        },
      },
      data: [{ secretKey: 'password', remoteRef: { key: 'mealie', property: 'POSTGRES_PASSWORD' } }],
    });
    expect(besideCluster!['spec']).toMatchObject({
      target: { template: { type: 'kubernetes.io/basic-auth', metadata: { labels: { 'cnpg.io/reload': 'true' } } } },
    });
    expect(role!['spec']).toEqual({
      cluster: { name: 'postgres' },
      name: 'mealie',
      login: true,
      passwordSecret: { name: 'mealie-postgres' },
    });
    expect(made!['spec']).toEqual({
      cluster: { name: 'postgres' },
      name: 'mealie',
      owner: 'mealie',
      extensions: [{ name: 'pg_trgm' }],
    });
  });

  it('has one Secret for both sides in the namespace of the cluster', () => {
    const result = run(database, yaml, { cluster: on, namespace: 'database' });
    expect(madeBy(result).slice(0, 2)).toEqual([
      'ExternalSecret/database/mealie-postgres',
      'DatabaseRole/database/mealie',
    ]);
    expect(objectsOf(result)[0]!['spec']).toMatchObject({
      target: {
        template: { type: 'kubernetes.io/basic-auth', data: { dbname: 'mealie', password: '{{ .password }}' } },
      },
    });
  });

  it('lists the passwords where Secrets are made by hand', () => {
    const byHand = cluster(
      'databases: { postgres: { cluster: shared, namespace: database } }\nsecrets: { externalSecrets: null, existing: { reason: by hand } }',
    );
    const result = run(database, yaml, { cluster: byHand });
    expect(madeBy(result)).toEqual(['DatabaseRole/database/mealie', 'Database/database/mealie']);
    expect(result.external!.map(({ reference }) => reference)).toEqual([
      'Secret/games/mealie-postgres',
      'Secret/database/mealie-postgres',
    ]);
  });
});

it('is an error where the cluster makes no database', () => {
  const without = cluster('databases: { postgres: false }');
  const result = run(database, '{ name: romm, database: { postgres: true } }', { cluster: without });
  expect(codesOf(result)).toEqual(['error need-unmet']);
  expect(result.diagnostics![0]!.origin).toEqual({ file: 'apps/games/romm/app.yaml', pointer: '/database/postgres' });
});
