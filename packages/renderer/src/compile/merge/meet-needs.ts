import type { MergedCluster } from '../../model/cluster.ts';
import { meetsNeed } from '../../model/cluster-needs.ts';
import type { Diagnostic, Staged } from '../../model/diagnostic.ts';
import type { LayeredList, LayeredMap, LayeredNode } from './layered-node.ts';
import { childOf, comesFrom, isListNode, isMapNode, without } from './layered-node.ts';
import { authWish } from './route-auth.ts';

const note = (message: string, hint: string, node: LayeredNode): Diagnostic => ({
  code: 'need-unmet',
  severity: 'note',
  message,
  hint,
  origin: { file: node.origin.file ?? '', pointer: node.origin.pointer, key: true },
});

const noted = (name: string, said: string, node: LayeredNode): Diagnostic[] =>
  comesFrom(node, ['app'])
    ? [
        note(
          `this cluster has ${said}: \`${name}\` is off here`,
          `Nothing to do, unless the cluster should have it.`,
          node,
        ),
      ]
    : [];

/** Traits that are off as a whole where the cluster does not meet them, and what it says then. */
const wholeTraits = [
  { trait: 'monitor', need: 'monitor', said: 'no monitoring.uptime' },
  { trait: 'tile', need: 'tile', said: 'no tile' },
  { trait: 'backup', need: 'backup', said: 'no backup' },
] as const;

const dropUnmetTraits = (app: LayeredMap, cluster: MergedCluster): Staged<LayeredMap> => {
  const diagnostics: Diagnostic[] = [];
  const unmet = wholeTraits.filter(({ trait, need }) => app.value.has(trait) && !meetsNeed(cluster, need));
  for (const { trait, said } of unmet) diagnostics.push(...noted(trait, said, app.value.get(trait)!));
  return {
    items: without(
      app,
      unmet.map(({ trait }) => trait),
    ),
    diagnostics,
  };
};

/** `metrics` is two needs: scraping and alert rules, and dashboards. Each goes where the cluster does not meet it. */
const meetMetrics = (app: LayeredMap, cluster: MergedCluster): Staged<LayeredMap> => {
  const metrics = app.value.get('metrics');
  const scraped = meetsNeed(cluster, 'metrics');
  const shown = meetsNeed(cluster, 'dashboards');
  if (metrics === undefined || (scraped && shown)) return { items: app, diagnostics: [] };
  const keep = (entry: LayeredNode): LayeredNode | undefined => {
    if (!isMapNode(entry)) return scraped ? entry : undefined;
    if (scraped) return without(entry, ['dashboards']);
    const dashboards = shown ? entry.value.get('dashboards') : undefined;
    return dashboards && { ...entry, value: new Map([['dashboards', dashboards]]) };
  };
  const kept = isListNode(metrics)
    ? ({ ...metrics, value: metrics.value.flatMap((entry) => keep(entry) ?? []) } satisfies LayeredList)
    : keep(metrics);
  const off = kept === undefined || (isListNode(kept) && kept.value.length === 0);
  const diagnostics = scraped ? [] : noted('metrics', 'no monitoring.metrics', metrics);
  if (off) return { items: without(app, ['metrics']), diagnostics };
  return { items: { ...app, value: new Map(app.value).set('metrics', kept) }, diagnostics };
};

/** `auth.oidc` where the cluster has an issuer implies `route.auth: oidc` over what defaults say; elsewhere it is off. */
const meetOidc = (app: LayeredMap, cluster: MergedCluster): Staged<LayeredMap> => {
  const auth = app.value.get('auth');
  const oidc = childOf(auth, 'oidc');
  if (!isMapNode(auth) || oidc === undefined || meetsNeed(cluster, 'oidc')) return { items: app, diagnostics: [] };
  const left = without(auth, ['oidc']);
  const items = [...left.value.keys()].every((key) => key === 'env')
    ? without(app, ['auth'])
    : { ...app, value: new Map(app.value).set('auth', left) };
  return { items, diagnostics: noted('auth.oidc', 'no auth.oidc', oidc) };
};

const meetRoute = (app: LayeredMap, cluster: MergedCluster): Staged<LayeredMap> => {
  const route = app.value.get('route');
  if (!isMapNode(route) && !isListNode(route)) return { items: app, diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  const oidc = childOf(app, 'auth', 'oidc');
  const settle = (entry: LayeredNode): LayeredNode => {
    if (!isMapNode(entry)) return entry;
    const written = entry.value.get('auth');
    const implied = oidc !== undefined && !comesFrom(written, ['app', 'overrides']);
    const wish: LayeredNode | undefined = implied ? { origin: oidc.origin, quoted: false, value: 'oidc' } : written;
    if (wish === undefined || typeof wish.value !== 'string') return entry;
    const met = authWish(cluster, wish.value);
    if (met !== wish.value) {
      const message = `this cluster has no auth.${wish.value}: the route is \`auth: ${met}\` here`;
      if (wish.origin.layer === 'app')
        diagnostics.push(note(message, 'Give the cluster `auth`, or write what is meant.', wish));
    }
    return { ...entry, value: new Map(entry.value).set('auth', { ...wish, value: met }) };
  };
  const settled = isListNode(route) ? { ...route, value: route.value.map(settle) } : settle(route);
  return { items: { ...app, value: new Map(app.value).set('route', settled) }, diagnostics };
};

/** Devices that the cluster does not have are left out; an app does without (FORMAT section 1). */
const meetDevices = (app: LayeredMap, cluster: MergedCluster): Staged<LayeredMap> => {
  const devices = app.value.get('devices');
  if (!isMapNode(devices)) return { items: app, diagnostics: [] };
  const absent = [...devices.value.keys()].filter((device) => !meetsNeed(cluster, 'devices', device));
  const left = without(devices, absent);
  const items =
    left.value.size === 0 ? without(app, ['devices']) : { ...app, value: new Map(app.value).set('devices', left) };
  return { items, diagnostics: [] };
};

const steps = [dropUnmetTraits, meetMetrics, meetOidc, meetRoute, meetDevices];

/**
 * Switches off what the cluster does not provide: absent and `false` are the same (FORMAT section 4). An app that asks for it in
 * its own file gets a note; what comes by default goes silently.
 */
export const meetNeeds = (app: LayeredMap, cluster: MergedCluster): Staged<LayeredMap> =>
  steps.reduce<Staged<LayeredMap>>(
    ({ items, diagnostics }, step) => {
      const result = step(items, cluster);
      return { items: result.items, diagnostics: [...diagnostics, ...result.diagnostics] };
    },
    { items: app, diagnostics: [] },
  );
