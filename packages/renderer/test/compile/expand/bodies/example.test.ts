import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bodies } from '../../../../src/compile/expand/bodies/bodies.ts';
import type { Contribution } from '../../../../src/compile/expand/contribution.ts';
import type { JsonObject } from '../../../../src/model/json.ts';
import { clusterOf, hasShared, inputOf, readObjects, readYaml, shared } from './fixture.ts';

const example = join(shared, 'example');
const rendered = (path: string) => readObjects(join(example, 'kubernetes/apps', path))[0];
/** Fields and their order. */
const written = (value: unknown): string => JSON.stringify(value, undefined, 1);

/** Expressions of the example's romm, as the room `template` evaluates them. */
const evaluated: Record<string, unknown> = {
  DB_HOST: 'romm-postgres-rw',
  DB_PORT: 5432,
  ROMM_BASE_URL: 'https://romm.${SECRET_DOMAIN}',
};

describe.skipIf(!hasShared)('the example beside the checkout', () => {
  const cluster = clusterOf(hasShared ? readYaml(join(example, 'clusters/home.yaml')) : {});

  it('writes romm as app-template values, field by field and in their order', () => {
    const definition = readYaml(join(example, 'apps/games/romm/app.yaml'));
    const workload = definition['workload'] as JsonObject;
    Object.assign(workload['env'] as JsonObject, evaluated);
    workload['annotations'] = { controller: { 'reloader.stakater.com/auto': 'true' } };
    const postgres = {
      host: 'romm-postgres-rw',
      port: 5432,
      name: 'romm',
      user: 'romm',
      secret: 'romm-postgres-app',
    };
    const contribution: Contribution = {
      volumes: [
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
      ],
    };
    const result = bodies.workload(inputOf(definition, cluster, { database: { postgres } }), contribution);
    expect(result.diagnostics).toEqual([]);
    expect(result.objects).toHaveLength(2);
    expect(written(result.objects[0]?.object)).toBe(written(rendered('games/romm/app/helmrelease.yaml')));
    expect(written(result.objects[1]?.object)).toBe(written(rendered('games/romm/app/ocirepository.yaml')));
  });

  it('writes cert-manager as a HelmRelease and its OCIRepository', () => {
    const definition = readYaml(join(example, 'apps/infrastructure/cert-manager/app.yaml'));
    const result = bodies.helm(inputOf(definition, cluster), {});
    expect(result.diagnostics).toEqual([]);
    expect(result.objects.map(({ object }) => written(object))).toEqual([
      written(rendered('infrastructure/cert-manager/app/helmrelease.yaml')),
      written(rendered('infrastructure/cert-manager/app/ocirepository.yaml')),
    ]);
  });
});
