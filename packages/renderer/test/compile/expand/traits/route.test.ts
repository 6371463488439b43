import { describe, expect, it } from 'vitest';
import { route } from '../../../../src/compile/expand/traits/route.ts';
import { cluster, codesOf, madeBy, objectsOf, run } from '../fixture.ts';

const workload = 'workload: { image: x, ports: { http: 8080, admin: 9000 } }';
const forward = 'auth: { by: authentik, forward: "http://ak-outpost-forward.auth.svc:9000" }';
const ingressCluster = (more = '') =>
  cluster(`
routing:
  kind: ingress
  entryPoints:
    internal: { class: traefik, gateway: null, section: null }
    external: { class: nginx, gateway: null, section: null }
  tls: { wildcard: null }
${more}`);

describe('route as HTTPRoute', () => {
  it('publishes the first port of the service app on the default entry point', () => {
    const result = run(route, `{ name: romm, ${workload}, route: true }`);
    expect(objectsOf(result)).toEqual([
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: { name: 'romm', namespace: 'games' },
        spec: {
          parentRefs: [{ name: 'internal', namespace: 'network', sectionName: 'https' }],
          hostnames: ['romm.${SECRET_DOMAIN}'],
          rules: [{ backendRefs: [{ name: 'romm', port: 8080 }] }],
        },
      },
    ]);
    expect(result.objects![0]).toMatchObject({ observes: true, pointer: '/route', file: 'apps/games/romm/app.yaml' });
    expect(result.facts?.routes).toEqual([
      { name: 'romm', host: 'romm.${SECRET_DOMAIN}', url: 'https://romm.${SECRET_DOMAIN}' },
    ]);
    expect(result.diagnostics).toEqual([]);
  });

  it('names a port, paths and annotations, and both entry points of a list', () => {
    const result = run(
      route,
      `{ name: romm, ${workload}, route: { exposure: [internal, external], port: admin, paths: [/a, /b], annotations: { x/y: 1 } } }`,
    );
    const [object] = objectsOf(result);
    expect(object!.metadata).toEqual({ name: 'romm', namespace: 'games', annotations: { 'x/y': '1' } });
    expect(object!['spec']).toEqual({
      parentRefs: [
        { name: 'internal', namespace: 'network', sectionName: 'https' },
        { name: 'external', namespace: 'network', sectionName: 'https' },
      ],
      hostnames: ['romm.${SECRET_DOMAIN}'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/a' } }, { path: { type: 'PathPrefix', value: '/b' } }],
          backendRefs: [{ name: 'romm', port: 9000 }],
        },
      ],
    });
  });

  it('writes one rule a service of `rules`, each on its own port', () => {
    const yaml = `
name: plane
workload:
  controllers:
    web: { containers: { app: { image: a, ports: { http: 3000 } } } }
    worker: { containers: { app: { image: b } } }
    api: { like: worker, ports: { http: 8000 } }
  services: { app: { controller: web }, api: { controller: api, ports: [http] } }
route: { host: plane, rules: [{ service: app, paths: [/] }, { service: api, port: http, paths: [/api, /auth] }] }`;
    expect(objectsOf(run(route, yaml))[0]!['spec']).toMatchObject({
      rules: [
        { backendRefs: [{ name: 'plane', port: 3000 }] },
        {
          matches: [{ path: { value: '/api' } }, { path: { value: '/auth' } }],
          backendRefs: [{ name: 'plane-api', port: 8000 }],
        },
      ],
    });
  });

  it('makes one object an entry of a list, with matches and filters as written', () => {
    const yaml = `
name: plex
workload: { image: x, ports: { http: 32400 } }
route:
  - { name: plex, host: plex, auth: local }
  - name: subtitles
    host: plex
    matches: [{ path: { type: PathPrefix, value: /library/streams } }]
    filters: [{ type: RequestHeaderModifier, requestHeaderModifier: { remove: [Range] } }]`;
    const result = run(route, yaml);
    expect(madeBy(result)).toEqual(['HTTPRoute/games/plex', 'HTTPRoute/games/plex-subtitles']);
    expect(objectsOf(result)[1]!['spec']).toMatchObject({
      rules: [{ matches: [{ path: { value: '/library/streams' } }], filters: [{ type: 'RequestHeaderModifier' }] }],
    });
    expect(result.facts?.routes?.map(({ name }) => name)).toEqual(['plex', 'subtitles']);
  });

  it('takes the service and port of a chart as written', () => {
    const result = run(route, '{ name: git, helm: { chart: x }, route: { service: forgejo-http, port: 3000 } }');
    expect(objectsOf(result)[0]!['spec']).toMatchObject({
      rules: [{ backendRefs: [{ name: 'forgejo-http', port: 3000 }] }],
    });
  });

  it('follows an alias, and attaches to each gateway once', () => {
    const aliased = cluster('routing: { entryPoints: { external: internal } }');
    const result = run(route, `{ name: romm, ${workload}, route: { exposure: [internal, external] } }`, {
      cluster: aliased,
    });
    expect(objectsOf(result)[0]!['spec']).toMatchObject({ parentRefs: [{ name: 'internal' }] });
    expect((objectsOf(result)[0]!['spec'] as { parentRefs: unknown[] }).parentRefs).toHaveLength(1);
  });

  it('never lets the host of one entry point in by another', () => {
    const result = run(route, `{ name: romm, ${workload}, route: { exposure: [internal, external] } }`, {
      names: { hosts: { '': { internal: 'romm.l.example.com', external: 'romm.example.com' } } },
    });
    expect(madeBy(result)).toEqual(['HTTPRoute/games/romm', 'HTTPRoute/games/romm-external']);
    expect(objectsOf(result).map((object) => (object['spec'] as { hostnames: string[] }).hostnames)).toEqual([
      ['romm.l.example.com'],
      ['romm.example.com'],
    ]);
  });

  it('gives a host its own certificate beside the gateway where there is no wildcard', () => {
    const result = run(route, `{ name: romm, ${workload}, route: true }`, {
      cluster: cluster('routing: { tls: { wildcard: null } }'),
    });
    expect(objectsOf(result)[1]).toEqual({
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'romm', namespace: 'network' },
      spec: {
        secretName: 'romm-tls',
        dnsNames: ['romm.${SECRET_DOMAIN}'],
        issuerRef: { kind: 'ClusterIssuer', name: 'letsencrypt' },
      },
    });
  });

  it('merges its env into the workload', () => {
    const yaml = `{ name: romm, ${workload}, route: { env: { TRUST_PROXY: true } } }`;
    expect(run(route, yaml).env).toEqual({ TRUST_PROXY: true });
  });
});

describe('route.auth', () => {
  it.each(['none', 'local', 'oidc'])('asks nobody at the gateway for %s', (auth) => {
    const result = run(route, `{ name: romm, ${workload}, route: { auth: ${auth} } }`, { cluster: cluster(forward) });
    expect(madeBy(result)).toEqual(['HTTPRoute/games/romm']);
    expect(result.diagnostics).toEqual([]);
  });

  it('asks the cluster on each request for forward, by a SecurityPolicy that may refer to the service', () => {
    const result = run(route, `{ name: romm, ${workload}, route: { auth: forward } }`, { cluster: cluster(forward) });
    expect(madeBy(result)).toEqual([
      'HTTPRoute/games/romm',
      'SecurityPolicy/games/romm',
      'ReferenceGrant/auth/ak-outpost-forward-from-games',
    ]);
    expect(objectsOf(result)[1]!['spec']).toMatchObject({
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'romm' }],
      extAuth: {
        headersToExtAuth: expect.arrayContaining(['cookie']),
        http: {
          backendRefs: [{ name: 'ak-outpost-forward', namespace: 'auth', port: 9000 }],
          path: '/outpost.goauthentik.io/auth/envoy',
        },
      },
    });
  });

  it('states the grant alike from every app of a namespace', () => {
    const grant = (name: string) =>
      objectsOf(
        run(route, `{ name: ${name}, ${workload}, route: { auth: forward } }`, { cluster: cluster(forward) }),
      )[2];
    expect(grant('romm')).toEqual(grant('other'));
  });

  it('refuses an address that a gateway cannot ask', () => {
    const outside = cluster('auth: { forward: "https://auth.example.com/check" }');
    const result = run(route, `{ name: romm, ${workload}, route: { auth: forward } }`, { cluster: outside });
    expect(codesOf(result)).toEqual(['error need-unmet']);
  });

  it('lets in the client networks of an entry point only', () => {
    const lan = cluster('routing: { entryPoints: { internal: { from: ["${LAN_CIDR}"] } } }');
    const result = run(route, `{ name: romm, ${workload}, route: { exposure: [internal, external] } }`, {
      cluster: lan,
    });
    expect(madeBy(result)).toEqual([
      'HTTPRoute/games/romm',
      'SecurityPolicy/games/romm',
      'HTTPRoute/games/romm-external',
    ]);
    expect(objectsOf(result)[1]!['spec']).toMatchObject({
      authorization: {
        defaultAction: 'Deny',
        rules: [{ action: 'Allow', principal: { clientCIDRs: ['${LAN_CIDR}'] } }],
      },
    });
  });
});

describe('route as Ingress', () => {
  it('asks cert-manager for the certificate of its host', () => {
    const result = run(route, `{ name: romm, ${workload}, route: { annotations: { a: b } } }`, {
      cluster: ingressCluster(),
    });
    expect(objectsOf(result)).toEqual([
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: {
          name: 'romm',
          namespace: 'games',
          annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt', a: 'b' },
        },
        spec: {
          ingressClassName: 'traefik',
          rules: [
            {
              host: 'romm.${SECRET_DOMAIN}',
              http: {
                paths: [
                  { path: '/', pathType: 'Prefix', backend: { service: { name: 'romm', port: { number: 8080 } } } },
                ],
              },
            },
          ],
          tls: [{ hosts: ['romm.${SECRET_DOMAIN}'], secretName: 'romm-tls' }],
        },
      },
    ]);
  });

  it('names no Secret under a wildcard, and no TLS at all for plain HTTP', () => {
    const spec = (tls: string) =>
      objectsOf(
        run(route, `{ name: romm, ${workload}, route: true }`, {
          cluster: cluster(`routing: { kind: ingress, tls: ${tls} }`),
        }),
      )[0]!['spec'];
    expect(spec('{ issuer: x, wildcard: network/wildcard-tls }')).toMatchObject({
      tls: [{ hosts: ['romm.${SECRET_DOMAIN}'] }],
    });
    expect(spec('false')).not.toHaveProperty('tls');
  });

  it('asks the cluster on each request by Middlewares of Traefik', () => {
    const result = run(route, `{ name: romm, ${workload}, route: { auth: forward } }`, {
      cluster: ingressCluster(forward),
    });
    expect(madeBy(result)).toEqual(['Ingress/games/romm', 'Middleware/games/romm-forward']);
    expect(objectsOf(result)[0]!.metadata.annotations).toMatchObject({
      'traefik.ingress.kubernetes.io/router.middlewares': 'games-romm-forward@kubernetescrd',
    });
    expect(objectsOf(result)[1]!['spec']).toMatchObject({
      forwardAuth: { address: 'http://ak-outpost-forward.auth.svc:9000/outpost.goauthentik.io/auth/traefik' },
    });
  });

  it('lets in the client networks of an entry point, by what its class has for that', () => {
    const lan = (ingressClass: string) =>
      cluster(`routing: { kind: ingress, entryPoints: { internal: { class: ${ingressClass}, from: [10.0.0.0/8] } } }`);
    const made = (ingressClass: string) =>
      run(route, `{ name: romm, ${workload}, route: true }`, { cluster: lan(ingressClass) });
    expect(objectsOf(made('traefik'))[1]).toMatchObject({
      metadata: { name: 'romm-clients' },
      spec: { ipAllowList: { sourceRange: ['10.0.0.0/8'] } },
    });
    expect(objectsOf(made('nginx'))[0]!.metadata.annotations).toEqual({
      'nginx.ingress.kubernetes.io/whitelist-source-range': '10.0.0.0/8',
    });
  });

  it('says what of the rules an Ingress cannot say', () => {
    const yaml = `{ name: plex, ${workload}, route: { filters: [{ type: URLRewrite }], matches: [{ path: { type: Exact, value: /x } }] } }`;
    const result = run(route, yaml, { cluster: ingressCluster() });
    expect(codesOf(result)).toEqual(['note need-unmet']);
    expect(objectsOf(result)[0]!['spec']).toMatchObject({
      rules: [{ http: { paths: [{ path: '/x', pathType: 'Exact' }] } }],
    });
  });

  it.each(['haproxy', 'nginx'])('refuses to guess how class %s asks for authentication', (ingressClass) => {
    const on = cluster(`routing: { kind: ingress, entryPoints: { internal: { class: ${ingressClass} } } }\n${forward}`);
    const result = run(route, `{ name: romm, ${workload}, route: { auth: forward } }`, { cluster: on });
    expect(codesOf(result)).toEqual(['error need-unmet']);
  });
});

describe('what a route cannot be', () => {
  it.each([
    ['an entry point the cluster has not', `${workload}, route: { exposure: intern }`, 'error entry-point-unknown'],
    ['a service the app has not', `${workload}, route: { service: web }`, 'error service-unknown'],
    ['a port the service has not', `${workload}, route: { port: htpp }`, 'error service-unknown'],
    ['a chart without a service', 'helm: { chart: x }, route: { port: 80 }', 'error service-unknown'],
    ['a chart without a port', 'helm: { chart: x }, route: { service: web }', 'error service-unknown'],
  ])('%s', (_, rest, code) => {
    const result = run(route, `{ name: romm, ${rest} }`);
    expect(codesOf(result)).toEqual([code]);
  });

  it('is met by the nearest name in the hint, at the line of its exposure', () => {
    const [diagnostic] = run(route, `{ name: romm, ${workload}, route: { exposure: intrnal } }`).diagnostics!;
    expect(diagnostic).toMatchObject({
      hint: 'Did you mean internal?',
      origin: { file: 'apps/games/romm/app.yaml', pointer: '/route/exposure' },
    });
  });

  it('a kind of routing that is not built', () => {
    const result = run(route, `{ name: romm, ${workload}, route: true }`, {
      cluster: cluster('routing: { kind: traefik }'),
    });
    expect(codesOf(result)).toEqual(['error not-built']);
  });
});
