import type { MergedCluster } from '../../model/cluster.ts';
import type { CompiledApp, CompiledObject } from '../../model/compiled.ts';
import type { Diagnostic, Staged } from '../../model/diagnostic.ts';
import { isJsonObject, type JsonValue } from '../../model/json.ts';
import { asJson, type KubernetesObject } from '../../model/kubernetes.ts';
import { appMarkerPattern } from '../../model/names.ts';
import { nearest } from '../../model/nearest.ts';

/** Replaces what `<% apps.<app>.<url|host|namespace> %>` left in strings; an app the cluster does not run is an error. */
export const fillMarkers = (apps: readonly CompiledApp[], _cluster: MergedCluster): Staged<CompiledApp[]> => {
  const byName = new Map(apps.filter((app) => !app.section).map((app) => [app.name, app]));
  const diagnostics: Diagnostic[] = [];
  const items = apps.map((app) => ({
    ...app,
    objects: app.objects.map((compiled) => fillObject(compiled, app, byName, diagnostics)),
  }));
  return { items, diagnostics };
};

const fillObject = (
  compiled: CompiledObject,
  app: CompiledApp,
  byName: ReadonlyMap<string, CompiledApp>,
  diagnostics: Diagnostic[],
): CompiledObject => {
  const fill = (text: string): string =>
    text.replace(appMarkerPattern, (marker, name: string, field: string) => {
      const value = fieldOf(byName.get(name), field);
      if (value !== undefined) return value;
      diagnostics.push(unresolved(compiled, app, name, field, byName));
      return marker;
    });
  const object = mapStrings(asJson(compiled.object), fill);
  return object === asJson(compiled.object) ? compiled : { ...compiled, object: object as unknown as KubernetesObject };
};

const fieldOf = (app: CompiledApp | undefined, field: string): string | undefined => {
  if (field === 'namespace') return app?.namespace;
  const route = app?.routes[0];
  return field === 'url' ? route?.url : field === 'host' ? route?.host : undefined;
};

const unresolved = (
  compiled: CompiledObject,
  app: CompiledApp,
  name: string,
  field: string,
  byName: ReadonlyMap<string, CompiledApp>,
): Diagnostic => {
  const known = byName.has(name);
  const near = nearest(name, [...byName.keys()]);
  return {
    code: 'unresolved-reference',
    severity: 'error',
    message: known
      ? `apps.${name}.${field} is read, but app ${name} has no ${field === 'namespace' ? field : 'route'}`
      : `apps.${name}.${field} is read, but this cluster runs no app ${name}`,
    hint: known
      ? `Give ${name} a route, or write the address out.`
      : near === undefined
        ? 'Add the app to a tier of the cluster file, or drop the reference.'
        : `Did you mean apps.${near}.${field}?`,
    origin: { file: app.file, pointer: compiled.pointer },
  };
};

/** The value with every string mapped; the same value, not a copy, where nothing changed. */
const mapStrings = (value: JsonValue, map: (text: string) => string): JsonValue => {
  if (typeof value === 'string') return value.includes('\u0001') ? map(value) : value;
  if (Array.isArray(value)) {
    const mapped = value.map((item) => mapStrings(item, map));
    return mapped.some((item, index) => item !== value[index]) ? mapped : value;
  }
  if (!isJsonObject(value)) return value;
  let changed = false;
  const mapped = Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const next = item === undefined ? item : mapStrings(item, map);
      changed ||= next !== item;
      return [key, next];
    }),
  );
  return changed ? mapped : value;
};
