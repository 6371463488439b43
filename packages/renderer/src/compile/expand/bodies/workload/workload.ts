import type { CompiledObject } from '../../../../model/compiled.ts';
import { isJsonObject } from '../../../../model/json.ts';
import type { Body, ExpandInput } from '../../contribution.ts';
import { clusterValue } from '../../written.ts';
import type { Patchable } from '../patches/target.ts';
import { postRenderers } from '../post-render.ts';
import { type Chart, chartSource, helmRelease } from '../release.ts';
import { appTemplateValues } from './app-template/values.ts';
import { controllerMeta, controllerObject, controllerTypes } from './manifests/controllers.ts';
import { jobObject } from './manifests/job.ts';
import { serviceObject } from './manifests/service.ts';
import { resolveWorkload } from './resolve-workload.ts';
import type { ResolvedController, ResolvedWorkload } from './resolved.ts';

/** The chart that workloads are written for, or `undefined`: plain manifests. */
const appTemplateOf = ({ cluster }: ExpandInput): Chart | undefined => {
  const workloads = clusterValue(cluster, 'workloads');
  if (!isJsonObject(workloads) || workloads['body'] !== 'app-template') return undefined;
  const { chart, version } = workloads;
  return typeof chart === 'string' && typeof version === 'string' ? { url: chart, version } : undefined;
};

const releaseObjects = (
  input: ExpandInput,
  chart: Chart,
  workload: ResolvedWorkload,
  controllers: readonly ResolvedController[],
): CompiledObject[] => {
  const { file } = input.app;
  const ids = new Set(controllers.map(({ id }) => id));
  const services = workload.services.filter(({ controller }) => ids.has(controller));
  const written = appTemplateValues(workload, controllers, services);
  const release = helmRelease(input, {
    chart,
    values: written.values,
    postRenderers: postRenderers(written.patches),
  });
  const optional = written.optional.map(({ pointer, requires }) => ({ pointer: `/spec/values${pointer}`, requires }));
  return [
    { object: release, pointer: '/workload', file, ...(optional.length === 0 ? {} : { optional }) },
    { object: chartSource(input, chart), pointer: '/workload', file },
  ];
};

/** What app-template makes of the values, for `patches` to name. */
const chartObjects = (workload: ResolvedWorkload): Patchable[] => {
  const controllers = workload.controllers.filter(({ kind }) => kind !== 'job');
  const ids = controllers.map(({ id }) => id);
  const services = workload.services.filter(({ controller }) => ids.includes(controller));
  return [
    ...controllers.map((controller) => ({
      ...controllerTypes[controller.kind],
      metadata: controllerMeta(workload, controller),
    })),
    ...services.map(({ name }) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace: workload.namespace },
    })),
  ];
};

/**
 * The body `workload`.
 *
 * 1. Resolve what is written (`resolve-workload.ts`).
 * 2. Jobs, and services of theirs, are plain manifests in both modes (`manifests/job.ts` says why).
 * 3. The other controllers are values of app-template in a HelmRelease, or plain objects, as the cluster's `workloads` says.
 */
export const workload: Body = (input, contribution) => {
  const { workload: resolved, diagnostics } = resolveWorkload(input, contribution);
  const { file } = input.app;
  const isJob = ({ kind }: ResolvedController): boolean => kind === 'job';
  const jobs = resolved.controllers.filter(isJob);
  const others = resolved.controllers.filter((controller) => !isJob(controller));
  const jobIds = new Set(jobs.map(({ id }) => id));
  const chart = appTemplateOf(input);
  const plainServices = resolved.services.filter(({ controller }) => chart === undefined || jobIds.has(controller));
  const objects: CompiledObject[] = [
    ...(chart === undefined
      ? others.map((controller) => controllerObject(resolved, controller, file))
      : others.length > 0
        ? releaseObjects(input, chart, resolved, others)
        : []),
    ...jobs.map((job) => jobObject(resolved, job, contribution.objects ?? [], file)),
    ...plainServices.map((service) => serviceObject(resolved, service, file)),
  ];
  return { objects, ...(chart === undefined ? {} : { chartObjects: chartObjects(resolved) }), diagnostics };
};
