import { isJsonObject, type JsonObject, type JsonValue } from '../../../../model/json.ts';
import { mergeDeep } from '../../merge-deep.ts';
import { mapOf } from '../../written.ts';
import { mergeEntries } from './merge.ts';

/** Keys that a container has wherever it is written (FORMAT section 1). */
export const containerKeys = [
  'image',
  'env',
  'envFrom',
  'security',
  'resources',
  'command',
  'args',
  'ports',
  'probe',
  'probes',
  'container',
] as const;

/** Defaults that an init container takes from the workload: what it runs with, never what the main container does. */
const initKeys: readonly string[] = ['image', 'env', 'envFrom', 'security', 'resources'];

export const pick = (map: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(map).filter(([key]) => keys.includes(key)));

export const omit = (map: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(map).filter(([key]) => !keys.includes(key)));

const probeKinds = ['path', 'tcp', 'exec', 'grpc', 'none'];
const probeKind = (probe: JsonObject): string | undefined => probeKinds.find((kind) => Object.hasOwn(probe, kind));

/** A probe of another kind replaces the whole; one of the same kind is laid over. */
const mergeProbe = (before: JsonValue | undefined, probe: JsonValue): JsonValue =>
  isJsonObject(before) && isJsonObject(probe) && probeKind(before) === probeKind(probe)
    ? mergeDeep(before, probe)
    : probe;

/** A map is laid over a map; a word (`image`, `restricted`) replaces, and a map over a word starts from `restricted`. */
const mergeSecurity = (before: JsonValue | undefined, security: JsonValue): JsonValue =>
  isJsonObject(before) && isJsonObject(security) ? mergeDeep(before, security) : security;

const mergeKey = (key: string, before: JsonValue | undefined, value: JsonValue): JsonValue => {
  if (key === 'env' || key === 'ports') return mergeEntries(mapOf(before), mapOf(value));
  if (key === 'probe') return mergeProbe(before, value);
  if (key === 'security') return mergeSecurity(before, value);
  return isJsonObject(before) && isJsonObject(value) ? mergeDeep(before, value) : value;
};

/** One written container over another, key by key; `probe` and `probes` take each other's place. */
export const mergeContainer = (base: JsonObject, over: JsonObject): JsonObject => {
  const merged: JsonObject = { ...base };
  if (Object.hasOwn(over, 'probe')) delete merged['probes'];
  if (Object.hasOwn(over, 'probes')) delete merged['probe'];
  for (const [key, value] of Object.entries(over)) {
    if (value === null) delete merged[key];
    else merged[key] = mergeKey(key, merged[key], value);
  }
  return merged;
};

/** The workload's container keys as defaults of an init container. */
export const defaultsOfInit = (workload: JsonObject): JsonObject => pick(workload, initKeys);
