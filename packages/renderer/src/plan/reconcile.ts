import { type KubernetesObject, objectName, wellKnown } from '../model/kubernetes.ts';
import type { Needs } from './needs.ts';
import type { Reason } from './outcome.ts';
import type { FluxKustomization, Folder } from './read.ts';
import { namesOf, type View, type World } from './world.ts';

/** Kinds that Flux applies, and waits for, before it looks at the rest of a folder (fluxcd/pkg ssa, ApplyAllStaged). */
const definitionKinds = new Set(['CustomResourceDefinition', 'Namespace']);

/** Why one dependency holds a FluxKustomization up, as kustomize-controller's checkDependencies decides; `undefined` when it does not. */
const unmet = (
  { on, latched }: FluxKustomization['dependsOn'][number],
  source: string,
  byName: ReadonlyMap<string, FluxKustomization>,
  world: World,
  revision: number,
): string | undefined => {
  const status = world.statuses.get(on);
  if (status === undefined) return 'does not exist';
  if (latched) return status.lastApplied > 0 ? undefined : 'was never applied successfully';
  if (!status.isReady) return 'is not ready';
  const sharesSource = byName.get(on)?.source === source;
  return sharesSource && status.lastApplied !== revision ? 'is not ready at this revision' : undefined;
};

export const isHeldUp = (
  { dependsOn, source }: FluxKustomization,
  byName: ReadonlyMap<string, FluxKustomization>,
  world: World,
  revision: number,
): boolean => dependsOn.some((dependency) => unmet(dependency, source, byName, world, revision) !== undefined);

/** Every dependency that holds a FluxKustomization up. */
export const unmetDependencies = (
  { dependsOn, source }: FluxKustomization,
  byName: ReadonlyMap<string, FluxKustomization>,
  world: World,
  revision: number,
): Reason[] =>
  dependsOn.flatMap((dependency): Reason[] => {
    const why = unmet(dependency, source, byName, world, revision);
    const { on, latched } = dependency;
    return why === undefined ? [] : [{ stage: 'dependency', message: `${on} ${why}`, on, strict: !latched }];
  });

/** Why the folder cannot be built or applied; empty when it can. One refused object refuses the whole folder. */
export const refusals = (kustomization: FluxKustomization, folder: Folder, needs: Needs, view: View): Reason[] => {
  if (!view.isAvailable(kustomization.source))
    return [{ stage: 'source', message: `${kustomization.source} does not exist` }];
  const unbuilt = [
    ...folder.missing.map((path) => `${path} does not exist`),
    ...kustomization.substituteFrom
      .filter(({ key, optional }) => !optional && !view.isAvailable(key))
      .map(({ key }) => `${key}, which it substitutes from, does not exist`),
  ];
  if (unbuilt.length > 0) return unbuilt.map((message) => ({ stage: 'build', message }));
  const early = new Set(folder.objects.filter(({ kind }) => definitionKinds.has(kind)).map(objectName));
  const messages = folder.objects.flatMap((object) => refusal(object, early, needs, view));
  return [...new Set(messages)].map((message) => ({ stage: 'dry-run', message }));
};

/** The API server's answer to a dry-run of one object: its namespace, its CRD and the webhook that admits it have to be there. */
const refusal = (object: KubernetesObject, early: ReadonlySet<string>, needs: Needs, view: View): string[] => {
  const name = objectName(object);
  const { namespace } = object.metadata;
  const lacksNamespace =
    namespace !== undefined && !early.has(`Namespace/${namespace}`) && !view.exists(`Namespace/${namespace}`);
  const lacking = needs
    .of(name)
    .filter(({ to, provider, soft }) => {
      if (to.startsWith('crds/')) return !madeEarly(to, early, needs) && !view.isAvailable(to);
      return to.startsWith('webhooks/') && (provider !== undefined || soft !== true) && !view.isAvailable(to);
    })
    .map(({ to }) => `${name} is refused: ${to} is not ready`);
  return [...(lacksNamespace ? [`${name} is refused: namespace ${namespace} does not exist`] : []), ...lacking];
};

/** The CRD stands in the same folder: it is applied, and registered, before the rest is looked at. */
const madeEarly = (key: string, early: ReadonlySet<string>, needs: Needs): boolean => {
  const maker = needs.maker(key);
  return maker !== undefined && 'object' in maker && early.has(maker.object);
};

/** Applies the folder, then deletes what an earlier revision applied and this one no longer holds. */
export const applyFolder = (kustomization: FluxKustomization, folder: Folder, world: World): boolean => {
  const before = world.objects.size;
  const status = world.statuses.get(kustomization.name)!;
  const inventory = namesOf(folder.objects);
  for (const [index, object] of folder.objects.entries()) {
    world.objects.set(inventory[index]!, { object, owner: kustomization.name });
    world.pruned.delete(inventory[index]!);
    if (object.kind === 'Kustomization' && !world.statuses.has(object.metadata.name))
      world.statuses.set(object.metadata.name, { lastApplied: 0, isReady: false, inventory: [] });
  }
  const isNew = world.objects.size > before;
  const pruned = kustomization.prune ? prune(kustomization.name, status.inventory, new Set(inventory), world) : false;
  status.inventory = inventory;
  return isNew || pruned;
};

/** Garbage collection: an object that another FluxKustomization owns by now, or that opted out, stays. */
const prune = (owner: string, old: readonly string[], kept: ReadonlySet<string>, world: World): boolean => {
  let pruned = false;
  for (const key of old) {
    const found = world.objects.get(key);
    if (kept.has(key) || found === undefined || found.owner !== owner) continue;
    if (found.object.metadata.annotations?.[wellKnown.prune] === 'disabled') continue;
    world.objects.delete(key);
    world.working.delete(key);
    world.pruned.add(key);
    pruned = true;
    if (found.object.kind !== 'Kustomization') continue;
    // deletionPolicy WaitForTermination: its objects go with it.
    const { name } = found.object.metadata;
    prune(name, world.statuses.get(name)?.inventory ?? [], new Set(), world);
    world.statuses.delete(name);
  }
  return pruned;
};

/** What the health check still waits for; empty when it passes, or when none is asked for. */
export const unhealthy = (kustomization: FluxKustomization, folder: Folder, view: View): Reason[] => {
  const checked = kustomization.wait ? namesOf(folder.objects) : kustomization.healthChecks;
  const limit = kustomization.timeout ?? 'an hour, for want of a timeout';
  return checked
    .filter((key) => !view.isCurrent(key, kustomization))
    .map((key) => {
      const lacks = view.lacks(key);
      const why = lacks.length === 0 ? 'is not healthy' : `waits for ${lacks.join(', ')}`;
      return { stage: 'health', message: `${key} ${why} (given up after ${limit})` };
    });
};
