import { check } from './compile/check/check.ts';
import { expand } from './compile/expand/expand.ts';
import { mergeCategory } from './compile/merge/merge.ts';
import { template } from './compile/template/evaluate-app.ts';
import type { MergedCluster } from './model/cluster.ts';
import type { CompiledCategory } from './model/compiled.ts';
import type { Diagnostic, Staged } from './model/diagnostic.ts';
import type { CategorySource, Sources } from './model/source.ts';

/** Category → compiled category: pure, no tool, no process. Wrong definitions are data here (`diagnostics`); only `link` reports. */
export const compileCategory = (
  source: CategorySource,
  sources: Sources,
  cluster: MergedCluster,
  inputHash: string,
): CompiledCategory => {
  const merged = mergeCategory(source, sources, cluster);
  const evaluated = each(merged.items.apps, (app) => template(app, cluster));
  const checked = each(evaluated.items, (app) => check(app, cluster));
  const expanded = each(checked.items, (app) => expand(app, cluster));
  return {
    version: 1,
    cluster: cluster.name,
    category: source.name,
    file: source.definition.path,
    inputHash,
    namespaces: merged.items.namespaces,
    apps: expanded.items,
    diagnostics: [merged, evaluated, checked, expanded].flatMap((stage) => stage.diagnostics),
  };
};

/** Runs one stage over every item; what a stage finds an error in goes no further, so that one fault is reported once. */
const each = <From, To>(items: readonly From[], stage: (item: From) => Staged<To>): Staged<To[]> => {
  const results = items.map(stage);
  const isSound = ({ diagnostics }: Staged<To>): boolean => !diagnostics.some(({ severity }) => severity === 'error');
  const diagnostics: Diagnostic[] = results.flatMap((result) => result.diagnostics);
  return { items: results.filter(isSound).map((result) => result.items), diagnostics };
};
