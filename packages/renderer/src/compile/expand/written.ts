import type { MergedCluster } from '../../model/cluster.ts';
import { section } from '../../model/cluster-needs.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { EvaluatedApp } from '../../model/names.ts';

/** The definition as plain JSON: `check` has proved its shape, so a trait may read it by key. */
export const definitionOf = (app: EvaluatedApp): JsonObject => app.definition as unknown as JsonObject;

/** True for a trait, an entry or a section that is not switched off (`false`, `null`, absent). */
export const isOn = (value: JsonValue | undefined): value is Exclude<JsonValue, null | false> =>
  value !== undefined && value !== null && value !== false;

/** The map behind a value of several shapes; `true`, words and absent values give an empty one. */
export const mapOf = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : {});

/** The list behind a value of several shapes: a single value is a list of one, an absent one an empty list. */
export const listOf = (value: JsonValue | undefined): JsonValue[] =>
  Array.isArray(value) ? value : isOn(value) ? [value] : [];

/** Text of a scalar that is written as a string or a number; `undefined` for everything else. */
export const textOf = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;

/** Texts of a list, or of a single scalar. */
export const textsOf = (value: JsonValue | undefined): string[] => listOf(value).flatMap((item) => textOf(item) ?? []);

/** A map of scalars as Kubernetes wants labels, annotations and ConfigMap data: strings. */
export const stringsOf = (value: JsonValue | undefined): Record<string, string> =>
  Object.fromEntries(
    Object.entries(mapOf(value)).flatMap(([key, item]) => (isOn(item) || item === false ? [[key, String(item)]] : [])),
  );

/** One value of the cluster file, read by path; `undefined` when any step is absent. */
export const clusterValue = section;

/** Like {@link clusterValue}, as a map. */
export const clusterMap = (cluster: MergedCluster, ...path: string[]): JsonObject =>
  mapOf(clusterValue(cluster, ...path));

/** An object without the keys whose value is `undefined`, in the order written: how optional fields are left out. */
export const present = (fields: Record<string, JsonValue | undefined>): JsonObject =>
  Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined));
