import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { PodSpecView } from '../../model/pod-specs.ts';
import type { Requirement } from './requires.ts';

const maps = (value: JsonValue | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);

const nameIn = (value: JsonValue | undefined, key: string): string | undefined => {
  const name = isJsonObject(value) ? value[key] : undefined;
  return typeof name === 'string' ? name : undefined;
};

const isOptional = (value: JsonValue | undefined): boolean => isJsonObject(value) && value['optional'] === true;

/** What a PodSpec refers to: claims, Secrets, ConfigMaps, its account and its priority class (core/v1 PodSpec). */
export const requirementsOfPod = ({ pointer, spec }: PodSpecView, namespace: string): Requirement[] => {
  const to = (kind: string, name: string | undefined, soft = false): Requirement[] =>
    name === undefined ? [] : [{ to: `${kind}/${namespace}/${name}`, pointer, ...(soft ? { soft } : {}) }];
  const containers = [...maps(spec['containers']), ...maps(spec['initContainers'])];
  return [
    ...maps(spec['volumes']).flatMap((volume) => [
      ...to('PersistentVolumeClaim', nameIn(volume['persistentVolumeClaim'], 'claimName')),
      ...to('Secret', nameIn(volume['secret'], 'secretName'), isOptional(volume['secret'])),
      ...to('ConfigMap', nameIn(volume['configMap'], 'name'), isOptional(volume['configMap'])),
      ...projected(volume).flatMap((source) => [
        ...to('Secret', nameIn(source['secret'], 'name'), isOptional(source['secret'])),
        ...to('ConfigMap', nameIn(source['configMap'], 'name'), isOptional(source['configMap'])),
      ]),
    ]),
    ...containers.flatMap((container) => [
      ...maps(container['env']).flatMap(({ valueFrom }) =>
        isJsonObject(valueFrom)
          ? [
              ...to('Secret', nameIn(valueFrom['secretKeyRef'], 'name'), isOptional(valueFrom['secretKeyRef'])),
              ...to(
                'ConfigMap',
                nameIn(valueFrom['configMapKeyRef'], 'name'),
                isOptional(valueFrom['configMapKeyRef']),
              ),
            ]
          : [],
      ),
      ...maps(container['env']).flatMap(({ value }) =>
        servicesIn(value).map((key) => ({ to: key, pointer, soft: true })),
      ),
      ...maps(container['envFrom']).flatMap((from) => [
        ...to('Secret', nameIn(from['secretRef'], 'name'), isOptional(from['secretRef'])),
        ...to('ConfigMap', nameIn(from['configMapRef'], 'name'), isOptional(from['configMapRef'])),
      ]),
    ]),
    ...maps(spec['imagePullSecrets']).flatMap((secret) => to('Secret', nameIn(secret, 'name'))),
    ...account(nameIn(spec, 'serviceAccountName'), to),
    ...priority(nameIn(spec, 'priorityClassName'), pointer),
  ];
};

/** In-cluster addresses `name.namespace.svc` in an env value: soft references to Services. */
const servicesIn = (value: JsonValue | undefined): string[] =>
  typeof value === 'string' && value.includes('.svc')
    ? [...value.matchAll(/(?<![\w.-])([a-z0-9][a-z0-9-]*)\.([a-z0-9][a-z0-9-]*)\.svc\b/gu)].map(
        (match) => `Service/${match[2]}/${match[1]}`,
      )
    : [];

const projected = (volume: JsonObject): JsonObject[] =>
  isJsonObject(volume['projected']) ? maps(volume['projected']['sources']) : [];

const account = (name: string | undefined, to: (kind: string, name: string) => Requirement[]): Requirement[] =>
  name === undefined || name === 'default' ? [] : to('ServiceAccount', name);

/** `system-…` classes are the API server's own. */
const priority = (name: string | undefined, pointer: string): Requirement[] =>
  name === undefined || name.startsWith('system-') ? [] : [{ to: `PriorityClass/${name}`, pointer }];
