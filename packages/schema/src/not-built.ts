/**
 * What the format has and the renderer does not make yet. It is refused by name, because a trait that is accepted and then
 * dropped is worse than an error. Delete a row when its issue is done.
 */
import type { FileKind } from './problem.ts';
import { child, isMap, segmentsOf } from './problems/pointer.ts';

/** One thing that is refused. In `path`, `*` is any key or item. */
export interface NotBuiltRow {
  kind: FileKind;
  path: string;
  /** What the message calls it. */
  name: string;
  /** Refused only when this holds of the value; else every value but `false` and `null` is. */
  when?: (value: unknown) => boolean;
}

const other =
  (...built: unknown[]) =>
  (value: unknown): boolean =>
    !built.includes(value);
const isNotEmpty = (value: unknown): boolean =>
  !isMap(value) || Object.values(value).some((part) => part !== false && part !== null);

const appRows: readonly Omit<NotBuiltRow, 'kind'>[] = [
  { path: 'storage.*.backup', name: 'backup of a claim' },
  { path: 'storage.*.replicate', name: 'replication of a claim' },
  { path: 'storage.*.static', name: 'static volumes' },
  { path: 'storage.*.collect', name: 'this collector', when: other('monitor', 'tile') },
  { path: 'backup', name: 'the trait backup' },
  { path: 'network', name: 'the trait network' },
  { path: 'devices', name: 'the trait devices', when: isNotEmpty },
  { path: 'auth', name: 'the trait auth (OIDC clients)', when: isNotEmpty },
];

const categoryRows: readonly Omit<NotBuiltRow, 'kind'>[] = [
  { path: 'quota', name: 'quotas' },
  { path: 'limits', name: 'limit ranges' },
  { path: 'network.ingress', name: 'network policies', when: other('open') },
  { path: 'network.egress', name: 'network policies', when: other('open') },
  ...appRows.map((row) => ({ ...row, path: `defaults.${row.path}` })),
];

const isOverrideOf = (category: boolean) => (row: Omit<NotBuiltRow, 'kind'>) => ({
  ...row,
  path: `overrides.${category ? '<category>' : '<app>'}.${row.path}`,
});
const clusterLayers: readonly Omit<NotBuiltRow, 'kind'>[] = [
  ...appRows.map((row) => ({ ...row, path: `defaults.${row.path}` })),
  ...categoryRows.map(isOverrideOf(true)),
  ...appRows.map(isOverrideOf(false)),
];

const clusterRows: readonly Omit<NotBuiltRow, 'kind'>[] = [
  { path: 'argocd', name: 'Argo CD' },
  { path: 'layout', name: 'this layout', when: other('per-app') },
  { path: 'backup', name: 'the section backup' },
  { path: 'devices', name: 'the section devices', when: isNotEmpty },
  { path: 'notifications', name: 'notifications', when: (value) => !Array.isArray(value) || value.length > 0 },
  { path: 'receiver', name: 'the receiver' },
  { path: 'policy.network.ingress', name: 'network policies', when: other('open') },
  { path: 'policy.network.egress', name: 'network policies', when: other('open') },
  { path: 'talos', name: 'Talos' },
  { path: 'k3s', name: 'k3s' },
  { path: 'nodes', name: 'nodes', when: isNotEmpty },
  { path: 'environments', name: 'environments' },
  { path: 'secrets.sops', name: 'SOPS' },
  { path: 'routing.kind', name: 'routes of this kind', when: other('gateway', 'ingress') },
  { path: 'databases.postgres.by', name: 'databases by this operator', when: other('cloudnative-pg') },
  ...clusterLayers,
];

/** Everything that is refused, one row each. */
export const notBuiltTable: readonly NotBuiltRow[] = [
  ...appRows.map((row) => ({ kind: 'app' as const, ...row })),
  ...categoryRows.map((row) => ({ kind: 'category' as const, ...row })),
  ...clusterRows.map((row) => ({ kind: 'cluster' as const, ...row })),
];

/** One use of something that is not built. */
export interface NotBuilt {
  pointer: string;
  name: string;
  message: string;
}

const matches = (segment: string, key: string): boolean => {
  if (segment === '*') return true;
  if (segment === '<app>') return key.includes('/');
  if (segment === '<category>') return !key.includes('/');
  return segment === key;
};

const pointersOf = (
  value: unknown,
  segments: readonly string[],
  pointer: string,
): { pointer: string; value: unknown }[] => {
  const [segment, ...rest] = segments;
  if (segment === undefined) return [{ pointer, value }];
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    matches(segment, key) ? pointersOf(part, rest, child(pointer, key)) : [],
  );
};

const shown = (pointer: string, value: unknown): string => {
  const key = segmentsOf(pointer).join('.');
  return typeof value === 'string' ? `${key}: ${value}` : key;
};

/** What a file asks for that this version does not render. `false` and `null` ask for nothing. */
export const notBuilt = (kind: FileKind, data: unknown): NotBuilt[] =>
  notBuiltTable
    .filter((row) => row.kind === kind)
    .flatMap((row) =>
      pointersOf(data, row.path.split('.'), '')
        .filter(({ value }) => value !== false && value !== null && value !== undefined && (row.when?.(value) ?? true))
        .map(({ pointer, value }) => ({
          pointer,
          name: row.name,
          message: `found ${shown(pointer, value)}, expected nothing there: this version does not render ${row.name} yet`,
        })),
    );
