import { expect, it } from 'vitest';
import { literalsIn } from '../../../../src/compile/check/secrets/literals.ts';

it('finds variables wherever they stand, and only those', () => {
  const found = literalsIn({
    workload: {
      env: { ADMIN_PASSWORD: 'correct-horse', DB_PASSWORD: { secret: 'db', key: 'password' }, PORT: '8080' },
      controllers: { web: { containers: { app: { env: { API_TOKEN: 'abcdef' } } } } },
    },
    helm: { values: { extraEnv: [{ name: 'JWT_SECRET', value: 'shhhh' }], password: 'no variable' } },
  });
  expect(found.map(({ pointer }) => pointer)).toEqual([
    '/workload/env/ADMIN_PASSWORD',
    '/workload/controllers/web/containers/app/env/API_TOKEN',
    '/helm/values/extraEnv/0/value',
  ]);
});

it('finds the values of a plain Secret that nothing fills in', () => {
  const found = literalsIn({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'a' },
    data: { password: 'aHVudGVyMg==' },
    stringData: { token: '${API_TOKEN}', user: 'admin', empty: '' },
  });
  expect(found).toEqual([
    { code: 'plain-secret', name: 'password', pointer: '/data/password', value: 'aHVudGVyMg==' },
    { code: 'plain-secret', name: 'user', pointer: '/stringData/user', value: 'admin' },
  ]);
});

it('leaves alone what is encrypted, and what is no Secret', () => {
  expect(
    literalsIn({ apiVersion: 'v1', kind: 'Secret', data: { a: 'ENC[AES256_GCM,data:x]' }, sops: { mac: 'x' } }),
  ).toEqual([]);
  expect(literalsIn({ apiVersion: 'v1', kind: 'ConfigMap', data: { password: 'x' } })).toEqual([]);
});
