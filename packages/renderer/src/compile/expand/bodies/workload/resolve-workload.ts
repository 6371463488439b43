import type { Diagnostic } from '../../../../model/diagnostic.ts';
import type { Contribution, ExpandInput } from '../../contribution.ts';
import { clusterValue, definitionOf, mapOf, present, textOf } from '../../written.ts';
import { resolveController, type WorkloadContext } from './controllers.ts';
import { mountsExclusive, mountTemporary, mountVolumes } from './mounts.ts';
import type { ResolvedController, ResolvedService, ResolvedWorkload } from './resolved.ts';
import { type PortOwner, resolveServices } from './services.ts';
import { writtenControllers } from './written-controllers.ts';

/**
 * Written is not resolved: one function between (STYLE rule 6).
 *
 * 1. Controllers: short form, `like` and defaults opened (`written-controllers.ts`).
 * 2. Each controller and container in the words of Kubernetes (`controllers.ts`); passthrough fields merged last.
 * 3. Volumes of the storage trait mounted, then `/tmp` under read-only roots (`mounts.ts`).
 * 4. What is built in and depends on the mounts: `Recreate` with a ReadWriteOnce claim.
 * 5. Services (`services.ts`), and the service that governs a StatefulSet.
 */
export const resolveWorkload = (
  { app, cluster }: ExpandInput,
  contribution: Contribution,
): { workload: ResolvedWorkload; diagnostics: Diagnostic[] } => {
  const definition = definitionOf(app);
  const workload = mapOf(definition['workload']);
  const opened = writtenControllers(app, workload);
  const context: WorkloadContext = {
    app,
    workload,
    contribution,
    timezone: textOf(clusterValue(cluster, 'timezone')),
    several: opened.controllers.length > 1,
    diagnostics: [...opened.diagnostics],
  };
  const resolved = opened.controllers.map((controller) => resolveController(context, controller));
  const controllers = resolved.map(({ controller }) => controller);
  const mounted = mountVolumes(app, controllers, contribution.volumes ?? []);
  const temporary = mountTemporary(controllers, mounted.volumes);
  const owners = resolved.map(
    ({ controller, ports }): PortOwner => ({ id: controller.id, kind: controller.kind, ports }),
  );
  const served = resolveServices(app, workload, owners);
  for (const controller of controllers) {
    if (mountsExclusive(controller, contribution.volumes ?? [])) recreate(controller);
    governed(controller, served.services);
  }
  return {
    workload: {
      app: app.name,
      namespace: app.namespace,
      labels: mapOf(definition['labels']) as Record<string, string>,
      controllers,
      services: served.services,
      volumes: temporary === undefined ? mounted.volumes : [...mounted.volumes, temporary],
    },
    diagnostics: [...context.diagnostics, ...mounted.diagnostics, ...served.diagnostics],
  };
};

/** Two pods cannot hold a ReadWriteOnce claim at once: the old one goes first, unless another strategy is written. */
const recreate = (controller: ResolvedController): void => {
  if (controller.kind !== 'deployment' || controller.spec['strategy'] !== undefined) return;
  const { replicas, ...rest } = controller.spec;
  controller.spec = present({ replicas, strategy: { type: 'Recreate' }, ...rest });
};

/** apps/v1 requires `serviceName`: the first service of the StatefulSet's pods, else the controller's own name. */
const governed = (controller: ResolvedController, services: readonly ResolvedService[]): void => {
  if (controller.kind !== 'statefulset' || controller.spec['serviceName'] !== undefined) return;
  const service = services.find((each) => each.controller === controller.id);
  const { replicas, ...rest } = controller.spec;
  controller.spec = present({ replicas, serviceName: service?.name ?? controller.name, ...rest });
};
