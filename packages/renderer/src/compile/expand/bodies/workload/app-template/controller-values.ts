import type { JsonObject, JsonValue } from '../../../../../model/json.ts';
import { mergeDeep } from '../../../merge-deep.ts';
import { mapOf, present } from '../../../written.ts';
import type { PostRenderPatch } from '../../post-render.ts';
import { controllerTypes } from '../manifests/controllers.ts';
import { compactEmpty } from '../merge.ts';
import type { ResolvedContainer, ResolvedController } from '../resolved.ts';
import { byOrderNotName } from './container-order.ts';
import { containerValues } from './container-values.ts';
import { escapeValue, isEmptyForHelm, splitFields } from './escape.ts';

/** Pod options of the chart's schema (4.1.1 and every later one): PodSpec fields that its values have under the same name. */
const podOptions = [
  'affinity',
  'automountServiceAccountToken',
  'dnsConfig',
  'dnsPolicy',
  'enableServiceLinks',
  'hostAliases',
  'hostIPC',
  'hostNetwork',
  'hostPID',
  'hostUsers',
  'hostname',
  'imagePullSecrets',
  'nodeSelector',
  'priorityClassName',
  'resources',
  'restartPolicy',
  'runtimeClassName',
  'schedulerName',
  'securityContext',
  'shareProcessNamespace',
  'terminationGracePeriodSeconds',
  'tolerations',
  'topologySpreadConstraints',
];

/** CronJobSpec and JobSpec fields by the chart's name for them, with the value it writes by itself. */
const cronOptions: readonly { field: string; option: string; byDefault?: JsonValue }[] = [
  { field: 'schedule', option: 'schedule' },
  { field: 'timeZone', option: 'timeZone' },
  { field: 'suspend', option: 'suspend' },
  { field: 'concurrencyPolicy', option: 'concurrencyPolicy', byDefault: 'Forbid' },
  { field: 'startingDeadlineSeconds', option: 'startingDeadlineSeconds', byDefault: 30 },
  { field: 'successfulJobsHistoryLimit', option: 'successfulJobsHistory', byDefault: 1 },
  { field: 'failedJobsHistoryLimit', option: 'failedJobsHistory', byDefault: 1 },
];
const jobOptions = ['backoffLimit', 'activeDeadlineSeconds', 'ttlSecondsAfterFinished', 'parallelism'];

interface Split {
  values: JsonObject;
  /** Fields of the controller's spec that the chart has no value for. */
  rest: JsonObject;
}

/** `strategy` or `updateStrategy`: the chart takes the type; the rest of it by post-renderer. */
const strategyValues = (spec: JsonObject, field: string, byDefault?: string): Split => {
  const { type, ...details } = mapOf(spec[field]);
  return { values: present({ strategy: type ?? byDefault }), rest: compactEmpty({ [field]: details }) };
};

const withoutKeys = (spec: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(spec).filter(([key]) => !keys.includes(key)));

const deploymentValues = (spec: JsonObject): Split => {
  // The chart's own default is Recreate; Kubernetes', and ours without a ReadWriteOnce claim, is RollingUpdate.
  const strategy = strategyValues(spec, 'strategy', 'RollingUpdate');
  const { values, rest } = splitFields(withoutKeys(spec, ['replicas', 'strategy']), ['revisionHistoryLimit']);
  return {
    values: present({ replicas: spec['replicas'], ...strategy.values, ...values }),
    rest: { ...strategy.rest, ...rest },
  };
};

const statefulSetValues = (spec: JsonObject, app: string): Split => {
  const strategy = strategyValues(spec, 'updateStrategy');
  const own = withoutKeys(spec, ['replicas', 'updateStrategy', 'serviceName']);
  const { values, rest } = splitFields(own, [
    'revisionHistoryLimit',
    'podManagementPolicy',
    'persistentVolumeClaimRetentionPolicy',
  ]);
  const { revisionHistoryLimit, ...statefulset } = values;
  const serviceName = spec['serviceName'] === app ? undefined : spec['serviceName'];
  return {
    values: compactEmpty({
      replicas: spec['replicas'] ?? 1,
      ...strategy.values,
      revisionHistoryLimit,
      statefulset: present({ serviceName, ...statefulset }),
    }),
    rest: { ...strategy.rest, ...rest },
  };
};

const daemonSetValues = (spec: JsonObject): Split => {
  const strategy = strategyValues(spec, 'updateStrategy');
  const { values, rest } = splitFields(withoutKeys(spec, ['updateStrategy']), ['revisionHistoryLimit']);
  return { values: { ...strategy.values, ...values }, rest: { ...strategy.rest, ...rest } };
};

const cronJobValues = (spec: JsonObject): Split => {
  const cronjob: JsonObject = {};
  const taken: string[] = ['jobTemplate'];
  for (const { field, option, byDefault } of cronOptions) {
    const value = spec[field];
    if (value === undefined || isEmptyForHelm(value)) continue;
    taken.push(field);
    if (value !== byDefault) cronjob[option] = value;
  }
  const template = mapOf(spec['jobTemplate']);
  const job = splitFields(mapOf(template['spec']), jobOptions);
  const jobRest = compactEmpty({ ...withoutKeys(template, ['spec']), spec: job.rest });
  return {
    values: { cronjob: { ...cronjob, ...job.values } },
    rest: compactEmpty({ ...withoutKeys(spec, taken), jobTemplate: jobRest }),
  };
};

const specValues = (controller: ResolvedController, app: string): Split => {
  if (controller.kind === 'statefulset') return statefulSetValues(controller.spec, app);
  if (controller.kind === 'daemonset') return daemonSetValues(controller.spec);
  return controller.kind === 'cronjob' ? cronJobValues(controller.spec) : deploymentValues(controller.spec);
};

/** Pod options of a controller, annotations of its pods among them, and the PodSpec fields the chart lacks. */
export const podValues = (controller: ResolvedController): { options: JsonObject; rest: JsonObject } => {
  const { serviceAccountName: _account, ...pod } = controller.pod;
  const built = { ...pod };
  // The chart's own defaults need no line.
  if (built['automountServiceAccountToken'] === false) delete built['automountServiceAccountToken'];
  if (controller.kind === 'cronjob' && built['restartPolicy'] === 'Never') delete built['restartPolicy'];
  const { values, rest } = splitFields(built, podOptions);
  return { options: compactEmpty({ annotations: escapeValue(controller.annotations.pod), ...values }), rest };
};

const containersValues = (containers: readonly ResolvedContainer[], ordered: boolean) => {
  const names = containers.map(({ name }) => name);
  const chained = ordered && byOrderNotName(names);
  const made = containers.map((container, index) => ({
    name: container.name,
    ...containerValues(container, chained ? names[index - 1] : undefined),
  }));
  const patches = made.filter(({ rest }) => Object.keys(rest).length > 0).map(({ name, rest }) => ({ name, ...rest }));
  return { values: Object.fromEntries(made.map(({ name, values }) => [name, values])), patches };
};

const podPath = (controller: ResolvedController, pod: JsonObject): JsonObject =>
  controller.kind === 'cronjob'
    ? { spec: { jobTemplate: { spec: { template: { spec: pod } } } } }
    : { spec: { template: { spec: pod } } };

/** What the chart calls the object: the release, with the controller's key where there are several. */
const chartName = (app: string, id: string, several: boolean): string =>
  several && !app.endsWith(`-${id}`) ? `${app}-${id}` : app;

/**
 * One controller as `controllers.<id>` of the values. `own` are the pod options that not all controllers share. Fields that
 * the chart lacks come back as one strategic merge patch of the object.
 */
export const controllerValues = (
  controller: ResolvedController,
  own: JsonObject,
  app: string,
  several: boolean,
): { values: JsonObject; patches: PostRenderPatch[] } => {
  const spec = specValues(controller, app);
  const containers = containersValues(controller.containers, false);
  const init = containersValues(controller.init, true);
  const account = controller.pod['serviceAccountName'];
  const pod = compactEmpty({
    ...podValues(controller).rest,
    initContainers: init.patches,
    containers: containers.patches,
  });
  const patch = mergeDeep(
    compactEmpty({ spec: spec.rest }),
    Object.keys(pod).length === 0 ? {} : podPath(controller, pod),
  );
  const { kind } = controllerTypes[controller.kind];
  return {
    values: compactEmpty({
      type: controller.kind === 'deployment' ? undefined : controller.kind,
      forceRename: chartName(app, controller.id, several) === controller.name ? undefined : controller.name,
      annotations: escapeValue(controller.annotations.controller),
      ...spec.values,
      serviceAccount: typeof account === 'string' ? { name: account } : undefined,
      pod: own,
      initContainers: init.values,
      containers: containers.values,
    }),
    patches: Object.keys(patch).length === 0 ? [] : [{ target: { kind, name: controller.name }, patch }],
  };
};

/** The pod options that every controller has alike: they are written once, as `defaultPodOptions`. */
export const sharedOptions = (all: readonly JsonObject[]): JsonObject => {
  const [first = {}, ...others] = all;
  const alike = (key: string, value: JsonValue): boolean =>
    others.every((options) => JSON.stringify(options[key]) === JSON.stringify(value));
  return Object.fromEntries(Object.entries(first).filter(([key, value]) => alike(key, value)));
};
