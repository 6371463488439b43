import type { JsonObject } from '../../../../../model/json.ts';
import { compactEmpty } from '../merge.ts';
import {
  type ResolvedContainer,
  type ResolvedController,
  type ResolvedMount,
  type ResolvedWorkload,
  selectorLabels,
  volumesOf,
} from '../resolved.ts';

const volumeMount = (mount: ResolvedMount): JsonObject =>
  compactEmpty({ name: mount.volume, mountPath: mount.path, subPath: mount.subPath, readOnly: mount.readOnly });

const containerOf = (container: ResolvedContainer): JsonObject =>
  compactEmpty({ name: container.name, ...container.spec, volumeMounts: container.mounts.map(volumeMount) });

/** PodTemplateSpec of a controller. `annotations` come on top of the written ones. */
export const podTemplate = (
  workload: ResolvedWorkload,
  controller: ResolvedController,
  annotations: Record<string, string> = {},
): JsonObject => ({
  metadata: compactEmpty({
    annotations: { ...controller.annotations.pod, ...annotations },
    labels: selectorLabels(workload.app, controller.id),
  }),
  spec: {
    ...controller.pod,
    ...compactEmpty({ initContainers: controller.init.map(containerOf) }),
    containers: controller.containers.map(containerOf),
    ...compactEmpty({ volumes: volumesOf(workload, controller).map(({ name, source }) => ({ name, ...source })) }),
  },
});

/**
 * Pointers into a PodSpec at `base` of what `optional: true` may drop, the last of a list first, so that each holds when those
 * before it are gone.
 */
export const optionalPointers = (
  controller: ResolvedController,
  base: string,
): { pointer: string; requires: string }[] => {
  const groups = [
    { key: 'initContainers', containers: controller.init },
    { key: 'containers', containers: controller.containers },
  ];
  return groups
    .flatMap(({ key, containers }) =>
      containers.flatMap((container, index) =>
        container.optional.map(({ from, index: at, requires }) => ({
          pointer: `${base}/${key}/${index}/${from}/${at}`,
          requires,
        })),
      ),
    )
    .reverse();
};
