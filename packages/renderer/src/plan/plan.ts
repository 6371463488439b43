import { byCodeUnit } from '../model/json.ts';
import { objectName } from '../model/kubernetes.ts';
import type { LaidOutTree, ResolvedTree } from '../model/linked.ts';
import { indexNeeds, type Needs } from './needs.ts';
import type { Plan } from './outcome.ts';
import { bootstrapName, type ReadTree, readTree } from './read.ts';
import { folderOf, simulate } from './simulate.ts';
import { namesOf, runs, type World } from './world.ts';

export interface PlanOptions {
  mode: Plan['mode'];
  /** Names of FluxKustomizations (`partsOf` finds those of an app) that never become healthy. */
  failing?: readonly string[];
  /** Names of FluxKustomizations that are suspended. */
  suspended?: readonly string[];
  /** Folder of the tree: `kubernetes`. */
  output: string;
  /** For a push: the tree that the cluster runs; the same tree when absent. What is new in this one starts, what is gone is pruned. */
  previous?: LaidOutTree;
}

/**
 * Reconciles the tree in a model of Flux (DESIGN section 6; kustomize-controller 1.9). In order:
 * 1. the FluxKustomizations and their folders are read from the documents of the tree, not from what the linker meant;
 * 2. the cluster as it is found: for `bootstrap` empty but for Flux, its source and what `bootstrap: true` marks; for `push`
 *    everything of the previous tree applied once, at an older revision;
 * 3. steps, until nothing moves: dependencies, substitution sources, dry-run of the whole folder, apply, prune, health.
 */
export const plan = (resolved: ResolvedTree, laidOut: LaidOutTree, options: PlanOptions): Plan => {
  const tree = readTree(laidOut, options.output);
  const needs = indexNeeds(resolved);
  const failing = new Set(options.failing);
  const suspended = new Set(options.suspended);
  const empty = emptyWorld(resolved, laidOut, tree);
  const isPush = options.mode === 'push';
  const previous = options.previous === undefined ? tree : readTree(options.previous, options.output);
  const world = isPush ? appliedWorld(empty, previous, needs) : empty;
  for (const kustomization of tree.kustomizations)
    if (failing.has(kustomization.name))
      for (const object of folderOf(kustomization, { tree, needs }).objects)
        if (runs(object)) world.broken.add(objectName(object));
  const outcome = simulate({ tree, needs, world, revision: isPush ? 2 : 1, failing, suspended });
  return { mode: options.mode, ...outcome, failing: sorted(failing), suspended: sorted(suspended) };
};

/** Name a person may give → FluxKustomizations meant: an app's id or name stands for all of its parts, a part for itself. */
export const partsByName = (laidOut: LaidOutTree, output: string): ReadonlyMap<string, readonly string[]> => {
  const names = new Map<string, string[]>();
  const add = (key: string, name: string): void => void names.set(key, [...(names.get(key) ?? []), name]);
  const { kustomizations } = readTree(laidOut, output);
  for (const { name, app } of kustomizations) {
    if (app === undefined) continue;
    add(app, name);
    add(app.slice(app.indexOf('/') + 1), name);
  }
  for (const { name, app } of kustomizations) if (app !== undefined && !names.has(name)) add(name, name);
  return names;
};

const sorted = (names: ReadonlySet<string>): string[] => [...names].sort(byCodeUnit);

/** Namespaces that every API server has, and Flux's own. */
const builtInNamespaces = ['default', 'kube-system', 'kube-public', 'kube-node-lease', bootstrapName];

const emptyWorld = (resolved: ResolvedTree, laidOut: LaidOutTree, tree: ReadTree): World => {
  const before = resolved.apps.filter((app) => app.bootstrap);
  const partsBefore = new Set(before.flatMap(({ name }) => [name, `${name}-secrets`]));
  const objects = laidOut.files
    .filter(({ part }) => part !== undefined && partsBefore.has(part))
    .flatMap((file) => file.documents.map(({ object }) => object))
    .filter((object) => object.metadata !== undefined);
  const namespaces = [
    ...builtInNamespaces,
    ...resolved.namespaces.filter(({ external }) => external).map(({ name }) => name),
    ...objects.flatMap(({ metadata }) => (metadata.namespace === undefined ? [] : [metadata.namespace])),
  ];
  const root = tree.kustomizations[0]!;
  return {
    objects: new Map(),
    given: new Set([
      root.source,
      `Kustomization/${bootstrapName}/${root.name}`,
      ...namespaces.map((name) => `Namespace/${name}`),
      ...namesOf(objects),
    ]),
    working: new Set(namesOf(objects)),
    runningBefore: new Set(before.map(({ id }) => id)),
    broken: new Set(),
    pruned: new Set(),
    statuses: new Map([[root.name, { lastApplied: 0, isReady: false, inventory: [] }]]),
  };
};

/** Everything applied once, healthy, at revision 1. */
const appliedWorld = (empty: World, tree: ReadTree, needs: Needs): World => {
  const apps = tree.kustomizations.flatMap(({ app }) => (app === undefined ? [] : [app]));
  const world: World = { ...empty, runningBefore: new Set([...empty.runningBefore, ...apps]) };
  for (const kustomization of tree.kustomizations) {
    const { objects } = folderOf(kustomization, { tree, needs });
    const inventory = namesOf(objects);
    for (const [index, object] of objects.entries()) {
      world.objects.set(inventory[index]!, { object, owner: kustomization.name });
      world.working.add(inventory[index]!);
    }
    world.statuses.set(kustomization.name, { lastApplied: 1, isReady: true, inventory });
  }
  return world;
};
