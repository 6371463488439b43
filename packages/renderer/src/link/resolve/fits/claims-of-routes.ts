import { isJsonObject, type JsonObject, type JsonValue } from '../../../model/json.ts';
import { asJson, type KubernetesObject } from '../../../model/kubernetes.ts';
import { textAt, valuesAt } from '../fields.ts';
import type { Claim } from './claims.ts';
import type { TreeView } from './view.ts';

type Place = Pick<Claim, 'key' | 'what' | 'pointer'> & { mention?: string };

/** Every host and path that a route publishes; without a host it is as wide as its entry point, which several may share. */
export const claimsOfRoutes = ({ objects }: TreeView): Claim[] =>
  objects.flatMap(({ app, compiled }) =>
    (rows[compiled.object.kind]?.(compiled.object, compiled.object.metadata.namespace ?? app.namespace) ?? []).map(
      (place) => ({ app, compiled, ...place }),
    ),
  );

const listOf = (value: JsonValue | undefined): JsonValue[] => (Array.isArray(value) ? value : []);
const mapOf = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : {});

/** JSON with sorted keys, so that equal matches read equal. */
const canonical = (value: JsonValue): string =>
  JSON.stringify(value, (_key, inner: JsonValue) =>
    isJsonObject(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );

/** The whole of a host, where a rule says no match (Gateway API, HTTPRouteRule). */
const everyPath: JsonObject = { path: { type: 'PathPrefix', value: '/' } };

const gatewayRoute = (object: KubernetesObject, namespace: string): Place[] => {
  const hosts = valuesAt(asJson(object), '/spec/hostnames/*');
  const parents = valuesAt(asJson(object), '/spec/parentRefs/*').map(({ value }) => mapOf(value));
  const rules = valuesAt(asJson(object), '/spec/rules/*');
  const matches = rules.flatMap(({ value }) => {
    const written = listOf(mapOf(value)['matches']).map(mapOf);
    return (written.length === 0 ? [everyPath] : written).map((match) =>
      match['path'] === undefined ? { ...everyPath, ...match } : match,
    );
  });
  return hosts.flatMap(({ value: host, pointer }) =>
    parents.flatMap((parent) => {
      const gateway = `${String(parent['namespace'] ?? namespace)}/${String(parent['name'])}/${String(parent['sectionName'] ?? '')}`;
      return matches.map((match) => ({
        key: `${object.kind} ${gateway} ${String(host)} ${canonical(match)}`,
        what: `host ${String(host)}, path ${String(mapOf(match['path'])['value'] ?? '/')}`,
        pointer,
        mention: String(host),
      }));
    }),
  );
};

const ingress = (object: KubernetesObject): Place[] => {
  const ingressClass = textAt(object, '/spec/ingressClassName') ?? '';
  return valuesAt(asJson(object), '/spec/rules/*').flatMap(({ value, pointer }) => {
    const { host, http } = mapOf(value);
    if (typeof host !== 'string') return [];
    return listOf(mapOf(http)['paths']).map((path) => ({
      key: `Ingress ${ingressClass} ${host} ${String(mapOf(path)['path'] ?? '/')} ${String(mapOf(path)['pathType'])}`,
      what: `host ${host}, path ${String(mapOf(path)['path'] ?? '/')}`,
      pointer: `${pointer}/host`,
      mention: host,
    }));
  });
};

const ingressRoute = (object: KubernetesObject): Place[] => {
  const points = valuesAt(asJson(object), '/spec/entryPoints/*')
    .map(({ value }) => String(value))
    .sort();
  return valuesAt(asJson(object), '/spec/routes/*/match').map(({ value, pointer }) => ({
    key: `IngressRoute ${points.join(' ')} ${String(value)}`,
    what: String(value),
    pointer,
    mention: String(value),
  }));
};

const rows: Readonly<Record<string, (object: KubernetesObject, namespace: string) => Place[]>> = {
  HTTPRoute: gatewayRoute,
  GRPCRoute: gatewayRoute,
  Ingress: ingress,
  IngressRoute: ingressRoute,
};
