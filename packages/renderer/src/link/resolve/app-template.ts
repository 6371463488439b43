import {
  childPointer,
  isJsonObject,
  type JsonObject,
  type JsonPointer,
  type JsonValue,
  valueAt,
} from '../../model/json.ts';
import { asJson, type KubernetesObject } from '../../model/kubernetes.ts';
import type { ResourceKey } from '../../model/linked.ts';

/** One object that the app-template chart makes, and the values it makes it of. */
export interface ChartObject {
  key: ResourceKey;
  pointer: JsonPointer;
  value: JsonObject;
}

const workloadKinds: Readonly<Record<string, string>> = {
  deployment: 'Deployment',
  statefulset: 'StatefulSet',
  daemonset: 'DaemonSet',
  cronjob: 'CronJob',
  job: 'Job',
};

/** Values → kind; the names follow the chart's rules (bjw-s common library, "resource names"): the release, with the key where there are several. */
const families: readonly { values: string; kind: (value: JsonObject) => string | undefined }[] = [
  { values: 'controllers', kind: ({ type }) => workloadKinds[typeof type === 'string' ? type : 'deployment'] },
  { values: 'service', kind: () => 'Service' },
];

/** Workloads, Services and ServiceAccounts that the app-template chart makes of its values, and their values. */
export const madeByAppTemplate = (release: KubernetesObject): ChartObject[] => {
  const { name } = release.metadata;
  const namespace = release.metadata.namespace ?? '';
  return [
    ...families.flatMap(({ values, kind }) => {
      const on = entriesOf(release, values);
      return on.flatMap(({ id, pointer, value }): ChartObject[] => {
        const made = kind(value);
        if (made === undefined) return [];
        return [{ key: `${made}/${namespace}/${nameIn(name, id, value, on.length > 1)}`, pointer, value }];
      });
    }),
    ...entriesOf(release, 'serviceAccount').map(({ id, pointer, value }) => ({
      key: `ServiceAccount/${namespace}/${id}`,
      pointer,
      value,
    })),
  ];
};

const nameIn = (release: string, id: string, { forceRename }: JsonObject, several: boolean): string => {
  if (typeof forceRename === 'string') return forceRename;
  return several && !release.endsWith(`-${id}`) ? `${release}-${id}` : release;
};

const entriesOf = (
  release: KubernetesObject,
  values: string,
): { id: string; pointer: JsonPointer; value: JsonObject }[] => {
  const pointer = `/spec/values/${values}`;
  const map: JsonValue | undefined = valueAt(asJson(release), pointer);
  return Object.entries(isJsonObject(map) ? map : {}).flatMap(([id, value]) => {
    if (isJsonObject(value) && value['enabled'] === false) return [];
    return [{ id, pointer: childPointer(pointer, id), value: isJsonObject(value) ? value : {} }];
  });
};
