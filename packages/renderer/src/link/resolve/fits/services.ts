import type { CompiledApp, CompiledObject } from '../../../model/compiled.ts';
import {
  childPointer,
  isJsonObject,
  type JsonObject,
  type JsonPointer,
  type JsonValue,
  valueAt,
} from '../../../model/json.ts';
import { asJson, groupOf } from '../../../model/kubernetes.ts';
import type { ResourceKey } from '../../../model/linked.ts';
import { isAppTemplateRelease } from '../../../model/pod-specs.ts';
import { madeByAppTemplate } from '../app-template.ts';
import { type Labels, labelsOf } from './labels.ts';

export interface ServicePort {
  name: string | undefined;
  /** A number, unless a placeholder stands there. */
  port: JsonValue | undefined;
  pointer: JsonPointer;
  value: JsonObject;
}

/** A Service whose ports are known: rendered, or made by the app-template chart of its values. */
export interface ServiceView {
  key: ResourceKey;
  app: CompiledApp;
  compiled: CompiledObject;
  pointer: JsonPointer;
  namespace: string;
  labels: Labels;
  isChart: boolean;
  ports: ServicePort[];
  value: JsonObject;
  /** Annotations, where addresses are asked for. */
  annotations: Labels;
  annotationsPointer: JsonPointer;
}

/** Services that one object is or makes, with their ports. */
export const servicesOf = (app: CompiledApp, compiled: CompiledObject): ServiceView[] => {
  const { object } = compiled;
  const namespace = object.metadata.namespace ?? app.namespace;
  const base = { app, compiled, namespace };
  if (object.kind === 'Service' && groupOf(object.apiVersion) === '') {
    const spec = valueAt(asJson(object), '/spec');
    const value = isJsonObject(spec) ? spec : {};
    const ports = (Array.isArray(value['ports']) ? value['ports'] : []).flatMap((port, index): ServicePort[] =>
      isJsonObject(port) ? [portOf(port, port['name'], `/spec/ports/${index}`)] : [],
    );
    return [
      {
        ...base,
        key: `Service/${namespace}/${object.metadata.name}`,
        pointer: '/spec',
        labels: object.metadata.labels ?? {},
        isChart: false,
        ports,
        value,
        annotations: object.metadata.annotations ?? {},
        annotationsPointer: '/metadata/annotations',
      },
    ];
  }
  return isAppTemplateRelease(object) ? ofChart(base) : [];
};

const portOf = (value: JsonObject, name: JsonValue | undefined, pointer: JsonPointer): ServicePort => ({
  name: typeof name === 'string' ? name : undefined,
  port: value['port'],
  pointer,
  value,
});

/** `service:` of app-template's values. */
const ofChart = (base: Pick<ServiceView, 'app' | 'compiled' | 'namespace'>): ServiceView[] => {
  const release = base.compiled.object.metadata.name;
  return madeByAppTemplate(base.compiled.object)
    .filter(({ key }) => key.startsWith('Service/'))
    .map(({ key, pointer, value }): ServiceView => {
      const ports = Object.entries(isJsonObject(value['ports']) ? value['ports'] : {});
      return {
        ...base,
        key,
        pointer,
        labels: {
          'app.kubernetes.io/name': release,
          'app.kubernetes.io/instance': release,
          'app.kubernetes.io/service': key.split('/').at(-1)!,
          ...labelsOf(value['labels']),
        },
        isChart: true,
        ports: ports.flatMap(([port, one]) =>
          isJsonObject(one) && one['enabled'] !== false
            ? [portOf(one, port, childPointer(`${pointer}/ports`, port))]
            : [],
        ),
        value,
        annotations: labelsOf(value['annotations']),
        annotationsPointer: `${pointer}/annotations`,
      };
    });
};
