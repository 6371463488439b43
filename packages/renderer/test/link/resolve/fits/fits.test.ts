import { describe, expect, it } from 'vitest';
import type { CompiledApp } from '../../../../src/model/compiled.ts';
import { linkCodes } from '../../../../src/model/link-codes.ts';
import { appOf, deployment, documents, link, release } from '../../fixture.ts';

/** Findings of the rules, apart from everything else that is said of such small trees. */
const found = (...apps: CompiledApp[]): string[] =>
  link(apps)
    .diagnostics.filter(({ code }) => code in linkCodes)
    .map(({ code, message }) => `${code}: ${message}`);

const pods = (name: string, labels: string, ports = '') =>
  `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: ${name}, namespace: games }, spec: { template: { metadata: { labels: ${labels} }, spec: { containers: [{ name: app, ports: [${ports}] }] } } } }`;
const service = (selector: string, port = '{ port: 80 }', annotations = '{}', name = 's') =>
  `{ apiVersion: v1, kind: Service, metadata: { name: ${name}, namespace: games, annotations: ${annotations} }, spec: { selector: ${selector}, ports: [${port}] } }`;
const budget = (selector: string) =>
  `{ apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: { name: b, namespace: games }, spec: { selector: ${selector} } }`;
const appTemplate = (name: string, values: string) =>
  release(name, 'games', `{ controllers: { main: { containers: { app: {} } } }, ${values} }`);

describe('a selector that picks nothing', () => {
  const lost = service('{ app: x }');

  it('is found where all that runs is known', () => {
    expect(found(appOf('a', { objects: documents(pods('p', '{ app: y }'), lost) }))).toEqual([
      'selector-mismatch: Service/games/s selects app=x, which no pod in namespace games bears',
    ]);
  });

  it.each([
    ['a chart of the namespace', appOf('c', { body: 'helm', objects: release('c') })],
    ['an upstream folder', appOf('c', { body: 'source' })],
    [
      'an operator that runs pods beside its objects',
      appOf('c', { objects: '{ apiVersion: example.com/v1, kind: Engine, metadata: { name: e, namespace: games } }' }),
    ],
  ])('is let be where %s may make it', (_why, other) => {
    expect(found(appOf('a', { objects: documents(pods('p', '{ app: y }'), lost) }), other)).toEqual([]);
  });

  it('is let be in an app that is a chart', () => {
    expect(found(appOf('a', { body: 'helm', objects: documents(release('a', 'media'), lost) }))).toEqual([]);
  });

  it('may be of CloudNativePG, or hold a placeholder', () => {
    expect(found(appOf('a', { objects: documents(budget('{ matchLabels: { cnpg.io/cluster: pg } }')) }))).toEqual([]);
    expect(found(appOf('a', { objects: documents(pods('p', '{ app: y }'), service('{ app: "${X}" }')) }))).toEqual([]);
  });

  it('may ask for a label that app-template adds, but not for one it does not know', () => {
    const chart = appTemplate('web', 'service: {}');
    const of = (labels: string) =>
      found(appOf('a', { objects: documents(chart, budget(`{ matchLabels: ${labels} }`)) }));
    expect(of('{ app.kubernetes.io/name: web }')).toEqual([]);
    expect(of('{ app.kubernetes.io/component: x }')).toEqual([]);
    expect(of('{ app.kubernetes.io/name: wep }')).toHaveLength(1);
    expect(of('{ app: web }')).toHaveLength(1);
  });

  it('is read with its expressions', () => {
    const of = (expression: string) =>
      found(
        appOf('a', { objects: documents(pods('p', '{ app: y }'), budget(`{ matchExpressions: [${expression}] }`)) }),
      );
    expect(of('{ key: app, operator: In, values: [x, y] }')).toEqual([]);
    expect(of('{ key: app, operator: Exists }')).toEqual([]);
    expect(of('{ key: other, operator: DoesNotExist }')).toEqual([]);
    expect(of('{ key: app, operator: NotIn, values: [y] }')).toHaveLength(1);
    expect(of('{ key: other, operator: Exists }')).toHaveLength(1);
  });
});

describe('a target port', () => {
  const of = (port: string, declared: string) =>
    link([
      appOf('a', { objects: documents(pods('p', '{ app: y }', declared), service('{ app: y }', port)) }),
    ]).diagnostics.map(({ code, severity }) => `${severity} ${code}`);

  it('by name must be declared; by number only beside others that are', () => {
    expect(of('{ port: 80, targetPort: web }', '')).toEqual(['error port-mismatch']);
    expect(of('{ port: 80, targetPort: 8080 }', '')).toEqual([]);
    expect(of('{ port: 80, targetPort: 8080 }', '{ containerPort: 9090 }')).toEqual(['warning port-mismatch']);
    expect(of('{ port: 80 }', '{ containerPort: 80 }')).toEqual([]);
    expect(of('{ port: 80, targetPort: "${PORT}" }', '{ containerPort: 9090 }')).toEqual([]);
  });
});

describe('one thing with two owners', () => {
  it('may be shared knowingly', () => {
    const at = (name: string, more: string) =>
      service('{ app: y }', '{ port: 80 }', `{ lbipam.cilium.io/ips: 10.0.0.1, ${more} }`, name);
    const both = (one: string, two: string) =>
      found(appOf('a', { objects: documents(pods('p', '{ app: y }'), at('s', one), at('t', two)) }));
    expect(both('lbipam.cilium.io/sharing-key: k', 'lbipam.cilium.io/sharing-key: k')).toEqual([]);
    expect(both('a: b', 'a: b')).toEqual([
      'claimed-twice: address 10.0.0.1 is claimed twice: by Service/games/s of games/a and by Service/games/t of games/a',
    ]);
  });

  it('is none when routes differ in path, header or gateway', () => {
    const route = (name: string, gateway: string, match: string) =>
      `{ apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: { name: ${name}, namespace: games }, spec: { hostnames: [h], parentRefs: [{ name: ${gateway} }], rules: [{ matches: [${match}] }] } }`;
    const both = (one: string, two: string) => found(appOf('a', { objects: documents(one, two) }));
    expect(
      both(
        route('x', 'g', '{ path: { type: PathPrefix, value: /a } }'),
        route('y', 'g', '{ path: { type: PathPrefix, value: /b } }'),
      ),
    ).toEqual([]);
    expect(both(route('x', 'g', ''), route('y', 'other', ''))).toEqual([]);
    expect(both(route('x', 'g', ''), route('y', 'g', '{ headers: [{ name: a, value: b }] }'))).toEqual([]);
    expect(both(route('x', 'g', ''), route('y', 'g', '{ path: { type: PathPrefix, value: / } }'))).toHaveLength(1);
  });
});

it('a pod whose mounts and volumes belong together says nothing', () => {
  expect(found(appOf('a', { objects: documents(deployment('a', { claims: ['data'] })) }))).toEqual([]);
});
