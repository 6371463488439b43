import { describe, expect, it } from 'vitest';
import { secrets } from '../../../../src/compile/expand/traits/secrets.ts';
import { cluster, madeBy, objectsOf, run } from '../fixture.ts';

const spec = (yaml: string) => objectsOf(run(secrets, yaml))[0]!['spec'];

describe('secrets from External Secrets', () => {
  it('reads keys of the item of the Secret’s own name', () => {
    expect(spec('{ name: romm, secrets: { romm: { keys: [A] } } }')).toEqual({
      refreshInterval: '1h',
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'onepassword' },
      target: { name: 'romm' },
      data: [{ secretKey: 'A', remoteRef: { key: 'romm', property: 'A' } }],
    });
  });

  it('reads keys of another item, and keys that say their item and field', () => {
    expect(spec('{ name: a, secrets: { a: { keys: [token], from: [cloudflare] } } }')).toMatchObject({
      data: [{ secretKey: 'token', remoteRef: { key: 'cloudflare', property: 'token' } }],
    });
    expect(spec('{ name: a, secrets: { a: { keys: { A: home/cloudflare/token, B: other/b } } } }')).toMatchObject({
      data: [
        { secretKey: 'A', remoteRef: { key: 'home/cloudflare', property: 'token' } },
        { secretKey: 'B', remoteRef: { key: 'other', property: 'b' } },
      ],
    });
  });

  it('makes keys of a template from whole items, and from keys it names', () => {
    expect(spec('{ name: a, secrets: { a: { from: [cloudflare, aws], template: { T: "{{ .token }}" } } } }')).toEqual({
      refreshInterval: '1h',
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'onepassword' },
      target: { name: 'a', template: { data: { T: '{{ .token }}' } } },
      dataFrom: [{ extract: { key: 'cloudflare' } }, { extract: { key: 'aws' } }],
    });
    expect(spec('{ name: a, secrets: { a: { keys: [p], template: { URI: "x://{{ .p }}" } } } }')).toMatchObject({
      target: { template: { data: { URI: 'x://{{ .p }}' } } },
      data: [{ secretKey: 'p' }],
    });
  });

  it('gives the Secret its type and labels', () => {
    expect(
      spec('{ name: a, secrets: { a: { keys: [p], type: kubernetes.io/basic-auth, labels: { x/y: z } } } }'),
    ).toMatchObject({
      target: { name: 'a', template: { type: 'kubernetes.io/basic-auth', metadata: { labels: { 'x/y': 'z' } } } },
    });
  });

  it('puts what Flux substitutes from where Flux reads it', () => {
    const result = run(
      secrets,
      '{ name: plane, secrets: { plane: { keys: [A], substitute: true }, keys: { keys: [B] } } }',
    );
    expect(madeBy(result)).toEqual(['ExternalSecret/flux-system/plane', 'ExternalSecret/games/keys']);
    expect(result.objects!.map(({ forSubstitution }) => forSubstitution)).toEqual([true, undefined]);
    expect(objectsOf(result)[0]!['spec']).toMatchObject({
      target: { template: { metadata: { labels: { 'reconcile.fluxcd.io/watch': 'Enabled' } } } },
    });
  });

  it('marks what the values of the chart read as watched', () => {
    const yaml =
      '{ name: a, helm: { chart: x, valuesFrom: [{ kind: Secret, name: a }] }, secrets: { a: { keys: [B] }, b: { keys: [C] } } }';
    const [read, other] = objectsOf(run(secrets, yaml));
    expect(read!['spec']).toMatchObject({
      target: { template: { metadata: { labels: { 'reconcile.fluxcd.io/watch': 'Enabled' } } } },
    });
    expect(other!['spec']).toMatchObject({ target: { name: 'b' } });
  });

  it('leaves out an entry that is switched off', () => {
    expect(madeBy(run(secrets, '{ name: a, secrets: { a: false, b: { keys: [C] } } }'))).toEqual([
      'ExternalSecret/games/b',
    ]);
  });
});

it('lists Secrets that are made by hand instead of rendering them', () => {
  const byHand = cluster('secrets: { externalSecrets: null, existing: { reason: no secret is in Git } }');
  const result = run(secrets, '{ name: a, secrets: { a: { keys: [B] }, s: { keys: [C], substitute: true } } }', {
    cluster: byHand,
  });
  expect(result.objects).toBeUndefined();
  expect(result.external).toEqual([
    { reference: 'Secret/games/a', reason: 'no secret is in Git', pointer: '/secrets/a' },
    { reference: 'Secret/flux-system/s', reason: 'no secret is in Git', pointer: '/secrets/s' },
  ]);
});
