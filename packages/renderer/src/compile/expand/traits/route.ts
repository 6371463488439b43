import type { Contribution, Trait } from '../contribution.ts';
import { mergeContributions } from '../contributions.ts';
import { finding } from '../finding.ts';
import { clusterValue, definitionOf, mapOf } from '../written.ts';
import { type RouteEntry, readRoutes } from './route/entries.ts';
import { httpRoute } from './route/http-route.ts';
import { ingress } from './route/ingress.ts';

/** What a route becomes, by `routing.kind` of the cluster. */
const kinds: Readonly<Record<string, (entry: RouteEntry) => Contribution>> = { gateway: httpRoute, ingress };

/**
 * `route`: where the app is reached. Each entry becomes one object a host (HTTPRoute or Ingress), with what the entry points and
 * `auth` need beside it. All of it publishes the app, so that an app below its gateway may still be published by it.
 *
 * `auth`: `none` and `local` (the app asks by itself) need nothing at the gateway; nor does `oidc`, where the app signs people in
 * with the issuer itself; `forward` asks the cluster's `auth.forward` on each request.
 */
export const route: Trait = (input) => {
  const { app, cluster } = input;
  const kind = clusterValue(cluster, 'routing', 'kind');
  if (kind === undefined) return { diagnostics: [notMet(input)] };
  const { items, diagnostics } = readRoutes(input);
  const maker = typeof kind === 'string' && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (maker === undefined) return { diagnostics: [...diagnostics, kindNotBuilt(input, kind)] };
  const contribution = mergeContributions(items.map(maker));
  return {
    ...contribution,
    objects: (contribution.objects ?? []).map((compiled) => ({ ...compiled, observes: true })),
    env: mapOf(mapOf(definitionOf(app)['route'])['env']),
    facts: { routes: items.map(({ key, host, url }) => ({ name: key === '' ? app.name : key, host, url })) },
    diagnostics: [...diagnostics, ...(contribution.diagnostics ?? [])],
  };
};

const notMet = ({ app }: Parameters<Trait>[0]) =>
  finding(app, {
    code: 'need-unmet',
    pointer: '/route',
    message: 'the cluster meets no route: it has no `routing` that says how one is made',
    hint: 'Add `routing: { kind: gateway, … }` to the cluster file, or set `route: false`.',
  });

const kindNotBuilt = ({ app }: Parameters<Trait>[0], kind: unknown) =>
  finding(app, {
    code: 'not-built',
    pointer: '/route',
    message: `routing.kind ${String(kind)} is not built yet; gateway and ingress are`,
  });
