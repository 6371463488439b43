import type { JsonObject, JsonPointer } from '../../../../model/json.ts';

/**
 * A workload after `resolveWorkload`: complete, in the words of core/v1 and apps/v1, with nothing left to default. Both writers
 * (app-template values, plain manifests) read this and only this, so that what they run is equal by construction.
 */
export interface ResolvedWorkload {
  app: string;
  namespace: string;
  /** `labels:` of the app, on every object. */
  labels: Record<string, string>;
  /** In the order they were written. */
  controllers: ResolvedController[];
  services: ResolvedService[];
  volumes: ResolvedVolume[];
}

export type ControllerKind = 'deployment' | 'statefulset' | 'daemonset' | 'cronjob' | 'job';

export interface ResolvedController {
  /** Key under `controllers`; the app's name in the short form. Value of the label `app.kubernetes.io/controller`. */
  id: string;
  /** Name of the object: `<app>`, or `<app>-<id>` where there are several. */
  name: string;
  kind: ControllerKind;
  /** `workload.run`: which run of a set-up Job this is. */
  run?: number;
  annotations: { controller: Record<string, string>; pod: Record<string, string> };
  /** Fields of the DeploymentSpec, StatefulSetSpec, DaemonSetSpec, CronJobSpec or JobSpec, without selector and template. */
  spec: JsonObject;
  /** PodSpec without containers, initContainers and volumes. */
  pod: JsonObject;
  init: ResolvedContainer[];
  containers: ResolvedContainer[];
  pointer: JsonPointer;
}

export interface ResolvedContainer {
  name: string;
  /** core/v1 Container without `name` and `volumeMounts`. */
  spec: JsonObject;
  mounts: ResolvedMount[];
  /** `optional: true`: dropped when no enabled app provides the reference (`Secret/namespace/name`). */
  optional: { from: 'env' | 'envFrom'; index: number; requires: string }[];
}

export interface ResolvedMount {
  volume: string;
  path: string;
  subPath?: string;
  readOnly?: boolean;
}

export interface ResolvedVolume {
  name: string;
  /** core/v1 Volume without its name. */
  source: JsonObject;
}

export interface ResolvedService {
  /** Key under `services`. */
  id: string;
  /** `<app>` for `app`, `<app>-<id>` for others. */
  name: string;
  /** `ResolvedController.id`. */
  controller: string;
  /** ServiceSpec without selector. */
  spec: JsonObject;
}

/** Volumes that a container of the controller mounts, in the order of `workload.volumes`. */
export const volumesOf = (workload: ResolvedWorkload, controller: ResolvedController): ResolvedVolume[] => {
  const mounted = new Set(
    [...controller.init, ...controller.containers].flatMap((container) => container.mounts.map(({ volume }) => volume)),
  );
  return workload.volumes.filter(({ name }) => mounted.has(name));
};

/** Labels that select a controller's pods: the ones app-template gives them, in both bodies. */
export const selectorLabels = (app: string, controllerId: string): Record<string, string> => ({
  'app.kubernetes.io/controller': controllerId,
  'app.kubernetes.io/instance': app,
  'app.kubernetes.io/name': app,
});
