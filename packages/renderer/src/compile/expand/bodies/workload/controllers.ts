import type { Diagnostic } from '../../../../model/diagnostic.ts';
import { isJsonObject, type JsonObject, pointerOf } from '../../../../model/json.ts';
import type { EvaluatedApp } from '../../../../model/names.ts';
import type { Contribution } from '../../contribution.ts';
import { mergeDeep } from '../../merge-deep.ts';
import { mapOf, present } from '../../written.ts';
import { resolveEnvironment } from './environment.ts';
import { compactEmpty, mergeEntries } from './merge.ts';
import { containerKeys, defaultsOfInit, mergeContainer, omit, pick } from './merge-container.ts';
import { resolvePod } from './pods.ts';
import { type ContainerPort, containerPorts, distinctName } from './ports.ts';
import { resolveProbes } from './probes.ts';
import { type ControllerKind, type ResolvedContainer, type ResolvedController, selectorLabels } from './resolved.ts';
import { effectiveSecurity, splitSecurity } from './security.ts';
import { runsToCompletion, type WrittenController } from './written-controllers.ts';

/** What containers of every controller share. */
export interface WorkloadContext {
  app: EvaluatedApp;
  workload: JsonObject;
  contribution: Contribution;
  timezone: string | undefined;
  /** More than one controller: names carry the controller's. */
  several: boolean;
  diagnostics: Diagnostic[];
}

/** Container keys of the workload and the env of traits: what every container starts from. */
const defaultsOf = (context: WorkloadContext, controller: WrittenController, init: boolean): JsonObject => {
  const written = pick(context.workload, containerKeys);
  const keys = init ? defaultsOfInit(written) : written;
  const silent = controller.named && runsToCompletion(controller.kind) ? omit(keys, ['probe', 'probes']) : keys;
  const env = mergeEntries(mapOf(silent['env']), context.contribution.env ?? {});
  return Object.keys(env).length === 0 ? silent : { ...silent, env };
};

const imageFields = (container: JsonObject): JsonObject => pick(container, ['image']);

const portFields = (ports: readonly ContainerPort[]): JsonObject[] =>
  ports.map((port, index) =>
    present({
      // core/v1 ContainerPort: at most 15 characters; a second protocol's name may be longer and goes without.
      name: shortName(distinctName(port, ports.slice(0, index))),
      containerPort: port.port,
      ...(port.protocol === 'TCP' ? {} : { protocol: port.protocol }),
    }),
  );

const shortName = (name: string): string | undefined => (name.length <= 15 ? name : undefined);

const containerPointer = (controller: WrittenController, group: string, name: string): string =>
  controller.named ? pointerOf(['workload', 'controllers', controller.id, group, name]) : '/workload';

const resolveContainer = (
  context: WorkloadContext,
  controller: WrittenController,
  [name, written]: [string, JsonObject],
  init: boolean,
): { container: ResolvedContainer; merged: JsonObject } => {
  const merged = mergeContainer(defaultsOf(context, controller, init), written);
  const pointer = containerPointer(controller, init ? 'init' : 'containers', name);
  const ports = containerPorts(merged);
  const environment = resolveEnvironment(
    context.app,
    merged,
    context.contribution.envFrom ?? [],
    context.timezone,
    pointer,
  );
  const probes = resolveProbes(context.app, merged, ports, pointer);
  context.diagnostics.push(...environment.diagnostics, ...probes.diagnostics);
  if (merged['image'] === undefined && mapOf(merged['container'])['image'] === undefined) {
    context.diagnostics.push(missingImage(context.app, pointer, name));
  }
  const spec = compactEmpty({
    ...imageFields(merged),
    command: merged['command'],
    args: merged['args'],
    env: environment.env,
    envFrom: environment.envFrom,
    ports: portFields(ports),
    ...probes.fields,
    resources: merged['resources'],
  });
  return { container: { name, spec, mounts: [], optional: environment.optional }, merged };
};

const missingImage = (app: EvaluatedApp, pointer: string, name: string): Diagnostic => ({
  code: 'schema-violation',
  severity: 'error',
  message: `found container ${name} without an image, expected image such as ghcr.io/owner/name:1.2.3`,
  hint: 'Write `image` in the container, or in `workload` for all of them.',
  origin: { file: app.file, pointer },
});

/** CronJob fields that are built in: `Forbid`, the cluster's time zone, and the history app-template keeps, in both bodies. */
const cronDefaults = (schedule: JsonObject['schedule'] | undefined, timezone: string | undefined): JsonObject =>
  present({
    schedule,
    timeZone: timezone,
    concurrencyPolicy: 'Forbid',
    startingDeadlineSeconds: 30,
    successfulJobsHistoryLimit: 1,
    failedJobsHistoryLimit: 1,
  });

const strategyOf = (keys: JsonObject): JsonObject | undefined => {
  const { strategy } = keys;
  if (typeof strategy === 'string') return { type: strategy };
  return isJsonObject(strategy) ? strategy : undefined;
};

const specOf = (kind: ControllerKind, keys: JsonObject, timezone: string | undefined): JsonObject => {
  const strategy = strategyOf(keys);
  const replicas = keys['replicas'];
  if (kind === 'deployment') return present({ replicas, strategy });
  if (kind === 'statefulset') return present({ replicas, updateStrategy: strategy });
  if (kind === 'daemonset') return present({ updateStrategy: strategy });
  return kind === 'cronjob' ? cronDefaults(keys['schedule'], timezone) : {};
};

const annotationsOf = (controller: WrittenController, part: 'controller' | 'pod'): Record<string, string> =>
  mapOf(mapOf(controller.keys['annotations'])[part]) as Record<string, string>;

/** One written controller in the words of apps/v1 and core/v1; mounts are filled in afterwards (`mounts.ts`). */
export const resolveController = (
  context: WorkloadContext,
  controller: WrittenController,
): { controller: ResolvedController; ports: ContainerPort[] } => {
  const kind = controller.kind as ControllerKind;
  const containers = controller.containers.map((entry) => resolveContainer(context, controller, entry, false));
  const init = controller.init.map((entry) => resolveContainer(context, controller, entry, true));
  const all = [...containers, ...init];
  const security = splitSecurity(all.map(({ merged }) => effectiveSecurity(merged['security'])));
  all.forEach(({ container, merged }, index) => {
    const securityContext = security.containers[index] ?? {};
    const spec = compactEmpty({ ...container.spec, securityContext });
    container.spec = mergeDeep(spec, mapOf(merged['container']));
  });
  const name = context.several ? `${context.app.name}-${controller.id}` : context.app.name;
  const run = controller.keys['run'];
  const resolved: ResolvedController = {
    id: controller.id,
    name,
    kind,
    ...(typeof run === 'number' ? { run } : {}),
    annotations: { controller: annotationsOf(controller, 'controller'), pod: annotationsOf(controller, 'pod') },
    spec: mergeDeep(specOf(kind, controller.keys, context.timezone), mapOf(controller.keys['controller'])),
    pod: resolvePod(context.contribution, controller, security.pod, selectorLabels(context.app.name, controller.id)),
    init: init.map(({ container }) => container),
    containers: containers.map(({ container }) => container),
    pointer: controller.named ? pointerOf(['workload', 'controllers', controller.id]) : '/workload',
  };
  return { controller: resolved, ports: all.flatMap(({ merged }) => containerPorts(merged)) };
};
