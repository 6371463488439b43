import type { CompiledApp, CompiledObject } from '../../model/compiled.ts';
import { byCodeUnit, isJsonObject, type JsonValue } from '../../model/json.ts';
import { asJson, groupOf } from '../../model/kubernetes.ts';
import type { OrderedTree, Part, PartSuffix, Reference, ResolvedTree } from '../../model/linked.ts';
import { appsBelow } from './apps-below.ts';

type References = ReadonlyMap<CompiledObject, readonly Reference[]>;
type Suffixes = Map<CompiledObject, PartSuffix>;

/** Section `settings` is what every substitution reads: the bootstrap FluxKustomization applies it itself, before all parts. */
const isRoot = (app: CompiledApp): boolean => app.section === true && app.name === 'settings';

export const rootObjects = (tree: ResolvedTree): OrderedTree['root'] =>
  tree.apps.filter(isRoot).flatMap((app) => app.objects.map((object) => ({ app, object })));

/**
 * Cuts every app into its parts, sorted by name. Tiers, edges and sources are settled later. `observers`: objects that publish or
 * watch their app and turned out to need something above it, whatever this function would say.
 */
export const cutIntoParts = (tree: ResolvedTree, observers: ReadonlySet<CompiledObject> = new Set()): Part[] => {
  const references = byObject(tree.references);
  const tiers = new Map(tree.apps.map((app) => [app.id, app.tier]));
  const below = appsBelow(tree);
  const isAbove = (provider: string, app: CompiledApp): boolean =>
    tiers.get(provider)! > app.tier || below.get(provider)?.has(app.id) === true;
  return tree.apps
    .filter((app) => !isRoot(app))
    .flatMap((app) => {
      const suffixes: Suffixes = new Map(
        app.objects.map((object) => [
          object,
          observers.has(object) ? 'observe' : suffixOf(app, object, references.get(object) ?? [], isAbove),
        ]),
      );
      if (!app.section) {
        followConfig(app, suffixes, references);
        pullSecretsOfConfig(app, suffixes, references);
      }
      return partsOf(app, suffixes);
    })
    .sort((left, right) => byCodeUnit(left.name, right.name));
};

const partsOf = (app: CompiledApp, suffixes: Suffixes): Part[] =>
  (['', 'config', 'secrets', 'observe'] as const).flatMap((suffix) => {
    const objects = app.objects.filter((object) => suffixes.get(object) === suffix);
    if (objects.length === 0 && !(suffix === '' && app.source !== undefined)) return [];
    const base = app.section ? `cluster-${app.name}` : app.name;
    const name = suffix === '' ? base : `${base}-${suffix}`;
    return [
      {
        name,
        app,
        suffix,
        tier: app.tier,
        objects,
        dependsOn: [],
        wait: true,
        healthCheckExprs: [],
        substituteFrom: [],
      },
    ];
  });

const byObject = (references: readonly Reference[]): References => {
  const map = new Map<CompiledObject, Reference[]>();
  for (const reference of references) {
    const list = map.get(reference.from.object);
    if (list === undefined) map.set(reference.from.object, [reference]);
    else list.push(reference);
  }
  return map;
};

/**
 * Which part an object stands in (DESIGN section 6): read by Flux → secrets; its own CRDs or webhook, or beside an upstream folder →
 * config; publishes or watches an app that lies below the provider → observe.
 */
const suffixOf = (
  app: CompiledApp,
  object: CompiledObject,
  references: readonly Reference[],
  isAbove: (provider: string, app: CompiledApp) => boolean,
): PartSuffix => {
  if (app.section) return '';
  if (object.forSubstitution) return 'secrets';
  const group = groupOf(object.object.apiVersion);
  const bringsIt = references.some(
    ({ to, provider }) => provider?.app === app.id && (to === `crds/${group}` || to === `webhooks/${group}`),
  );
  if (bringsIt) return 'config';
  const providers = references.flatMap(({ provider, weak }) =>
    provider === undefined || weak === true || provider.app === app.id ? [] : [provider.app],
  );
  if (object.observes && providers.some((provider) => isAbove(provider, app))) return 'observe';
  return app.source === undefined ? '' : 'config';
};

/** An object that refers to one of `-config` stands there too (a GatewayClass beside its EnvoyProxy): else the two would wait for each other. */
const followConfig = (app: CompiledApp, suffixes: Suffixes, references: References): void => {
  for (let changed = true; changed; ) {
    changed = false;
    for (const object of app.objects) {
      if (suffixes.get(object) !== '' || object.object.kind === 'HelmRelease') continue;
      const follows = (references.get(object) ?? []).some(
        ({ provider, weak }) =>
          weak !== true && provider?.object !== undefined && suffixes.get(provider.object) === 'config',
      );
      if (!follows) continue;
      suffixes.set(object, 'config');
      changed = true;
    }
  }
};

/**
 * What makes a Secret that only `-config` reads, or that Flux fills the app's own placeholders from, moves to `-secrets`, so that
 * what reads it waits for it.
 */
const pullSecretsOfConfig = (app: CompiledApp, suffixes: Suffixes, references: References): void => {
  const readers = new Map<CompiledObject, Set<PartSuffix>>();
  const sources = new Set<CompiledObject>();
  for (const object of app.objects)
    for (const { provider, substitutes } of references.get(object) ?? []) {
      if (provider?.app !== app.id || provider.object === undefined || provider.object === object) continue;
      if (substitutes !== undefined) sources.add(provider.object);
      const set = readers.get(provider.object) ?? new Set();
      readers.set(provider.object, set.add(suffixes.get(object)!));
    }
  for (const object of app.objects) {
    const isSecret = ['ExternalSecret', 'Secret', 'ConfigMap'].includes(object.object.kind);
    if (!isSecret || suffixes.get(object) !== '') continue;
    const read = readers.get(object);
    const isConfigs = object.object.kind !== 'ConfigMap' && read?.has('config') === true && !read.has('');
    if (sources.has(object) || (isConfigs && !isNamedInValues(app, object))) suffixes.set(object, 'secrets');
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
