import { createHash } from 'node:crypto';
import type { CompiledObject } from '../../../../../model/compiled.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../../../model/json.ts';
import { type KubernetesObject, wellKnown } from '../../../../../model/kubernetes.ts';
import { type ResolvedController, type ResolvedWorkload, volumesOf } from '../resolved.ts';
import { controllerMeta, controllerTypes } from './controllers.ts';
import { optionalPointers, podTemplate } from './pod-template.ts';

/** ConfigMaps that the source of a volume names, also inside `projected`. */
const configMapsOf = (source: JsonValue | undefined): string[] => {
  if (Array.isArray(source)) return source.flatMap(configMapsOf);
  if (!isJsonObject(source)) return [];
  return Object.entries(source).flatMap(([key, value]) =>
    key === 'configMap' && isJsonObject(value) && typeof value['name'] === 'string'
      ? [value['name']]
      : configMapsOf(value),
  );
};

const filesOf = (
  workload: ResolvedWorkload,
  controller: ResolvedController,
  objects: readonly CompiledObject[],
): JsonObject[] => {
  const names = new Set(volumesOf(workload, controller).flatMap(({ source }) => configMapsOf(source)));
  return objects
    .filter(({ object }) => object.kind === 'ConfigMap' && names.has(object.metadata.name))
    .map(({ object }) => ({
      name: object.metadata.name,
      data: (object['data'] ?? {}) as JsonObject,
      binaryData: (object['binaryData'] ?? {}) as JsonObject,
    }));
};

/** What the Job does besides its own template: the files it mounts and its environment. Sixteen hexadecimal digits. */
const checksum = (
  workload: ResolvedWorkload,
  controller: ResolvedController,
  objects: readonly CompiledObject[],
): string => {
  const environment = [...controller.init, ...controller.containers].map(({ name, spec }) => ({
    name,
    env: spec['env'] ?? [],
    envFrom: spec['envFrom'] ?? [],
  }));
  const content = JSON.stringify({ environment, files: filesOf(workload, controller, objects) });
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
};

/**
 * A Job, plain in both modes, because Helm cannot change a Job's template.
 *
 * 1. `force: enabled`: a Job that changed is deleted and made again, which runs it again. No TTL: a Job that is gone would be
 *    made, and run, again at the next reconcile.
 * 2. Its template carries a checksum of its files and environment, and the number of the run (`workload.run`), so that it
 *    changes when they do.
 * 3. Nothing in the cluster makes other controllers of the app wait for it: they are applied together with it, and a server
 *    whose database is not migrated yet asks until it is (its own start-up or its probes), as it does after every update.
 */
export const jobObject = (
  workload: ResolvedWorkload,
  controller: ResolvedController,
  objects: readonly CompiledObject[],
  file: string,
): CompiledObject => {
  const marks = {
    'keelson/checksum': checksum(workload, controller, objects),
    ...(controller.run === undefined ? {} : { 'keelson/run': String(controller.run) }),
  };
  const object: KubernetesObject = {
    ...controllerTypes.job,
    metadata: controllerMeta(workload, controller, { [wellKnown.force]: 'enabled' }),
    spec: { ...controller.spec, template: podTemplate(workload, controller, marks) },
  };
  const optional = optionalPointers(controller, '/spec/template/spec');
  return { object, pointer: '/workload', file, ...(optional.length === 0 ? {} : { optional }) };
};
