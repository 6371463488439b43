import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { database } from '../../../../src/compile/expand/traits/database.ts';
import { route } from '../../../../src/compile/expand/traits/route.ts';
import { secrets } from '../../../../src/compile/expand/traits/secrets.ts';
import { storage } from '../../../../src/compile/expand/traits/storage.ts';
import type { JsonObject } from '../../../../src/model/json.ts';
import { app, cluster, objectsOf } from '../fixture.ts';
import { sharedPath } from '../oracle.ts';

const read = (path: string) => readFileSync(sharedPath(`example/${path}`), 'utf8');

/** The hand-made example beside the checkout: equal field by field, and in the order of keys. */
describe.skipIf(!existsSync(sharedPath('example')))('the hand-made example', () => {
  const home = () => cluster(read('clusters/home.yaml'), { alone: true });
  const input = (path: string, category: string, namespace: string) => ({
    app: app(parse(read(path)) as JsonObject, { category, namespace, cluster: home() }),
    cluster: home(),
  });
  const romm = () => input('apps/games/romm/app.yaml', 'games', 'games');
  const cases = [
    ['HTTPRoute', route, romm, 'kubernetes/apps/games/romm/app/httproute.yaml'],
    ['ExternalSecret', secrets, romm, 'kubernetes/apps/games/romm/app/externalsecret.yaml'],
    ['Cluster', database, romm, 'kubernetes/apps/games/romm/app/cluster.yaml'],
    ['PersistentVolumeClaim', storage, romm, 'kubernetes/apps/games/romm/app/persistentvolumeclaim.yaml'],
    [
      'ExternalSecret of one item',
      secrets,
      () => input('apps/infrastructure/cert-manager/app.yaml', 'infrastructure', 'cert-manager'),
      'kubernetes/apps/infrastructure/cert-manager/secrets/externalsecret.yaml',
    ],
  ] as const;

  it.each(cases)('%s', (_, trait, written, expected) => {
    const objects = objectsOf(trait(written()));
    expect(objects).toHaveLength(1);
    expect(JSON.stringify(objects[0], null, 2)).toBe(JSON.stringify(parse(read(expected)), null, 2));
  });

  it('mounts the share of the NAS in the pod', () => {
    expect(storage(romm()).volumes).toEqual([
      {
        name: 'data',
        source: { persistentVolumeClaim: { claimName: 'romm-data' } },
        mounts: [{ path: '/romm/resources' }],
        exclusive: true,
        pointer: '/storage/data',
      },
      {
        name: 'library',
        source: { nfs: { server: '${NFS_STORAGE_HOST}', path: '${MEDIA_SERVER}/roms' } },
        mounts: [{ path: '/romm/library', readOnly: true }],
        pointer: '/storage/library',
      },
    ]);
  });
});
