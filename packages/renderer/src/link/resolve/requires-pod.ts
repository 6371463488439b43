import { isJsonObject, type JsonObject, type JsonPointer, type JsonValue } from '../../model/json.ts';
import type { PodSpecView } from '../../model/pod-specs.ts';
import { addressesIn, type Binding, type Requirement } from './fields.ts';

type Kind =
  | 'Secret'
  | 'ConfigMap'
  | 'PersistentVolumeClaim'
  | 'ServiceAccount'
  | 'ResourceClaim'
  | 'ResourceClaimTemplate';

/** Where a core/v1 volume or a source of a projected one names what it mounts. */
const volumeFields: readonly { source: string; field: string; kind: Kind }[] = [
  { source: 'persistentVolumeClaim', field: 'claimName', kind: 'PersistentVolumeClaim' },
  { source: 'secret', field: 'secretName', kind: 'Secret' },
  { source: 'configMap', field: 'name', kind: 'ConfigMap' },
];
const projectedFields: readonly { source: string; field: string; kind: Kind }[] = [
  { source: 'secret', field: 'name', kind: 'Secret' },
  { source: 'configMap', field: 'name', kind: 'ConfigMap' },
];
const environmentFields: readonly { source: string; kind: Kind }[] = [
  { source: 'secretKeyRef', kind: 'Secret' },
  { source: 'configMapKeyRef', kind: 'ConfigMap' },
];
const environmentSources: readonly { source: string; kind: Kind }[] = [
  { source: 'secretRef', kind: 'Secret' },
  { source: 'configMapRef', kind: 'ConfigMap' },
];

/** What a PodSpec refers to: claims, Secrets, ConfigMaps, its account, its classes, Services in env (core/v1 PodSpec). */
export const requirementsOfPod = (view: PodSpecView, namespace: string): Requirement[] => {
  const { spec, pointer } = view;
  const field = (holder: JsonValue | undefined, name: string, kind: Kind, at: JsonPointer): Requirement[] =>
    isJsonObject(holder) && typeof holder[name] === 'string'
      ? [{ to: `${kind}/${namespace}/${holder[name]}`, pointer: `${at}/${name}`, ...absenceOf(holder) }]
      : [];
  return [
    ...view.volumes.flatMap((volume) => [
      ...volumeFields.flatMap(({ source, field: name, kind }) =>
        field(volume.value[source], name, kind, `${volume.pointer}/${source}`),
      ),
      ...projectionsOf(volume.value).flatMap(({ value, index }) =>
        projectedFields.flatMap(({ source, field: name, kind }) =>
          field(value[source], name, kind, `${volume.pointer}/projected/sources/${index}/${source}`),
        ),
      ),
    ]),
    ...view.containers.flatMap((container) => [
      ...container.env.flatMap(({ value, from, pointer: at }) => [
        ...environmentFields.flatMap(({ source, kind }) =>
          isJsonObject(value['valueFrom']) ? field(value['valueFrom'][source], 'name', kind, `${from}/${source}`) : [],
        ),
        ...addressesIn(value['value'], from.endsWith('/valueFrom') ? `${at}/value` : at),
      ]),
      ...container.envFrom.flatMap(({ value, pointer: at }) =>
        environmentSources.flatMap(({ source, kind }) => field(value[source], 'name', kind, `${at}/${source}`)),
      ),
    ]),
    ...listOf(spec['imagePullSecrets']).flatMap((secret, index) =>
      field(secret, 'name', 'Secret', `${pointer}/imagePullSecrets/${index}`),
    ),
    ...listOf(spec['resourceClaims']).flatMap((claim, index) => [
      ...field(claim, 'resourceClaimName', 'ResourceClaim', `${pointer}/resourceClaims/${index}`),
      ...field(claim, 'resourceClaimTemplateName', 'ResourceClaimTemplate', `${pointer}/resourceClaims/${index}`),
    ]),
    ...(spec['serviceAccountName'] === 'default' ? [] : field(spec, 'serviceAccountName', 'ServiceAccount', pointer)),
    ...classes(spec, pointer),
  ];
};

const listOf = (value: JsonValue | undefined): JsonValue[] => (Array.isArray(value) ? value : []);

/** `optional: true` of core/v1: the pod starts without it. */
const absenceOf = (holder: JsonObject): Binding =>
  holder['optional'] === true ? { soft: true, weak: true, optional: true } : {};

const projectionsOf = (volume: JsonObject): { value: JsonObject; index: number }[] =>
  isJsonObject(volume['projected'])
    ? listOf(volume['projected']['sources']).flatMap((value, index) => (isJsonObject(value) ? [{ value, index }] : []))
    : [];

/** `system-…` priority classes are the API server's own; a runtime class is often brought by the nodes' distribution. */
const classes = (spec: JsonObject, pointer: JsonPointer): Requirement[] => {
  const { priorityClassName, runtimeClassName } = spec;
  return [
    ...(typeof priorityClassName === 'string' && !priorityClassName.startsWith('system-')
      ? [{ to: `PriorityClass/${priorityClassName}`, pointer: `${pointer}/priorityClassName`, chart: true }]
      : []),
    ...(typeof runtimeClassName === 'string'
      ? [{ to: `RuntimeClass/${runtimeClassName}`, pointer: `${pointer}/runtimeClassName`, soft: true }]
      : []),
  ];
};
