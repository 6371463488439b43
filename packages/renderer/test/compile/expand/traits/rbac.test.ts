import { expect, it } from 'vitest';
import { rbac } from '../../../../src/compile/expand/traits/rbac.ts';
import { madeBy, objectsOf, run } from '../fixture.ts';

const yaml = `
name: failover
rbac:
  own: [{ resources: [pods], verbs: [get] }]
  in: { media: [{ groups: [apps], resources: [deployments], names: [sonarr], verbs: [get, patch] }] }
  cluster: [{ resources: [nodes], verbs: [get] }]`;

it('makes the account, and a role and its binding for each scope', () => {
  const result = run(rbac, yaml);
  expect(madeBy(result)).toEqual([
    'ServiceAccount/games/failover',
    'Role/games/failover',
    'RoleBinding/games/failover',
    'Role/media/failover',
    'RoleBinding/media/failover',
    'ClusterRole/failover',
    'ClusterRoleBinding/failover',
  ]);
  expect(result.objects!.map(({ pointer }) => pointer)).toEqual([
    '/rbac',
    '/rbac/own',
    '/rbac/own',
    '/rbac/in/media',
    '/rbac/in/media',
    '/rbac/cluster',
    '/rbac/cluster',
  ]);
  expect(result.serviceAccount).toEqual({ name: 'failover', token: true });
});

it('writes rules in the order of the API, the core group where none is said', () => {
  const objects = objectsOf(run(rbac, yaml));
  expect(JSON.stringify(objects[3]!['rules'])).toBe(
    JSON.stringify([
      { apiGroups: ['apps'], resources: ['deployments'], resourceNames: ['sonarr'], verbs: ['get', 'patch'] },
    ]),
  );
  expect(objects[5]!['rules']).toEqual([{ apiGroups: [''], resources: ['nodes'], verbs: ['get'] }]);
  expect(objects[4]).toMatchObject({
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'failover' },
    subjects: [{ kind: 'ServiceAccount', name: 'failover', namespace: 'games' }],
  });
});

it('makes an account alone where no rights are asked for', () => {
  const result = run(rbac, '{ name: a, rbac: { env: { IN_CLUSTER: true } } }');
  expect(madeBy(result)).toEqual(['ServiceAccount/games/a']);
  expect(result.env).toEqual({ IN_CLUSTER: true });
});
