import type { CompiledApp, CompiledObject } from '../../../model/compiled.ts';
import { isJsonObject, type JsonPointer, segmentsOf, valueAt } from '../../../model/json.ts';
import { asJson } from '../../../model/kubernetes.ts';
import { isAppTemplateRelease, type PodSpecView, podSpecsOf } from '../../../model/pod-specs.ts';
import { type Labels, labelsOf } from './labels.ts';

/** Pods that one object makes, alike. */
export interface PodSet {
  app: CompiledApp;
  compiled: CompiledObject;
  namespace: string;
  labels: Labels;
  labelsPointer: JsonPointer;
  /** Made by a chart: it bears labels beside these. */
  isChart: boolean;
  view: PodSpecView;
}

/** Pods of an object: of a workload kind, or one set a controller of an app-template release. */
export const podSetsOf = (app: CompiledApp, compiled: CompiledObject): PodSet[] => {
  const { object } = compiled;
  const namespace = object.metadata.namespace ?? app.namespace;
  const isChart = isAppTemplateRelease(object);
  return podSpecsOf(object).map((view) => {
    const labelsPointer = isChart ? view.pointer : `${view.pointer.slice(0, -'/spec'.length)}/metadata/labels`;
    const labels = isChart ? chartLabels(compiled, view) : labelsOf(valueAt(asJson(object), labelsPointer));
    return { app, compiled, namespace, labels, labelsPointer, isChart, view };
  });
};

/** Of the app-template chart's pods (bjw-s common library, "labels"). */
const chartLabels = ({ object }: CompiledObject, { pointer, spec }: PodSpecView): Labels => ({
  'app.kubernetes.io/name': object.metadata.name,
  'app.kubernetes.io/instance': object.metadata.name,
  'app.kubernetes.io/controller': segmentsOf(pointer).at(-1)!,
  ...labelsOf(isJsonObject(spec['labels']) ? spec['labels'] : undefined),
});
