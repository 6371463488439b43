import { isJsonObject, type JsonObject, type JsonValue } from '../../../../model/json.ts';
import { groupOf } from '../../../../model/kubernetes.ts';

/** Keys that tell the items of a list apart, by the list's field (Kubernetes API reference, `patchMergeKey`). */
const mergeKeys: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  volumes: ['name'],
  env: ['name'],
  imagePullSecrets: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey'],
  // A container's ports, then a Service's.
  ports: ['containerPort', 'port'],
};

const keyOf = (field: string, items: readonly JsonValue[]): string | undefined =>
  mergeKeys[field]?.find((key) => items.every((item) => isJsonObject(item) && item[key] !== undefined));

/** `$patch: delete | replace`, the directives of a strategic merge patch. */
const directiveOf = (patch: JsonObject): JsonValue | undefined => patch['$patch'];

const mergeList = (field: string, base: readonly JsonValue[], patch: readonly JsonValue[]): JsonValue[] => {
  const key = keyOf(field, [...base, ...patch]);
  if (key === undefined) return [...patch];
  const merged = base.filter(isJsonObject);
  for (const item of patch.filter(isJsonObject)) {
    const at = merged.findIndex((before) => before[key] === item[key]);
    if (directiveOf(item) === 'delete') {
      if (at >= 0) merged.splice(at, 1);
    } else if (at < 0) merged.push(item);
    else merged[at] = mergeMap(merged[at]!, item, true);
  }
  return merged;
};

const mergeMap = (base: JsonObject, patch: JsonObject, keyed: boolean): JsonObject => {
  const { $patch: directive, ...fields } = patch;
  if (directive === 'replace') return fields;
  const merged: JsonObject = { ...base };
  for (const [field, value] of Object.entries(fields)) {
    const before = merged[field];
    if (value === null) delete merged[field];
    else if (isJsonObject(value) && directiveOf(value) === 'delete') delete merged[field];
    else if (isJsonObject(value)) merged[field] = mergeMap(isJsonObject(before) ? before : {}, value, keyed);
    else if (keyed && Array.isArray(value) && Array.isArray(before)) merged[field] = mergeList(field, before, value);
    else merged[field] = value;
  }
  return merged;
};

/** Kinds of Kubernetes itself have merge keys; of a custom resource every list is replaced, as kustomize does. */
const isBuiltIn = (apiVersion: string): boolean => {
  const group = groupOf(apiVersion);
  return !group.includes('.') || group.endsWith('.k8s.io');
};

/** A strategic merge patch laid over an object. `null` removes a field; lists of built-in kinds are merged by their keys. */
export const strategicMerge = (object: JsonObject, patch: JsonObject): JsonObject =>
  mergeMap(object, patch, isBuiltIn(String(object['apiVersion'] ?? 'v1')));
