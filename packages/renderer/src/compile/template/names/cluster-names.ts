import type { MergedCluster } from '../../../model/cluster.ts';
import { clusterNeeds, meetsNeed, section, sectionText } from '../../../model/cluster-needs.ts';
import type { JsonObject, JsonValue } from '../../../model/json.ts';
import { byCodeUnit, isJsonObject } from '../../../model/json.ts';

/** An entry without what is `undefined`. */
export const present = (entries: Record<string, JsonValue | undefined>): JsonObject =>
  Object.fromEntries(Object.entries(entries).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined));

const mapAt = (cluster: MergedCluster, ...path: string[]): JsonObject => {
  const value = section(cluster, ...path);
  return isJsonObject(value) ? value : {};
};

/** An entry point of `routing.entryPoints`, aliases followed; `undefined` when there is none of that name. */
export const entryPointOf = (
  cluster: MergedCluster,
  name: string,
): { name: string; fields: JsonObject } | undefined => {
  const entryPoints = mapAt(cluster, 'routing', 'entryPoints');
  const seen = new Set<string>();
  for (let at = name; !seen.has(at); ) {
    seen.add(at);
    const found = Object.hasOwn(entryPoints, at) ? entryPoints[at] : undefined;
    if (isJsonObject(found)) return { name: at, fields: found };
    if (typeof found !== 'string') return undefined;
    at = found;
  }
  return undefined;
};

const storageClasses = (cluster: MergedCluster): JsonObject =>
  present(
    Object.fromEntries(
      Object.entries(mapAt(cluster, 'storage', 'classes')).map(([purpose, value]) => [
        purpose,
        typeof value === 'string' ? value : undefined,
      ]),
    ),
  );

const addressesOf = (cluster: MergedCluster): JsonObject => {
  const entryPoints = Object.keys(mapAt(cluster, 'routing', 'entryPoints')).map((name) => [
    name,
    entryPointOf(cluster, name)?.fields['address'],
  ]);
  return present({ ...mapAt(cluster, 'routing', 'addresses', 'pools'), ...Object.fromEntries(entryPoints) });
};

const fluxNames = (cluster: MergedCluster): JsonObject | undefined => {
  const flux = section(cluster, 'flux');
  if (!isJsonObject(flux)) return undefined;
  const branch = sectionText(cluster, 'flux', 'source', 'branch');
  const tag = sectionText(cluster, 'flux', 'source', 'tag');
  const reference = branch === undefined ? tag && `refs/tags/${tag}` : `refs/heads/${branch}`;
  const path = `${sectionText(cluster, 'output') ?? 'kubernetes'}/flux`;
  return present({ version: flux['version'], url: section(cluster, 'flux', 'source', 'url'), ref: reference, path });
};

const makeNames = (cluster: MergedCluster): JsonObject => {
  const { timezone, domain, podCidr, serviceCidr } = mapAt(cluster);
  const apps = [...cluster.selected.values()].map((app) => app.name).sort(byCodeUnit);
  const email = section(cluster, 'routing', 'tls', 'email');
  return present({
    name: cluster.name,
    timezone,
    domain,
    podCidr,
    serviceCidr,
    apps,
    storage: { classes: storageClasses(cluster) },
    addresses: addressesOf(cluster),
    pools: mapAt(cluster, 'routing', 'addresses', 'pools'),
    flux: fluxNames(cluster),
    tls: email === undefined ? undefined : { email },
    has: Object.fromEntries(clusterNeeds.map((need) => [need, meetsNeed(cluster, need)])),
  });
};

const known = new WeakMap<MergedCluster, JsonObject>();

/** `cluster.*` of the names a definition may read (FORMAT section 2); what the cluster file does not say is absent. */
export const namesOfCluster = (cluster: MergedCluster): JsonObject => {
  const names = known.get(cluster) ?? makeNames(cluster);
  known.set(cluster, names);
  return names;
};
