import { describe, expect, it } from 'vitest';
import {
  type AppOptions,
  appOf,
  claim,
  clusterOf,
  deployment,
  documents,
  externalSecret,
  link,
  partOf,
  release,
} from '../fixture.ts';

const cluster = clusterOf(
  'external: { crds/external-secrets.io: x, ClusterSecretStore/vault: x, crds/postgresql.cnpg.io: x }',
);
const healthOf = (objects: string, more: AppOptions = {}) => {
  const linked = link([appOf('a', { objects, ...more })], { cluster });
  expect(linked.lines.filter((line) => !line.startsWith('unused-external'))).toEqual([]);
  const { wait, healthChecks, healthCheckExprs } = partOf(linked, 'a');
  return {
    wait,
    checks: healthChecks?.map(({ kind, name }) => `${kind}/${name}`),
    exprs: healthCheckExprs.map(({ kind }) => kind),
  };
};
const ready = "status.conditions.exists(e, e.type == 'Ready' && e.status == 'True')";

describe('what a part waits for', () => {
  it('is everything, where every claim is mounted as soon as it is applied', () => {
    expect(healthOf(documents(deployment('a', { claims: ['data'] }), claim('data')))).toEqual({
      wait: true,
      checks: undefined,
      exprs: [],
    });
  });

  it('is the other objects, where a claim is mounted by nothing', () => {
    const objects = documents(
      deployment('a', { claims: ['data'] }),
      claim('data'),
      claim('other'),
      externalSecret('s'),
      '{ apiVersion: v1, kind: Service, metadata: { name: a, namespace: games } }',
    );
    expect(healthOf(objects)).toEqual({
      wait: false,
      checks: ['Deployment/a', 'ExternalSecret/s', 'PersistentVolumeClaim/data'],
      exprs: ['ExternalSecret'],
    });
  });

  it('is nothing, where there is nothing but such a claim', () => {
    expect(healthOf(claim('data'))).toEqual({ wait: false, checks: undefined, exprs: [] });
  });

  it.each([
    [
      'a CronJob',
      '{ apiVersion: batch/v1, kind: CronJob, metadata: { name: a, namespace: games }, spec: { jobTemplate: { spec: { template: { spec: { volumes: [{ name: x, persistentVolumeClaim: { claimName: data } }] } } } } } }',
    ],
    [
      'no replica',
      '{ apiVersion: apps/v1, kind: Deployment, metadata: { name: a, namespace: games }, spec: { replicas: 0, template: { spec: { volumes: [{ name: x, persistentVolumeClaim: { claimName: data } }] } } } }',
    ],
    [
      'a suspended Job',
      '{ apiVersion: batch/v1, kind: Job, metadata: { name: a, namespace: games }, spec: { suspend: true, template: { spec: { volumes: [{ name: x, persistentVolumeClaim: { claimName: data } }] } } } }',
    ],
    ['a pod of another namespace', deployment('a', { claims: ['data'], namespace: 'media' })],
    [
      'a controller of the release that runs at its time',
      release('a', 'games', '{ controllers: { a: { type: cronjob } }, persistence: { d: { existingClaim: data } } }'),
    ],
    [
      'a controller of the release that does not mount it',
      release(
        'a',
        'games',
        '{ controllers: { a: {}, b: { type: cronjob } }, persistence: { d: { existingClaim: data, advancedMounts: { b: {} } } } }',
      ),
    ],
  ])('is not the claim, where it is mounted by %s', (_title, mounting) => {
    expect(
      healthOf(documents(mounting, claim('data')), {
        external: [{ reference: 'PersistentVolumeClaim/media/data', reason: 'x', pointer: '' }],
      }).wait,
    ).toBe(false);
  });

  it('is everything, where a release of app-template mounts the claim', () => {
    const values = '{ controllers: { a: {}, b: { type: cronjob } }, persistence: { d: { existingClaim: data } } }';
    expect(healthOf(documents(release('a', 'games', values), claim('data'))).wait).toBe(true);
  });

  it('is read from conditions for the kinds of the table, one expression a kind', () => {
    const objects = documents(
      externalSecret('s'),
      externalSecret('t'),
      '{ apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: { name: a, namespace: games } }',
    );
    expect(partOf(link([appOf('a', { objects })], { cluster }), 'a').healthCheckExprs).toEqual([
      {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        current: ready,
        failed: ready.replace("'True'", "'False'"),
      },
      { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', current: ready },
    ]);
  });

  it('is what `health:` names of a chart beside what is rendered, by name and with its expression', () => {
    const health = [
      { apiVersion: 'ceph.rook.io/v1', kind: 'CephCluster', name: 'rook', current: "status.health == 'OK'" },
      { apiVersion: 'apps/v1', kind: 'Deployment', name: 'operator' } as never,
    ];
    const part = partOf(link([appOf('a', { body: 'helm', objects: release('a'), health })], { cluster }), 'a');
    expect(part).toMatchObject({
      wait: false,
      healthChecks: [
        { apiVersion: 'ceph.rook.io/v1', kind: 'CephCluster', name: 'rook', namespace: 'games' },
        { apiVersion: 'apps/v1', kind: 'Deployment', name: 'operator', namespace: 'games' },
        { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', name: 'a', namespace: 'games' },
      ],
      healthCheckExprs: [{ apiVersion: 'ceph.rook.io/v1', kind: 'CephCluster', current: "status.health == 'OK'" }],
    });
    expect(Object.keys(part.healthCheckExprs[0]!)).not.toContain('name');
  });
});
