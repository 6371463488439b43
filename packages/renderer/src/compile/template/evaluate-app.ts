import type { MergedApp, MergedCluster } from '../../model/cluster.ts';
import type { AppDefinition } from '../../model/definition.ts';
import type { Diagnostic, Origin, Staged } from '../../model/diagnostic.ts';
import type { JsonObject, JsonPointer, JsonValue } from '../../model/json.ts';
import { isJsonObject, segmentsOf } from '../../model/json.ts';
import { originAt } from '../../model/layer.ts';
import type { AppNames, EvaluatedApp } from '../../model/names.ts';
import { nameRoots, namesOfApp, readableNames } from './names/app-names.ts';
import { ownPorts } from './names/workload-names.ts';
import { renderManifests, renderStorageTemplates } from './render-files.ts';
import { evaluateDefinition } from './template.ts';

/**
 * One app through the room `template`:
 *  1. the table of names, from the merged definition and the cluster;
 *  2. every expression of the definition, a container's own ports before the app's;
 *  3. its manifests, rendered and parsed, and the templates of its storage.
 * Every problem is a diagnostic at the scalar, or at the line of the template.
 */
export const template = (app: MergedApp, cluster: MergedCluster): Staged<EvaluatedApp> => {
  const named = namesOfApp(app, cluster);
  const { names, evaluated } = named.items;
  const definition = withEvaluated(app.definition as unknown as JsonObject, evaluated);
  const result = evaluateDefinition({
    definition,
    names: namesByPlace(app, names),
    isQuoted: (pointer) => app.quoted.has(pointer),
    originOf: (pointer) => originOf(app, pointer),
    skip: [...evaluated.keys()],
    roots: nameRoots,
  });
  const files = { app: { ...app, definition: result.items as unknown as AppDefinition }, names: readableNames(names) };
  const manifests = renderManifests(files);
  const renderedFiles = renderStorageTemplates(files);
  const diagnostics: Diagnostic[] = [
    ...named.diagnostics,
    ...result.diagnostics,
    ...manifests.diagnostics,
    ...renderedFiles.diagnostics,
  ];
  const items: EvaluatedApp = {
    ...files.app,
    written: app.definition,
    names,
    manifests: manifests.items,
    renderedFiles: renderedFiles.items,
  };
  return { items, diagnostics };
};

const originOf = (app: MergedApp, pointer: JsonPointer): Origin => {
  const origin = originAt(app.origins, pointer);
  return { file: origin?.file ?? app.file, pointer: origin?.pointer ?? '' };
};

/** The definition with what the table of names has evaluated in its place. */
const withEvaluated = (
  definition: JsonObject,
  evaluated: ReadonlyMap<JsonPointer, string | JsonObject>,
): JsonObject => {
  let result = definition;
  for (const [pointer, value] of evaluated) result = replaced(result, segmentsOf(pointer), value) as JsonObject;
  return result;
};

const replaced = (at: JsonValue, [key, ...rest]: string[], value: JsonValue): JsonValue => {
  if (key === undefined) return value;
  if (Array.isArray(at)) return at.map((item, index) => (index === Number(key) ? replaced(item, rest, value) : item));
  return isJsonObject(at) ? { ...at, [key]: replaced(at[key]!, rest, value) } : at;
};

/** `ports.<name>` is the own container's first (FORMAT section 2); everywhere else one table serves. */
const namesByPlace = (app: MergedApp, names: AppNames): ((pointer: JsonPointer) => JsonObject) => {
  const everywhere = readableNames(names);
  const { workload } = app.definition as unknown as JsonObject;
  const byContainer = new Map<string, JsonObject>();
  return (pointer) => {
    if (!pointer.startsWith('/workload/controllers/')) return everywhere;
    const place = segmentsOf(pointer).slice(0, 5).join('/');
    const known = byContainer.get(place);
    if (known !== undefined) return known;
    const own = ownPorts(app.name, workload as JsonValue | undefined, pointer);
    const here =
      own === undefined ? everywhere : { ...everywhere, ports: { ...names.ports, ...Object.fromEntries(own) } };
    byContainer.set(place, here);
    return here;
  };
};
