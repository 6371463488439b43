import type { JsonObject, JsonValue } from '../../../../model/json.ts';
import type { KubernetesObject } from '../../../../model/kubernetes.ts';
import type { Contribution } from '../../contribution.ts';
import { made, metadataOf } from '../../made.ts';
import { present } from '../../written.ts';
import type { Publication, RouteEntry, RouteRule } from './entries.ts';
import type { EntryPoint } from './entry-points.ts';
import { securityPolicy } from './security-policy.ts';
import { certificate } from './tls.ts';

/**
 * Gateway API: one HTTPRoute a host, attached to the gateways of its entry points. Beside it, where they are needed: a
 * SecurityPolicy of Envoy Gateway (forward authentication, client networks) and a Certificate (no wildcard).
 */
export const httpRoute = (entry: RouteEntry): Contribution => {
  const { app, pointer } = entry;
  const protections = entry.publications.map((publication) => securityPolicy(entry, publication));
  const objects = entry.publications.flatMap((publication, index) => [
    routeObject(entry, publication),
    ...protections[index]!.items,
    ...certificate(entry, publication),
  ]);
  return {
    objects: objects.map((object) =>
      made(app, pointer, object, object.kind === 'ReferenceGrant' ? { shared: true } : {}),
    ),
    diagnostics: protections.flatMap(({ diagnostics }) => diagnostics),
  };
};

const routeObject = (entry: RouteEntry, publication: Publication): KubernetesObject => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: metadataOf(publication.name, entry.app.namespace, { annotations: entry.annotations }),
  spec: {
    parentRefs: publication.entryPoints.flatMap(parentRef),
    hostnames: [publication.host],
    rules: entry.rules.map(rule),
  },
});

const parentRef = ({ gateway, section }: EntryPoint): JsonObject[] =>
  gateway === undefined ? [] : [present({ name: gateway.name, namespace: gateway.namespace, sectionName: section })];

const rule = ({ service, port, paths, matches, filters }: RouteRule): JsonObject => {
  const all = [...prefixes(paths), ...matches];
  return present({
    matches: all.length === 0 ? undefined : all,
    filters: filters.length === 0 ? undefined : filters,
    backendRefs: [{ name: service, port }],
  });
};

/** Prefix `/` alone is what a rule without matches means. */
const prefixes = (paths: string[]): JsonValue[] =>
  paths.length === 1 && paths[0] === '/' ? [] : paths.map((value) => ({ path: { type: 'PathPrefix', value } }));
