import { parse } from 'yaml';
import type { Contribution, Trait } from '../../../src/compile/expand/contribution.ts';
import type { MergedCluster } from '../../../src/model/cluster.ts';
import type { CompiledObject } from '../../../src/model/compiled.ts';
import { isJsonObject, type JsonObject, type JsonValue, pointerOf } from '../../../src/model/json.ts';
import type { LayerOrigin } from '../../../src/model/layer.ts';
import type { AppNames, EvaluatedApp } from '../../../src/model/names.ts';
import type { Placeholder } from '../../../src/model/placeholder.ts';
import type { CarriedFile } from '../../../src/model/source.ts';

/** A small gateway cluster; a test lays its own YAML over it. */
const gatewayCluster = `
name: home
routing:
  kind: gateway
  default: internal
  entryPoints:
    internal: { host: "<% host %>.\${SECRET_DOMAIN}", gateway: network/internal, section: https }
    external: { host: "<% host %>.\${SECRET_DOMAIN}", gateway: network/external, section: https }
  tls: { issuer: letsencrypt, wildcard: network/wildcard-tls }
storage:
  class: block
  classes: { block: ceph-block, database: local-path }
  shared: { media: { nfs: { server: "\${NFS_STORAGE_HOST}", path: "\${MEDIA_SERVER}" } } }
databases: { postgres: { by: cloudnative-pg, cluster: own, instances: 1, class: database }, valkey: { memory: 128Mi } }
images: { valkey: docker.io/valkey/valkey:8.0.1 }
secrets: { externalSecrets: { store: ClusterSecretStore/onepassword, refreshInterval: 1h } }
monitoring: { metrics: prometheus, uptime: gatus, dashboards: grafana-operator }
tile: { by: homepage }
`;

const mapOf = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : {});

/** Deep merge as the layers do it: `null` removes, lists replace. */
export const merged = (base: JsonObject, over: JsonObject): JsonObject => {
  const result = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const before = result[key];
    if (value === null) delete result[key];
    else result[key] = isJsonObject(before) && isJsonObject(value) ? merged(before, value) : value;
  }
  return result;
};

/** Every node of a document as written in `layer` of `file`. */
const originsOf = (document: JsonValue, file: string, layer: LayerOrigin['layer']) => {
  const origins = new Map<string, LayerOrigin>();
  const visit = (value: JsonValue, path: (string | number)[]) => {
    origins.set(pointerOf(path), { layer, file, pointer: pointerOf(path) });
    if (Array.isArray(value)) for (const [index, item] of value.entries()) visit(item, [...path, index]);
    else if (isJsonObject(value)) for (const [key, item] of Object.entries(value)) visit(item, [...path, key]);
  };
  visit(document, []);
  return origins;
};

interface ClusterOptions {
  placeholders?: Placeholder[];
  /** Start from nothing instead of the gateway cluster. */
  alone?: boolean;
}

export const cluster = (yaml = '', { placeholders = [], alone = false }: ClusterOptions = {}): MergedCluster => {
  const base = alone ? {} : (parse(gatewayCluster) as JsonObject);
  const definition = merged(base, (parse(yaml) ?? {}) as JsonObject);
  return {
    name: 'home',
    file: 'clusters/home.yaml',
    definition: definition as unknown as MergedCluster['definition'],
    origins: originsOf(definition, 'clusters/home.yaml', 'cluster'),
    tiers: [],
    selected: new Map(),
    namespaces: new Map(),
    placeholders,
  };
};

export interface AppOptions {
  category?: string;
  namespace?: string;
  files?: Record<string, string | { base64: string }>;
  renderedFiles?: Record<string, string>;
  /** The layer the definition is written in; `cluster`: as if all of it were defaults. */
  layer?: LayerOrigin['layer'];
  names?: Partial<AppNames>;
  cluster?: MergedCluster;
}

/** An app as `template` hands it on, its table of names made by the rules of FORMAT section 2. */
export const app = (yaml: string | JsonObject, options: AppOptions = {}): EvaluatedApp => {
  const definition = typeof yaml === 'string' ? (parse(yaml) as JsonObject) : yaml;
  const { category = 'games', namespace = String(definition['namespace'] ?? category) } = options;
  const name = String(definition['name']);
  const folder = `apps/${category}/${name}`;
  const files = new Map<string, CarriedFile>(
    Object.entries(options.files ?? {}).map(([key, content]) => [
      key,
      { path: `${folder}/files/${key}`, ...(typeof content === 'string' ? { text: content } : content) },
    ]),
  );
  return {
    id: `${category}/${name}`,
    category,
    name,
    description: String(definition['description'] ?? name),
    namespace,
    area: category,
    tier: 0,
    file: `${folder}/app.yaml`,
    definition: definition as unknown as EvaluatedApp['definition'],
    origins: originsOf(definition, `${folder}/app.yaml`, options.layer ?? 'app'),
    quoted: new Set(),
    templates: new Map(),
    files,
    names: { ...namesOf(definition, name, namespace, category, options.cluster ?? cluster()), ...options.names },
    manifests: [],
    renderedFiles: new Map(Object.entries(options.renderedFiles ?? {})),
  };
};

const numberOf = (port: JsonValue | undefined): number => Number(isJsonObject(port) ? port['port'] : port);

const namesOf = (
  definition: JsonObject,
  name: string,
  namespace: string,
  category: string,
  on: MergedCluster,
): AppNames => {
  const workload = mapOf(definition['workload']);
  const controllers = Object.entries(mapOf(workload['controllers']));
  const containers = controllers.flatMap(([, one]) => [
    mapOf(one),
    ...Object.values(mapOf(mapOf(one)['containers'])).map(mapOf),
  ]);
  const ports: Record<string, number> = {};
  for (const owner of [workload, ...containers])
    for (const [key, port] of Object.entries(mapOf(owner['ports']))) ports[key] ??= numberOf(port);
  const written = Object.entries({
    ...(definition['workload'] === undefined ? {} : { app: {} }),
    ...mapOf(workload['services']),
  });
  const services = Object.fromEntries(
    written.map(([key, service]) => {
      const serviceName = key === 'app' ? name : `${name}-${key}`;
      const own = mapOf(service)['ports'];
      const controller = mapOf(mapOf(workload['controllers'])[String(mapOf(service)['controller'])]);
      const first =
        Object.values(mapOf(own))[0] ??
        (Array.isArray(own) ? ports[String(own[0])] : undefined) ??
        Object.values(mapOf(mapOf(mapOf(controller['containers'])['app'])['ports']))[0] ??
        Object.values(ports)[0];
      const port = first === undefined ? {} : { port: numberOf(first) };
      return [key, { name: serviceName, host: `${serviceName}.${namespace}.svc`, ...port }];
    }),
  );
  const route = definition['route'];
  const host = (entry: JsonValue) => {
    const label = String(mapOf(entry)['host'] ?? name);
    const full = label.includes('.') ? label : `${label}.\${SECRET_DOMAIN}`;
    return { host: full, url: `https://${full}` };
  };
  const postgres = mapOf(definition['database'])['postgres'];
  const databases = mapOf((on.definition as unknown as JsonObject)['databases']);
  const where = mapOf(postgres)['cluster'] ?? mapOf(databases['postgres'])['cluster'];
  const shared = where === 'shared';
  const cache = Object.entries(mapOf(definition['cache'])).filter(([, entry]) => entry !== false);
  return {
    app: { name, namespace, category, description: name },
    vars: {},
    ports,
    ...(route === undefined || route === false
      ? {}
      : {
          route: Array.isArray(route)
            ? Object.fromEntries(route.map((entry) => [String(mapOf(entry)['name']), host(entry)]))
            : host(route),
        }),
    services,
    storage: Object.fromEntries(
      Object.entries(mapOf(definition['storage'])).map(([key, entry]) => [
        key,
        { name: `${name}-${key}`, ...('size' in mapOf(entry) ? { claim: `${name}-${key}` } : {}) },
      ]),
    ),
    secrets: Object.fromEntries(Object.keys(mapOf(definition['secrets'])).map((key) => [key, { name: key }])),
    ...(postgres === undefined || postgres === false
      ? {}
      : {
          database: {
            postgres: {
              host: shared ? 'postgres-rw.database.svc' : `${name}-postgres-rw`,
              port: 5432,
              name: String(mapOf(postgres)['name'] ?? name),
              user: String(mapOf(postgres)['name'] ?? name),
              secret: shared ? `${name}-postgres` : `${name}-postgres-app`,
            },
          },
        }),
    ...(cache.length === 0
      ? {}
      : {
          cache: Object.fromEntries(
            cache.map(([engine]) => [
              engine,
              { host: `${name}-${engine}`, port: 6379, url: `redis://${name}-${engine}:6379` },
            ]),
          ),
        }),
    cluster: {},
  };
};

/** Runs one trait of an app written as YAML. */
export const run = (trait: Trait, yaml: string, options: AppOptions = {}): Contribution =>
  trait({ app: app(yaml, options), cluster: options.cluster ?? cluster() });

export const objectsOf = (contribution: Contribution): CompiledObject['object'][] =>
  (contribution.objects ?? []).map(({ object }) => object);

/** `Kind/namespace/name` of what was made, in order. */
export const madeBy = (contribution: Contribution): string[] =>
  objectsOf(contribution).map(({ kind, metadata }) =>
    [kind, metadata.namespace, metadata.name].filter(Boolean).join('/'),
  );

export const codesOf = (contribution: { diagnostics?: { code: string; severity: string }[] }): string[] =>
  (contribution.diagnostics ?? []).map(({ code, severity }) => `${severity} ${code}`);
