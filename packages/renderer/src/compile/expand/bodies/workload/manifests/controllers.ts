import type { CompiledObject } from '../../../../../model/compiled.ts';
import type { JsonObject } from '../../../../../model/json.ts';
import type { KubernetesObject, ObjectMeta } from '../../../../../model/kubernetes.ts';
import { mergeDeep } from '../../../merge-deep.ts';
import { mapOf } from '../../../written.ts';
import { compactEmpty } from '../merge.ts';
import { type ControllerKind, type ResolvedController, type ResolvedWorkload, selectorLabels } from '../resolved.ts';
import { optionalPointers, podTemplate } from './pod-template.ts';

/** apiVersion and kind of each controller (Kubernetes API reference, workload resources). */
export const controllerTypes: Readonly<Record<ControllerKind, { apiVersion: string; kind: string }>> = {
  deployment: { apiVersion: 'apps/v1', kind: 'Deployment' },
  statefulset: { apiVersion: 'apps/v1', kind: 'StatefulSet' },
  daemonset: { apiVersion: 'apps/v1', kind: 'DaemonSet' },
  cronjob: { apiVersion: 'batch/v1', kind: 'CronJob' },
  job: { apiVersion: 'batch/v1', kind: 'Job' },
};

/** metadata of a controller: the labels that its pods have too, and those of the app. */
export const controllerMeta = (
  workload: ResolvedWorkload,
  controller: ResolvedController,
  annotations: Record<string, string> = {},
): ObjectMeta => ({
  name: controller.name,
  namespace: workload.namespace,
  ...compactEmpty({
    annotations: { ...controller.annotations.controller, ...annotations },
    labels: { ...workload.labels, ...selectorLabels(workload.app, controller.id) },
  }),
});

const longRunning = (workload: ResolvedWorkload, controller: ResolvedController): JsonObject => ({
  ...controller.spec,
  selector: { matchLabels: selectorLabels(workload.app, controller.id) },
  template: podTemplate(workload, controller),
});

const scheduled = (workload: ResolvedWorkload, controller: ResolvedController): JsonObject => {
  const { jobTemplate, ...spec } = controller.spec;
  const template = { spec: { template: podTemplate(workload, controller) } };
  return { ...spec, jobTemplate: mergeDeep(mapOf(jobTemplate), template) };
};

/** Deployment, StatefulSet, DaemonSet or CronJob of one controller. Jobs: `job.ts`. */
export const controllerObject = (
  workload: ResolvedWorkload,
  controller: ResolvedController,
  file: string,
): CompiledObject => {
  const isScheduled = controller.kind === 'cronjob';
  const object: KubernetesObject = {
    ...controllerTypes[controller.kind],
    metadata: controllerMeta(workload, controller),
    spec: isScheduled ? scheduled(workload, controller) : longRunning(workload, controller),
  };
  const optional = optionalPointers(
    controller,
    isScheduled ? '/spec/jobTemplate/spec/template/spec' : '/spec/template/spec',
  );
  return { object, pointer: '/workload', file, ...(optional.length === 0 ? {} : { optional }) };
};
