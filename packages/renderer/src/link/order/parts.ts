import type { MergedCluster } from '../../model/cluster.ts';
import type { CompiledApp, CompiledObject } from '../../model/compiled.ts';
import { byCodeUnit, isJsonObject, type JsonValue } from '../../model/json.ts';
import { asJson, groupOf } from '../../model/kubernetes.ts';
import type { OrderedTree, Part, PartSuffix, Reference, ResolvedTree } from '../../model/linked.ts';
import { sourcesOf } from '../../model/substitution-sources.ts';

/** Section `settings` is what every substitution reads: the bootstrap FluxKustomization applies it itself, before all parts. */
const isRoot = (app: CompiledApp): boolean => app.section === true && app.name === 'settings';

export const rootObjects = (tree: ResolvedTree): OrderedTree['root'] =>
  tree.apps.filter(isRoot).flatMap((app) => app.objects.map((object) => ({ app, object })));

/** Cuts every app into its parts, sorted by name. Dependencies and tiers of raised parts are settled later. */
export const cutIntoParts = (tree: ResolvedTree, cluster: MergedCluster): Part[] => {
  const references = byObject(tree.references);
  const tiers = new Map(tree.apps.map((app) => [app.id, app.tier]));
  const below = appsBelow(tree);
  return tree.apps
    .filter((app) => !isRoot(app))
    .flatMap((app) => {
      const suffixes = new Map(
        app.objects.map((object) => [object, suffixOf(app, object, references, tiers, below)] as const),
      );
      followConfig(app, suffixes, references);
      pullSecretsOfConfig(app, suffixes, references);
      return (['', 'config', 'secrets', 'observe'] as const).flatMap((suffix) => {
        const objects = app.objects.filter((object) => suffixes.get(object) === suffix);
        if (objects.length === 0 && !(suffix === '' && app.source !== undefined)) return [];
        return [partOf(app, suffix, objects, cluster)];
      });
    })
    .sort((left, right) => byCodeUnit(left.name, right.name));
};

const partOf = (app: CompiledApp, suffix: PartSuffix, objects: CompiledObject[], cluster: MergedCluster): Part => {
  const base = app.section ? `cluster-${app.name}` : app.name;
  return {
    name: suffix === '' ? base : `${base}-${suffix}`,
    app,
    suffix,
    tier: app.tier,
    objects,
    dependsOn: [],
    wait: true,
    healthCheckExprs: [],
    substituteFrom: sourcesOf(objects, cluster.placeholders),
  };
};

const byObject = (references: readonly Reference[]): ReadonlyMap<CompiledObject, Reference[]> => {
  const map = new Map<CompiledObject, Reference[]>();
  for (const reference of references) {
    const list = map.get(reference.from.object);
    if (list === undefined) map.set(reference.from.object, [reference]);
    else list.push(reference);
  }
  return map;
};

/** Which part an object stands in (DESIGN section 6): its own CRDs or webhook → config; read by Flux → secrets; publishes a lower app → observe. */
const suffixOf = (
  app: CompiledApp,
  object: CompiledObject,
  references: ReadonlyMap<CompiledObject, Reference[]>,
  tiers: ReadonlyMap<string, number>,
  below: ReadonlyMap<string, ReadonlySet<string>>,
): PartSuffix => {
  if (app.section) return '';
  if (object.forSubstitution) return 'secrets';
  const needed = references.get(object) ?? [];
  const group = groupOf(object.object.apiVersion);
  const bringsIt = needed.some(
    ({ to, provider }) => provider?.app === app.id && (to === `crds/${group}` || to === `webhooks/${group}`),
  );
  if (bringsIt) return 'config';
  const providers = needed.flatMap(({ provider }) =>
    provider === undefined || provider.app === app.id ? [] : [provider.app],
  );
  const isAbove = providers.some((id) => (tiers.get(id) ?? 0) > app.tier || below.get(id)?.has(app.id) === true);
  return object.observes && isAbove ? 'observe' : '';
};

/** App id → every app it needs, directly or not, leaving out what merely observes: moving observers away is what breaks such circles. */
const appsBelow = (tree: ResolvedTree): ReadonlyMap<string, ReadonlySet<string>> => {
  const direct = new Map<string, Set<string>>();
  for (const { from, provider } of tree.references) {
    if (provider === undefined || provider.app === from.app || from.object.observes) continue;
    const set = direct.get(from.app) ?? new Set();
    direct.set(from.app, set.add(provider.app));
  }
  const reach = new Map<string, Set<string>>();
  for (const id of direct.keys()) {
    const seen = new Set<string>();
    const open = [...(direct.get(id) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...(direct.get(next) ?? []));
    }
    reach.set(id, seen);
  }
  return reach;
};

/** An object that refers to one of `-config` stands there too (a GatewayClass beside its EnvoyProxy): else the two would wait for each other. */
const followConfig = (
  app: CompiledApp,
  suffixes: Map<CompiledObject, PartSuffix>,
  references: ReadonlyMap<CompiledObject, Reference[]>,
): void => {
  for (let changed = true; changed; ) {
    changed = false;
    for (const object of app.objects) {
      if (suffixes.get(object) !== '' || object.object.kind === 'HelmRelease') continue;
      const follows = (references.get(object) ?? []).some(
        ({ provider }) =>
          provider?.app === app.id && provider.object !== undefined && suffixes.get(provider.object) === 'config',
      );
      if (!follows) continue;
      suffixes.set(object, 'config');
      changed = true;
    }
  }
};

/** What makes a Secret that only `-config` reads moves to `-secrets`, so that config waits for it and the app does not. */
const pullSecretsOfConfig = (
  app: CompiledApp,
  suffixes: Map<CompiledObject, PartSuffix>,
  references: ReadonlyMap<CompiledObject, Reference[]>,
): void => {
  const readers = new Map<CompiledObject, Set<PartSuffix>>();
  for (const object of app.objects)
    for (const { provider } of references.get(object) ?? []) {
      if (provider?.app !== app.id || provider.object === undefined || provider.object === object) continue;
      const set = readers.get(provider.object) ?? new Set();
      readers.set(provider.object, set.add(suffixes.get(object)!));
    }
  const hasConfig = [...suffixes.values()].includes('config');
  for (const object of app.objects) {
    const makesSecret = object.object.kind === 'ExternalSecret' || object.object.kind === 'Secret';
    if (!hasConfig || !makesSecret || suffixes.get(object) !== '') continue;
    const read = readers.get(object);
    if (read !== undefined && !read.has('') && !isNamedInValues(app, object)) suffixes.set(object, 'secrets');
  }
};

/** A chart may read a Secret by a name in its values, which no table sees: then the Secret stays with the chart. */
const isNamedInValues = (app: CompiledApp, secret: CompiledObject): boolean =>
  app.objects.some(
    ({ object }) => object.kind === 'HelmRelease' && holdsString(asJson(object)['spec'], secret.object.metadata.name),
  );

const holdsString = (value: JsonValue | undefined, text: string): boolean => {
  if (typeof value === 'string') return value === text;
  if (Array.isArray(value)) return value.some((item) => holdsString(item, text));
  return isJsonObject(value) && Object.values(value).some((item) => holdsString(item, text));
};
