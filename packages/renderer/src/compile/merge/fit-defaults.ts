import type { MergedCluster } from '../../model/cluster.ts';
import type { JsonValue } from '../../model/json.ts';
import { valueAt } from '../../model/json.ts';
import type { LayeredMap, LayeredNode } from './layered-node.ts';
import { childOf, comesFrom, isMapNode, without } from './layered-node.ts';
import { workloadFacts } from './workload-facts.ts';

/** True when the app's own file or the cluster's overrides of it say something at or below the node. */
const isAsked = (node: LayeredNode | undefined): boolean => comesFrom(node, ['app', 'overrides']);
const isDefault = (node: LayeredNode | undefined): boolean => node !== undefined && !isAsked(node);
const isBuiltIn = (node: LayeredNode | undefined): boolean =>
  node !== undefined && !comesFrom(node, ['extends', 'cluster', 'category', 'app', 'overrides', 'environment']);

/** A rule names the keys at the top that do not fit; only defaults are ever dropped. */
type FitRule = (app: LayeredMap, cluster: MergedCluster) => string[];

const bodies = ['workload', 'helm', 'source'] as const;

const bodiesNotAsked: FitRule = (app) => bodies.filter((body) => !isAsked(app.value.get(body)));
/** Built-in values fill a trait and never switch one on. */
const builtInAlone: FitRule = () => ['monitor', 'metrics'];
/** What only the app itself can ask for: a default says how, never that. */
const onlyWhenAsked: FitRule = () => ['route', 'database', 'cache', 'auth', 'devices', 'rbac'];

const isOn = (node: LayeredNode | undefined): boolean => node !== undefined && node.value !== false;
const hasRoute = (app: LayeredMap): boolean => isOn(app.value.get('route'));

const watchedWithoutGround: FitRule = (app) => {
  const { onlyJobs, hasHttpProbe, hasPorts } = workloadFacts(app.value.get('workload'));
  const unwatched = onlyJobs || (!hasRoute(app) && !hasHttpProbe) ? ['monitor'] : [];
  return [...unwatched, ...(onlyJobs || !hasPorts ? ['metrics'] : [])];
};
const tileWithoutRoute: FitRule = (app) =>
  !hasRoute(app) || workloadFacts(app.value.get('workload')).onlyJobs ? ['tile'] : [];

const ownDatabase = (app: LayeredMap, cluster: MergedCluster): boolean => {
  const postgres = childOf(app, 'database', 'postgres');
  const written = childOf(postgres, 'cluster')?.value ?? valueAt(asJson(cluster), '/databases/postgres/cluster');
  return isOn(postgres) && written !== 'shared';
};
const asJson = (cluster: MergedCluster): JsonValue => cluster.definition as unknown as JsonValue;

const nothingToBackUp: FitRule = (app, cluster) => {
  const storage = app.value.get('storage');
  const entries = isMapNode(storage) ? [...storage.value.values()] : [];
  return entries.some((entry) => childOf(entry, 'size') !== undefined) || ownDatabase(app, cluster) ? [] : ['backup'];
};

/** In order: later rules see what earlier ones left. */
const rules: readonly FitRule[] = [
  bodiesNotAsked,
  onlyWhenAsked,
  watchedWithoutGround,
  tileWithoutRoute,
  nothingToBackUp,
];

const storageKinds = [
  ...['size', 'shared', 'empty', 'memory', 'claim', 'hostPath'],
  ...['secret', 'configMap', 'volume', 'files', 'templates', 'collect'],
];

/** Entries that only defaults speak of, where they say settings but no volume, or where nothing could mount one. */
const fitStorage = (app: LayeredMap): LayeredMap => {
  const storage = app.value.get('storage');
  if (!isMapNode(storage)) return app;
  const mountable = app.value.has('workload');
  const unfit = [...storage.value].filter(
    ([, entry]) => isDefault(entry) && (!mountable || !storageKinds.some((kind) => childOf(entry, kind) !== undefined)),
  );
  if (unfit.length === 0) return app;
  const kept = without(
    storage,
    unfit.map(([name]) => name),
  );
  return kept.value.size === 0 ? without(app, ['storage']) : { ...app, value: new Map(app.value).set('storage', kept) };
};

const jobUnfit = ['replicas', 'strategy', 'probe', 'probes', 'ports', 'services'];

/** Keys of `workload` that only defaults say and that its kind, or its long form, has no place for. */
const fitWorkload = (app: LayeredMap): LayeredMap => {
  const workload = app.value.get('workload');
  if (!isMapNode(workload)) return app;
  const { onlyJobs, kinds } = workloadFacts(workload);
  const candidates = [
    ...(onlyJobs ? jobUnfit : []),
    ...(kinds.includes('cronjob') ? [] : ['schedule']),
    ...(kinds.every((kind) => kind === 'daemonset') ? ['replicas'] : []),
  ];
  const unfit = candidates.filter((key) => isDefault(workload.value.get(key)));
  return unfit.length === 0 ? app : { ...app, value: new Map(app.value).set('workload', without(workload, unfit)) };
};

/**
 * Drops the defaults that do not fit an app (FORMAT section 1, "Merging"): another body's keys, a route it does not ask for,
 * a monitor or tile of what nobody can reach, a backup of nothing. What the app or the cluster's overrides of it say stays, and
 * `check` judges it.
 */
export const fitDefaults = (app: LayeredMap, cluster: MergedCluster): LayeredMap => {
  const withoutBuiltIn = without(
    app,
    builtInAlone(app, cluster).filter((key) => isBuiltIn(app.value.get(key))),
  );
  const fitted = rules.reduce(
    (left, rule) =>
      without(
        left,
        rule(left, cluster).filter((key) => isDefault(left.value.get(key))),
      ),
    withoutBuiltIn,
  );
  return fitWorkload(fitStorage(fitted));
};
