import { mergeCluster } from './compile/merge/merge.ts';
import { compileCategory } from './compile.ts';
import type { MergedCluster } from './model/cluster.ts';
import type { CompiledApp } from './model/compiled.ts';
import type { Diagnostic, Origin, RenderedPlace } from './model/diagnostic.ts';
import type { JsonValue } from './model/json.ts';
import type { AppSource, CategorySource, DefinitionFile, Sources } from './model/source.ts';
import { type FindOrigin, originsOf } from './origin/origin.ts';
import { offsetInTemplate } from './origin/template-line.ts';

/**
 * Compiles one run may spend on origins: about two seconds. A fault of a whole platform (no gateway, 1,000 apps) would take minutes
 * otherwise; what comes after keeps the object's own pointer.
 */
const mostCompiles = 2000;

/** Diagnostics that know the rendered field get the scalar that feeds it as their origin; all others stay as they are. */
export const narrowed = (
  diagnostics: readonly Diagnostic[],
  sources: Sources,
  cluster: MergedCluster,
): Diagnostic[] => {
  let compiles = 0;
  const finders = new Map<string, FindOrigin>();
  const finderOf = (file: string): FindOrigin => {
    const known = finders.get(file) ?? newFinder(file);
    finders.set(file, known);
    return known;
  };
  const newFinder = (file: string): FindOrigin => {
    const found = compiles > mostCompiles ? undefined : appOf(sources, file);
    if (found === undefined) return () => undefined;
    const files = [found.app.definition, found.category.definition, ...sources.cluster.toReversed()];
    return originsOf(files, (path, data) => {
      compiles += 1;
      return recompiled(found.category, found.app, sources, cluster, path, data);
    });
  };
  return diagnostics.map((diagnostic) => {
    const { origin, rendered } = diagnostic;
    if (origin === undefined || rendered === undefined) return diagnostic;
    const text = origin.offset === undefined ? templateOf(sources, origin.file) : undefined;
    if (text !== undefined) return { ...diagnostic, origin: inTemplate(origin, text, rendered) };
    const narrow = finderOf(origin.file)(rendered);
    return narrow === undefined ? diagnostic : { ...diagnostic, origin: narrow };
  });
};

/**
 * From a definition's path to a finder of origins in that app, without a budget: for one question that a person asks. `own`
 * looks at the app's own file only, else the files that give it defaults follow.
 */
export const originFinder = (
  sources: Sources,
  cluster: MergedCluster,
): ((file: string, reach: 'own' | 'all') => FindOrigin) => {
  const finders = new Map<string, FindOrigin>();
  return (file, reach) => {
    const known = finders.get(`${reach} ${file}`);
    const found = appOf(sources, file);
    if (known !== undefined || found === undefined) return known ?? (() => undefined);
    const { category, app } = found;
    const above = reach === 'own' ? [] : [category.definition, ...sources.cluster.toReversed()];
    const finder = originsOf([app.definition, ...above], (path, data) =>
      recompiled(category, app, sources, cluster, path, data),
    );
    finders.set(`${reach} ${file}`, finder);
    return finder;
  };
};

const inTemplate = (origin: Origin, text: string, { pointer, object }: RenderedPlace): Origin => {
  const offset = offsetInTemplate(text, pointer, object);
  return offset === undefined ? origin : { file: origin.file, pointer: '', offset };
};

const templateOf = (sources: Sources, file: string): string | undefined => {
  for (const category of sources.categories)
    for (const app of category.apps)
      for (const template of app.templates.values()) if (template.path === file) return template.text;
  return undefined;
};

const appOf = (sources: Sources, file: string): { category: CategorySource; app: AppSource } | undefined => {
  for (const category of sources.categories)
    for (const app of category.apps) if (app.definition.path === file) return { category, app };
  return undefined;
};

/** The one app, compiled with the data of one file replaced; `undefined` when that has errors. */
const recompiled = (
  category: CategorySource,
  app: AppSource,
  sources: Sources,
  cluster: MergedCluster,
  path: string,
  data: JsonValue,
): CompiledApp | undefined => {
  const replace = (file: DefinitionFile): DefinitionFile => (file.path === path ? { ...file, data } : file);
  const own: CategorySource = {
    ...category,
    definition: replace(category.definition),
    apps: [{ ...app, definition: replace(app.definition) }],
  };
  const changed: Sources = {
    ...sources,
    cluster: sources.cluster.map(replace),
    categories: sources.categories.map((other) => (other === category ? own : other)),
  };
  const merged = sources.cluster.some((file) => file.path === path) ? mergeCluster(changed).items : cluster;
  const compiled = compileCategory(own, changed, merged, '');
  return compiled.apps.find(({ file }) => file === app.definition.path);
};
