import { isJsonObject, type JsonObject, type JsonPointer, type JsonValue, pointerOf } from './json.ts';
import { asJson, type KubernetesObject } from './kubernetes.ts';

/** A core/v1 PodSpec found in a rendered object, with where it stands. Read-only views: never written back. */
export interface PodSpecView {
  pointer: JsonPointer;
  spec: JsonObject;
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

/** True for a HelmRelease that a `workload` was written as: app-template's values have `controllers`. */
export const isAppTemplateRelease = (object: KubernetesObject): boolean =>
  object.kind === 'HelmRelease' && isJsonObject(at(asJson(object), ['spec', 'values', 'controllers']));

/** PodSpecs of built-in workload kinds; an app-template release gives one view a controller, read from its values. */
export const podSpecsOf = (object: KubernetesObject): PodSpecView[] => {
  const path = podSpecPaths[object.kind];
  if (path !== undefined) {
    const spec = at(asJson(object), path);
    return isJsonObject(spec) ? [{ pointer: pointerOf(path), spec }] : [];
  }
  return isAppTemplateRelease(object) ? appTemplatePods(asJson(object)) : [];
};

const appTemplatePods = (release: JsonObject): PodSpecView[] => {
  const values = at(release, ['spec', 'values']) as JsonObject;
  const controllers = values['controllers'] as JsonObject;
  const defaults = isJsonObject(values['defaultPodOptions']) ? values['defaultPodOptions'] : {};
  const volumes = volumesOfPersistence(values['persistence']);
  return Object.entries(controllers)
    .filter((entry): entry is [string, JsonObject] => isJsonObject(entry[1]))
    .map(([name, controller]) => {
      const own = isJsonObject(controller['pod']) ? controller['pod'] : {};
      return {
        pointer: pointerOf(['spec', 'values', 'controllers', name]),
        spec: {
          ...defaults,
          ...own,
          containers: containersOf(controller['containers']),
          initContainers: containersOf(controller['initContainers']),
          volumes,
        },
      };
    });
};

/** `containers: { app: {…} }` of the values as a PodSpec's list, env as a list of core/v1 EnvVar. */
const containersOf = (written: JsonValue | undefined): JsonObject[] =>
  isJsonObject(written)
    ? Object.entries(written).flatMap(([name, container]) =>
        isJsonObject(container) ? [{ ...container, name, env: envOf(container['env']) }] : [],
      )
    : [];

const envOf = (env: JsonValue | undefined): JsonObject[] =>
  isJsonObject(env)
    ? Object.entries(env).map(
        ([name, value]): JsonObject => (isJsonObject(value) ? { name, ...value } : { name, value }),
      )
    : Array.isArray(env)
      ? env.filter(isJsonObject)
      : [];

/** `persistence` of the values as core/v1 volumes: what can be referred to, by name. */
const volumesOfPersistence = (persistence: JsonValue | undefined): JsonObject[] =>
  isJsonObject(persistence)
    ? Object.entries(persistence).flatMap(([name, item]) =>
        isJsonObject(item) ? [{ name, ...volumeSource(item) }] : [],
      )
    : [];

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
