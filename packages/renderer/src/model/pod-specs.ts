import { childPointer, isJsonObject, type JsonObject, type JsonPointer, type JsonValue, pointerOf } from './json.ts';
import { asJson, type KubernetesObject } from './kubernetes.ts';

/** One entry of a PodSpec and the place in the rendered object where it is written. */
export interface Placed {
  pointer: JsonPointer;
  value: JsonObject;
}

export interface ContainerView extends Placed {
  /** core/v1 EnvVar each; `from` is where its `valueFrom` stands. */
  env: (Placed & { from: JsonPointer })[];
  envFrom: Placed[];
}

/** A core/v1 PodSpec found in a rendered object, with where it stands. Read-only views: never written back. */
export interface PodSpecView {
  pointer: JsonPointer;
  spec: JsonObject;
  /** Containers, then init containers. */
  containers: ContainerView[];
  /** core/v1 volumes; of an app-template release only those that this controller mounts. */
  volumes: Placed[];
  /** A pod runs as soon as the object is applied: false for a CronJob, a suspended Job, zero replicas. */
  startsAtOnce: boolean;
}

/** Where the PodSpec of each built-in workload kind stands (Kubernetes API reference, workload resources). */
const podSpecPaths: Readonly<Record<string, readonly string[]>> = {
  Pod: ['spec'],
  Deployment: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
  DaemonSet: ['spec', 'template', 'spec'],
  Job: ['spec', 'template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
};

const at = (value: JsonValue | undefined, path: readonly string[]): JsonValue | undefined =>
  path.reduce<JsonValue | undefined>((node, key) => (isJsonObject(node) ? node[key] : undefined), value);

const mapOf = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : {});

/** Maps of a list with their pointers, or those of a map of maps. */
const placed = (value: JsonValue | undefined, pointer: JsonPointer): Placed[] =>
  Array.isArray(value)
    ? value.flatMap((item, index) => (isJsonObject(item) ? [{ pointer: `${pointer}/${index}`, value: item }] : []))
    : [];

/** True for a HelmRelease that a `workload` was written as: app-template's values have `controllers`. */
export const isAppTemplateRelease = (object: KubernetesObject): boolean =>
  object.kind === 'HelmRelease' && isJsonObject(at(asJson(object), ['spec', 'values', 'controllers']));

/** PodSpecs of built-in workload kinds; an app-template release gives one view a controller, read from its values. */
export const podSpecsOf = (object: KubernetesObject): readonly PodSpecView[] => {
  if (podSpecPaths[object.kind] === undefined && object.kind !== 'HelmRelease') return [];
  const known = viewed.get(object);
  if (known !== undefined) return known;
  const views = viewsOf(object);
  viewed.set(object, views);
  return views;
};

/** Rooms ask after the same objects one after the other; objects are never changed in place. */
const viewed = new WeakMap<KubernetesObject, readonly PodSpecView[]>();

const viewsOf = (object: KubernetesObject): PodSpecView[] => {
  const path = podSpecPaths[object.kind];
  if (path !== undefined) {
    const spec = at(asJson(object), path);
    const own = mapOf(asJson(object)['spec']);
    const startsAtOnce = object.kind !== 'CronJob' && own['suspend'] !== true && own['replicas'] !== 0;
    return isJsonObject(spec) ? [podSpecAt(spec, pointerOf(path), startsAtOnce)] : [];
  }
  return isAppTemplateRelease(object) ? appTemplatePods(asJson(object)) : [];
};

/** A PodSpec as Kubernetes writes it. */
export const podSpecAt = (spec: JsonObject, pointer: JsonPointer, startsAtOnce = true): PodSpecView => ({
  pointer,
  spec,
  containers: ['containers', 'initContainers'].flatMap((field) =>
    placed(spec[field], `${pointer}/${field}`).map((container) => ({
      ...container,
      env: placed(container.value['env'], `${container.pointer}/env`).map((variable) => ({
        ...variable,
        from: `${variable.pointer}/valueFrom`,
      })),
      envFrom: placed(container.value['envFrom'], `${container.pointer}/envFrom`),
    })),
  ),
  volumes: placed(spec['volumes'], `${pointer}/volumes`),
  startsAtOnce,
});

const valuesPointer = '/spec/values';

const appTemplatePods = (release: JsonObject): PodSpecView[] => {
  const values = at(release, ['spec', 'values']) as JsonObject;
  const defaults = mapOf(values['defaultPodOptions']);
  return Object.entries(values['controllers'] as JsonObject)
    .filter((entry): entry is [string, JsonObject] => isJsonObject(entry[1]) && entry[1]['enabled'] !== false)
    .map(([name, controller]) => {
      const pointer = childPointer(`${valuesPointer}/controllers`, name);
      const containers = containersOf(controller['containers'], `${pointer}/containers`);
      const initContainers = containersOf(controller['initContainers'], `${pointer}/initContainers`);
      const volumes = volumesOf(values['persistence'], name);
      const account = mapOf(controller['serviceAccount'])['name'];
      return {
        pointer,
        spec: {
          ...defaults,
          ...mapOf(controller['pod']),
          ...(account === undefined ? {} : { serviceAccountName: account }),
          containers: containers.map(({ value }) => value),
          initContainers: initContainers.map(({ value }) => value),
          volumes: volumes.map(({ value }) => value),
        },
        containers: [...containers, ...initContainers],
        volumes,
        startsAtOnce: controller['type'] !== 'cronjob' && controller['replicas'] !== 0,
      };
    });
};

/** `containers: { app: {…} }` of the values as a PodSpec's list, env as a list of core/v1 EnvVar. */
const containersOf = (written: JsonValue | undefined, pointer: JsonPointer): ContainerView[] =>
  Object.entries(mapOf(written)).flatMap(([name, container]) => {
    if (!isJsonObject(container)) return [];
    const own = childPointer(pointer, name);
    const env = envOf(container['env'], `${own}/env`);
    const envFrom = placed(container['envFrom'], `${own}/envFrom`).map(envFromOf);
    const value = { ...container, name, env: env.map((one) => one.value), envFrom: envFrom.map((one) => one.value) };
    return [{ pointer: own, value, env, envFrom }];
  });

/** The chart takes a map or a list; `secretKeyRef` and the like may stand without `valueFrom`. */
const envOf = (env: JsonValue | undefined, pointer: JsonPointer): ContainerView['env'] => {
  if (Array.isArray(env)) return placed(env, pointer).map((one) => ({ ...one, from: `${one.pointer}/valueFrom` }));
  return Object.entries(mapOf(env)).map(([name, written]) => {
    const own = childPointer(pointer, name);
    const isWhole = isJsonObject(written) && ('valueFrom' in written || 'value' in written);
    const value: JsonObject = isWhole
      ? { name, ...written }
      : { name, [isJsonObject(written) ? 'valueFrom' : 'value']: written };
    return { pointer: own, value, from: isWhole ? `${own}/valueFrom` : own };
  });
};

/** The chart's short forms `{ secret: name }` and `{ config: name }` beside core/v1's. */
const envFromOf = ({ pointer, value }: Placed): Placed => {
  const { secret, config } = value;
  if (typeof secret === 'string') return { pointer, value: { secretRef: { name: secret } } };
  if (typeof config === 'string') return { pointer, value: { configMapRef: { name: config } } };
  return { pointer, value };
};

/** `persistence` of the values as core/v1 volumes: those that the controller mounts. */
const volumesOf = (persistence: JsonValue | undefined, controller: string): Placed[] =>
  Object.entries(mapOf(persistence)).flatMap(([name, item]) => {
    if (!isJsonObject(item) || item['enabled'] === false) return [];
    const { advancedMounts, globalMounts } = item;
    const isElsewhere = isJsonObject(advancedMounts) && globalMounts === undefined && !(controller in advancedMounts);
    if (isElsewhere) return [];
    return [{ pointer: childPointer(`${valuesPointer}/persistence`, name), value: { name, ...volumeSource(item) } }];
  });

const volumeSource = (item: JsonObject): JsonObject => {
  const { existingClaim, type } = item;
  if (typeof existingClaim === 'string') return { persistentVolumeClaim: { claimName: existingClaim } };
  if (type === 'nfs') return { nfs: { server: item['server'] ?? null, path: item['path'] ?? null } };
  if (type === 'hostPath') return { hostPath: { path: item['hostPath'] ?? null } };
  if (type === 'secret') return { secret: { secretName: item['name'] ?? null } };
  if (type === 'configMap') return { configMap: { name: item['name'] ?? null } };
  if (type === 'custom' && isJsonObject(item['volumeSpec'])) return item['volumeSpec'];
  return { emptyDir: {} };
};
