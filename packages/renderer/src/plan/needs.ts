import type { CompiledApp } from '../model/compiled.ts';
import { objectName } from '../model/kubernetes.ts';
import type { Reference, ResolvedTree, ResourceKey } from '../model/linked.ts';
import { podSpecsOf } from '../model/pod-specs.ts';

/** What the linker knows of the objects, by name: what each needs, and who makes what. */
export interface Needs {
  /** `Kind/namespace/name` of an object → its references. */
  of: (name: ResourceKey) => readonly Reference[];
  /** Who makes a key: an object (itself, or its operator of it), or an app that only asserts it. */
  maker: (key: ResourceKey) => Maker | undefined;
  /** Made by hand (`external:`): there from the start. */
  external: ReadonlySet<ResourceKey>;
  /** Objects that mount a claim. */
  consumers: (claim: ResourceKey) => readonly ResourceKey[];
  apps: ReadonlyMap<string, CompiledApp>;
  /** App id → objects that have to work before what the app asserts (`provides:`) is there; none for a `source` app. */
  carriers: ReadonlyMap<string, readonly ResourceKey[]>;
}

export type Maker = { object: ResourceKey } | { app: string };

export const indexNeeds = (tree: ResolvedTree): Needs => {
  const byObject = new Map<ResourceKey, Reference[]>();
  const makers = new Map<ResourceKey, Maker>();
  const consumers = new Map<ResourceKey, ResourceKey[]>();
  const external = new Set<ResourceKey>();
  for (const reference of tree.references) {
    const from = objectName(reference.from.object.object);
    append(byObject, from, reference);
    if (reference.to.startsWith('PersistentVolumeClaim/')) append(consumers, reference.to, from);
    if (reference.grade === 'external') external.add(reference.to);
    const { provider } = reference;
    if (provider === undefined || makers.has(reference.to)) continue;
    makers.set(
      reference.to,
      provider.object === undefined ? { app: provider.app } : { object: objectName(provider.object.object) },
    );
  }
  return {
    of: (name) => byObject.get(name) ?? [],
    maker: (key) => makers.get(key),
    external,
    consumers: (claim) => consumers.get(claim) ?? [],
    apps: new Map(tree.apps.map((app) => [app.id, app])),
    carriers: new Map(tree.apps.map((app) => [app.id, carriersOf(app)])),
  };
};

const append = <Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void => {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
};

/** A chart brings what its app asserts; without one, the app's pods do; without pods, all of its objects. */
const carriersOf = (app: CompiledApp): ResourceKey[] => {
  const releases = app.objects.filter(({ object }) => object.kind === 'HelmRelease');
  const pods = app.objects.filter(({ object }) => podSpecsOf(object).length > 0);
  const carriers = releases.length > 0 ? releases : pods.length > 0 ? pods : app.objects;
  return carriers.map(({ object }) => objectName(object));
};
