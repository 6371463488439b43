import { mergeCluster } from './compile/merge/merge.ts';
import { compileCategory } from './compile.ts';
import type { MergedCluster } from './model/cluster.ts';
import type { CompiledApp } from './model/compiled.ts';
import type { Diagnostic } from './model/diagnostic.ts';
import type { JsonValue } from './model/json.ts';
import type { AppSource, CategorySource, DefinitionFile, Sources } from './model/source.ts';
import { originOf } from './origin/origin.ts';

/** Diagnostics that know the rendered field get the scalar that feeds it as their origin; all others stay as they are. */
export const narrowed = (diagnostics: readonly Diagnostic[], sources: Sources, cluster: MergedCluster): Diagnostic[] =>
  diagnostics.map((diagnostic) => {
    const { origin, rendered } = diagnostic;
    const found = origin === undefined ? undefined : appOf(sources, origin.file);
    if (origin === undefined || rendered === undefined || found === undefined) return diagnostic;
    const files = [found.app.definition, found.category.definition, ...[...sources.cluster].reverse()];
    const narrow = originOf(
      files,
      (path, data) => recompiled(found.category, found.app, sources, cluster, path, data),
      rendered,
    );
    return narrow === undefined ? diagnostic : { ...diagnostic, origin: narrow };
  });

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
