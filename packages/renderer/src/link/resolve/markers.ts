import type { CompiledApp, CompiledObject } from '../../model/compiled.ts';
import type { Diagnostic, Staged } from '../../model/diagnostic.ts';
import { type JsonPointer, type JsonValue, pointerOf } from '../../model/json.ts';
import { asJson, type KubernetesObject } from '../../model/kubernetes.ts';
import { type MapText, mapStrings } from '../../model/map-strings.ts';
import { appMarkerPattern } from '../../model/names.ts';
import { nearest } from '../../model/nearest.ts';
import { originOf } from './finding.ts';

/** The character that every marker starts with. */
const markerStart = '\u0001';

/**
 * Replaces what `<% apps.<app>.<url|host|namespace> %>` left in strings, in objects and in what collectors are told. An app the
 * cluster does not run is an error; one it runs is a reference of the object (`App/<name>`).
 */
export const fillMarkers = (apps: readonly CompiledApp[]): Staged<CompiledApp[]> => {
  const byName = new Map(apps.filter((app) => !app.section).map((app) => [app.name, app]));
  const diagnostics: Diagnostic[] = [];
  const items = apps.map((app): CompiledApp => {
    const { monitor, tile } = app;
    const ofTrait = (trait: string): MapText => fillWith(byName, diagnostics, { file: app.file, pointer: `/${trait}` });
    return {
      ...app,
      objects: app.objects.map((compiled) => fillObject(compiled, app, byName, diagnostics)),
      ...(monitor === undefined ? {} : { monitor: filled(monitor, ofTrait('monitor')) }),
      ...(tile === undefined ? {} : { tile: filled(tile, ofTrait('tile')) }),
    };
  });
  return { items, diagnostics };
};

const filled = <Fact extends object>(fact: Fact, fill: MapText): Fact =>
  mapStrings(fact as unknown as JsonValue, markerStart, fill) as unknown as Fact;

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
  const object = mapStrings(asJson(compiled.object), markerStart, fill);
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
  ): MapText =>
  (text, path) =>
    text.replace(appMarkerPattern, (marker, name: string, field: string) => {
      const value = fieldOf(byName.get(name), field);
      if (value === undefined) diagnostics.push({ ...unresolved(name, field, byName), ...(origin && { origin }) });
      else read(name, pointerOf(path));
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
