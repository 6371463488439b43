import type { MergedApp, MergedCluster } from '../../../model/cluster.ts';
import { section, sectionText } from '../../../model/cluster-needs.ts';
import type { JsonObject, JsonValue } from '../../../model/json.ts';
import { isJsonObject } from '../../../model/json.ts';
import type { AppNames } from '../../../model/names.ts';

const mapOf = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : {});
const textAt = (value: JsonObject, key: string): string | undefined => {
  const found = value[key];
  return typeof found === 'string' ? found : undefined;
};
const isOn = (value: JsonValue | undefined): boolean => value !== undefined && value !== null && value !== false;

/** Namespace of what is shared when the cluster's section names none. */
const sharedNamespace = 'database';

/** The one shared PostgreSQL cluster, as CloudNativePG names its objects. */
const sharedPostgres = 'postgres';

/**
 * `database.postgres.*`. An own cluster is `<app>-postgres`; CloudNativePG (1.30) makes its read-write Service `<cluster>-rw` and
 * its Secret `<cluster>-app`. On the shared one the app's Secret has the same name and keys, so that a definition need not know.
 */
export const databaseNames = (app: MergedApp, cluster: MergedCluster): AppNames['database'] => {
  const postgres = mapOf(mapOf(app.definition as unknown as JsonObject)['database'])['postgres'];
  if (!isOn(postgres)) return undefined;
  const written = mapOf(postgres);
  const name = textAt(written, 'name') ?? app.name;
  const where = textAt(written, 'cluster') ?? sectionText(cluster, 'databases', 'postgres', 'cluster') ?? 'own';
  const namespace = sectionText(cluster, 'databases', 'postgres', 'namespace') ?? sharedNamespace;
  const host = where === 'shared' ? `${sharedPostgres}-rw.${namespace}.svc` : `${app.name}-postgres-rw`;
  return { postgres: { host, port: 5432, name, user: name, secret: `${app.name}-postgres-app` } };
};

/** `cache.valkey.*` or `cache.redis.*`: an own instance is `<app>-valkey`, a shared one `valkey` in its namespace. */
export const cacheNames = (app: MergedApp, cluster: MergedCluster): AppNames['cache'] => {
  const cache = mapOf(mapOf(app.definition as unknown as JsonObject)['cache']);
  const engines = ['valkey', 'redis'].filter((engine) => isOn(cache[engine]));
  if (engines.length === 0) return undefined;
  const entries = engines.map((engine) => {
    const where =
      textAt(mapOf(cache[engine]), 'cluster') ?? sectionText(cluster, 'databases', engine, 'cluster') ?? 'own';
    const namespace = sectionText(cluster, 'databases', engine, 'namespace') ?? sharedNamespace;
    const host = where === 'shared' ? `${engine}.${namespace}.svc` : `${app.name}-${engine}`;
    return [engine, { host, port: 6379, url: `redis://${host}:6379` }] as const;
  });
  return Object.fromEntries(entries);
};

/** Path of the first place a storage entry is mounted at. */
const mountPath = (written: JsonValue | undefined): string | undefined => {
  const first = Array.isArray(written) ? written[0] : written;
  return typeof first === 'string' ? first : textAt(mapOf(first), 'path');
};

/** Ways a shared volume is met that make a claim of the using namespace (FORMAT section 1). */
const sharedClaim = (cluster: MergedCluster, shared: string): string | undefined => {
  const volume = mapOf(section(cluster, 'storage', 'shared', shared));
  const ways = ['nfs', 'hostPath', 'local'].filter((way) => isOn(volume[way]));
  const mode = sectionText(cluster, 'storage', 'mode');
  const way = ways.length === 1 ? ways[0] : ways.find((name) => name === mode);
  return textAt(volume, 'claim') ?? (way === 'local' ? shared : undefined);
};

/** `storage.<x>.{name,claim,path}`: an own claim is `<app>-<x>`. */
export const storageNames = (app: MergedApp, cluster: MergedCluster): AppNames['storage'] => {
  const entries = Object.entries(mapOf(mapOf(app.definition as unknown as JsonObject)['storage'])).map(
    ([key, entry]) => {
      const fields = mapOf(entry);
      const name = `${app.name}-${key}`;
      const shared = textAt(fields, 'shared');
      const claim = isOn(fields['size'])
        ? name
        : (textAt(fields, 'claim') ?? (shared === undefined ? undefined : sharedClaim(cluster, shared)));
      const path = mountPath(fields['mount']);
      return [
        key,
        { name, ...(claim === undefined ? {} : { claim }), ...(path === undefined ? {} : { path }) },
      ] as const;
    },
  );
  return Object.fromEntries(entries);
};

/** `secrets.<x>.name`: a Secret is called as its entry is. */
export const secretNames = (app: MergedApp): AppNames['secrets'] => {
  const names = Object.keys(mapOf(mapOf(app.definition as unknown as JsonObject)['secrets']));
  return Object.fromEntries(names.map((name) => [name, { name }]));
};
