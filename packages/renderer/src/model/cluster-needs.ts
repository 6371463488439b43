import type { MergedCluster } from './cluster.ts';
import type { JsonValue } from './json.ts';
import { isJsonObject } from './json.ts';

/** The needs that expressions read as `cluster.has.<need>` (FORMAT section 2: a closed list). */
export const clusterNeeds = [
  'metrics',
  'oidc',
  'forward',
  'tile',
  'monitor',
  'backup',
  'gateway',
  'ingress',
  'wildcard',
  'logs',
  'replication',
] as const;
export type ClusterNeed = (typeof clusterNeeds)[number];

/** A value of the cluster file by path; `undefined` where a step is absent or not a map. */
export const section = (cluster: Pick<MergedCluster, 'definition'>, ...path: string[]): JsonValue | undefined => {
  let at = cluster.definition as unknown as JsonValue | undefined;
  for (const key of path) at = isJsonObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return at;
};

/** The same, when it is text. */
export const sectionText = (cluster: Pick<MergedCluster, 'definition'>, ...path: string[]): string | undefined => {
  const value = section(cluster, ...path);
  return typeof value === 'string' ? value : undefined;
};

const isSet = (value: JsonValue | undefined): boolean => value !== undefined && value !== null && value !== false;
const isAddress = (value: JsonValue | undefined): boolean =>
  typeof value === 'string' && (value.includes('://') || value.includes('<%'));

type Cluster = Pick<MergedCluster, 'definition'>;

const replicates = (cluster: Cluster): boolean => {
  const classes = section(cluster, 'storage', 'classes');
  return (
    isJsonObject(classes) && Object.values(classes).some((value) => isJsonObject(value) && isSet(value['replicate']))
  );
};

/** How a cluster says that it meets a need: one row a need. */
const meets: Readonly<Record<ClusterNeed | 'dashboards', (cluster: Cluster) => boolean>> = {
  metrics: (cluster) => isSet(section(cluster, 'monitoring', 'metrics')),
  dashboards: (cluster) => isSet(section(cluster, 'monitoring', 'dashboards')),
  logs: (cluster) => isSet(section(cluster, 'monitoring', 'logs')),
  monitor: (cluster) => isSet(section(cluster, 'monitoring', 'uptime')),
  oidc: (cluster) => isAddress(section(cluster, 'auth', 'oidc')),
  forward: (cluster) => isAddress(section(cluster, 'auth', 'forward')),
  tile: (cluster) => isSet(section(cluster, 'tile')),
  backup: (cluster) => isSet(section(cluster, 'backup')),
  gateway: (cluster) => section(cluster, 'routing', 'kind') === 'gateway',
  ingress: (cluster) => section(cluster, 'routing', 'kind') === 'ingress',
  wildcard: (cluster) => isSet(section(cluster, 'routing', 'tls', 'wildcard')),
  replication: replicates,
};

/** Whether the cluster meets a need; `devices` asks for one device. */
export function meetsNeed(cluster: Cluster, need: ClusterNeed | 'dashboards'): boolean;
export function meetsNeed(cluster: Cluster, need: 'devices', device: string): boolean;
export function meetsNeed(cluster: Cluster, need: ClusterNeed | 'dashboards' | 'devices', device?: string): boolean {
  return need === 'devices' ? isSet(section(cluster, 'devices', device ?? '')) : meets[need](cluster);
}
