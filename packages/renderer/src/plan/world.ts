import { valueAt } from '../model/json.ts';
import { asJson, type KubernetesObject, objectName } from '../model/kubernetes.ts';
import type { ResourceKey } from '../model/linked.ts';
import { podSpecsOf } from '../model/pod-specs.ts';
import type { Needs } from './needs.ts';
import type { FluxKustomization } from './read.ts';

export interface Status {
  /** Revision that was last applied and found healthy; 0 before the first. */
  lastApplied: number;
  isReady: boolean;
  inventory: ResourceKey[];
}

/** The cluster as far as the model knows it. Changed by `reconcile` only. */
export interface World {
  /** Applied objects, and the FluxKustomization that applied each last. */
  objects: Map<ResourceKey, { object: KubernetesObject; owner?: string }>;
  /** There without Flux having applied it: Flux's own sources, built-in namespaces, what runs before Flux. */
  given: Set<ResourceKey>;
  /** Objects that were found to work; what works once keeps working. */
  working: Set<ResourceKey>;
  /** Apps that run before Flux (`bootstrap: true`). */
  runningBefore: ReadonlySet<string>;
  /** Objects that are made to fail. */
  broken: Set<ResourceKey>;
  statuses: Map<string, Status>;
  /** Objects that were deleted. */
  pruned: Set<ResourceKey>;
}

/** Questions to the world at one moment: answers "no" are remembered, so ask anew after it changed. */
export interface View {
  /** The object stands in the API server. */
  exists: (key: ResourceKey) => boolean;
  /** What a reference names can be used: applied and working, made by its operator, or asserted by an app that runs. */
  isAvailable: (key: ResourceKey) => boolean;
  /** Flux's health check of one object of a FluxKustomization passes. */
  isCurrent: (key: ResourceKey, kustomization: FluxKustomization) => boolean;
  /** What keeps an object from working: the keys it needs that are not there. */
  lacks: (key: ResourceKey) => ResourceKey[];
}

/** Kinds whose status Flux waits for without being told how to read it (kstatus); all others count as ready once applied. */
const selfReporting = new Set([
  'HelmRelease',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'Pod',
  'PersistentVolumeClaim',
  'Kustomization',
]);

export const viewOf = (world: World, needs: Needs): View => {
  const not = new Set<ResourceKey>();
  const exists = (key: ResourceKey): boolean => world.objects.has(key) || world.given.has(key);

  const isAvailable = (key: ResourceKey): boolean => {
    if (needs.external.has(key) || world.given.has(key)) return true;
    const maker = needs.maker(key);
    if (maker === undefined) return world.objects.has(key);
    return 'object' in maker ? isWorking(maker.object) : isAsserted(maker.app);
  };

  const isAsserted = (id: string): boolean => {
    if (world.runningBefore.has(id)) return true;
    const app = needs.apps.get(id);
    if (app?.source !== undefined) return (world.statuses.get(app.name)?.lastApplied ?? 0) > 0;
    return (needs.carriers.get(id) ?? []).every(isWorking);
  };

  const isWorking = (key: ResourceKey): boolean => {
    if (world.working.has(key)) return true;
    // A second visit is a circle (a pod and its own claim): the first one has to find another reason.
    if (not.has(key) || !exists(key) || world.broken.has(key)) return false;
    not.add(key);
    if (lacks(key).length > 0) return false;
    not.delete(key);
    world.working.add(key);
    return true;
  };

  const lacks = (key: ResourceKey): ResourceKey[] => [
    ...new Set(
      needs
        .of(key)
        .filter(({ soft, weak, grade }) => soft !== true && weak !== true && grade !== 'external')
        .filter(({ to, from }) => to !== key && !isAvailable(to) && !isBroughtAlong(to, from.app))
        .map(({ to }) => to),
    ),
  ];

  /** A chart may use what it brings itself (a claim of its own storage class): one release makes both. */
  const isBroughtAlong = (to: ResourceKey, asker: string): boolean => {
    const maker = needs.maker(to);
    return (
      maker !== undefined && 'app' in maker && maker.app === asker && (needs.carriers.get(asker) ?? []).every(exists)
    );
  };

  const isCurrent = (key: ResourceKey, kustomization: FluxKustomization): boolean => {
    const object = world.objects.get(key)?.object;
    if (object === undefined) return false;
    if (world.broken.has(key)) return false;
    if (!selfReporting.has(object.kind) && !kustomization.expressions.has(`${object.apiVersion}/${object.kind}`))
      return true;
    if (object.kind === 'Kustomization')
      return object.metadata.name === kustomization.name || world.statuses.get(object.metadata.name)?.isReady === true;
    if (object.kind === 'PersistentVolumeClaim' && !isBound(key, object)) return false;
    return isWorking(key);
  };

  /** Under WaitForFirstConsumer a claim binds once a pod that mounts it is there; a claim that names its volume binds at once. */
  const isBound = (key: ResourceKey, object: KubernetesObject): boolean =>
    valueAt(asJson(object), '/spec/volumeName') !== undefined || needs.consumers(key).some(exists);

  return { exists, isAvailable, isCurrent, lacks };
};

/** Objects that run something: what `--fail` breaks. */
export const runs = (object: KubernetesObject): boolean =>
  object.kind === 'HelmRelease' || podSpecsOf(object).length > 0;

export const namesOf = (objects: readonly KubernetesObject[]): ResourceKey[] => objects.map(objectName);
