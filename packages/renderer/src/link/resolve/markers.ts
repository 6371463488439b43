import type { CompiledApp, CompiledObject } from '../../model/compiled.ts';
import type { Diagnostic, Staged } from '../../model/diagnostic.ts';
import { childPointer, isJsonObject, type JsonPointer, type JsonValue } from '../../model/json.ts';
import { asJson, type KubernetesObject } from '../../model/kubernetes.ts';
import { appMarkerPattern } from '../../model/names.ts';
import { nearest } from '../../model/nearest.ts';
import { originOf } from './unresolved.ts';

type Fill = (text: string, pointer: JsonPointer) => string;

/**
 * Replaces what `<% apps.<app>.<url|host|namespace> %>` left in strings, in objects and in what collectors are told. An app the
 * cluster does not run is an error; one it runs is a reference of the object (`App/<name>`).
 */
export const fillMarkers = (apps: readonly CompiledApp[]): Staged<CompiledApp[]> => {
  const byName = new Map(apps.filter((app) => !app.section).map((app) => [app.name, app]));
  const diagnostics: Diagnostic[] = [];
  const items = apps.map((app): CompiledApp => {
    const { monitor, tile } = app;
    const ofTrait = (trait: string): Fill => fillWith(byName, diagnostics, { file: app.file, pointer: `/${trait}` });
    return {
      ...app,
      objects: app.objects.map((compiled) => fillObject(compiled, app, byName, diagnostics)),
      ...(monitor === undefined ? {} : { monitor: filled(monitor, ofTrait('monitor')) }),
      ...(tile === undefined ? {} : { tile: filled(tile, ofTrait('tile')) }),
    };
  });
  return { items, diagnostics };
};

const filled = <Fact extends object>(fact: Fact, fill: Fill): Fact =>
  mapStrings(fact as unknown as JsonValue, fill, '') as unknown as Fact;

const fillObject = (
  compiled: CompiledObject,
  app: CompiledApp,
  byName: ReadonlyMap<string, CompiledApp>,
  diagnostics: Diagnostic[],
): CompiledObject => {
  const read: NonNullable<CompiledObject['requires']> = [];
  const fill = fillWith(byName, diagnostics, originOf(app, compiled), (name, pointer) => {
    if (name !== app.name) read.push({ reference: `App/${name}`, pointer });
  });
  const object = mapStrings(asJson(compiled.object), fill, '');
  if (object === asJson(compiled.object)) return compiled;
  const requires = [...(compiled.requires ?? []), ...read];
  return {
    ...compiled,
    object: object as unknown as KubernetesObject,
    ...(requires.length === 0 ? {} : { requires }),
  };
};

const fillWith =
  (
    byName: ReadonlyMap<string, CompiledApp>,
    diagnostics: Diagnostic[],
    origin: Diagnostic['origin'],
    read: (name: string, pointer: JsonPointer) => void = () => undefined,
  ): Fill =>
  (text, pointer) =>
    text.replace(appMarkerPattern, (marker, name: string, field: string) => {
      const value = fieldOf(byName.get(name), field);
      if (value === undefined) diagnostics.push({ ...unresolved(name, field, byName), ...(origin && { origin }) });
      else read(name, pointer);
      return value ?? marker;
    });

/** Of several routes the one called as the app is, else the first: as `route.url` of the app itself reads. */
const fieldOf = (app: CompiledApp | undefined, field: string): string | undefined => {
  if (field === 'namespace') return app?.namespace;
  const route = app?.routes.find(({ name }) => name === app.name) ?? app?.routes[0];
  return field === 'url' ? route?.url : field === 'host' ? route?.host : undefined;
};

const unresolved = (name: string, field: string, byName: ReadonlyMap<string, CompiledApp>): Diagnostic => {
  const known = byName.has(name);
  const near = nearest(name, [...byName.keys()]);
  return {
    code: 'unresolved-reference',
    severity: 'error',
    message: known
      ? `apps.${name}.${field} is read, but app ${name} has no route`
      : `apps.${name}.${field} is read, but this cluster runs no app ${name}`,
    hint: known
      ? `Give ${name} a route, or write the address out.`
      : near === undefined
        ? 'Add the app to a tier of the cluster file, or drop the reference.'
        : `Did you mean apps.${near}.${field}?`,
  };
};

/** The value with every string mapped, keys too; the same value, not a copy, where nothing changed. */
const mapStrings = (value: JsonValue, fill: Fill, pointer: JsonPointer): JsonValue => {
  if (typeof value === 'string') return value.includes('\u0001') ? fill(value, pointer) : value;
  if (Array.isArray(value)) {
    let changed = false;
    const mapped = value.map((item, index) => {
      const next = mapStrings(item, fill, `${pointer}/${index}`);
      changed ||= next !== item;
      return next;
    });
    return changed ? mapped : value;
  }
  if (!isJsonObject(value)) return value;
  let changed = false;
  const mapped = Object.entries(value).map(([key, item]): [string, JsonValue] => {
    const at = childPointer(pointer, key);
    const name = key.includes('\u0001') ? fill(key, at) : key;
    const next = item === undefined ? item : mapStrings(item, fill, at);
    changed ||= next !== item || name !== key;
    return [name, next];
  });
  return changed ? Object.fromEntries(mapped) : value;
};
