import { checkCluster } from './compile/check/cluster.ts';
import { findSecrets } from './compile/check/secrets/secrets.ts';
import { expandCluster } from './compile/expand/sections/sections.ts';
import { load } from './compile/load/load.ts';
import { mergeCluster } from './compile/merge/merge.ts';
import { validate } from './compile/validate/validate.ts';
import { compileCategory } from './compile.ts';
import { apply } from './link/write/apply.ts';
import { link } from './link.ts';
import type { CompiledCategory } from './model/compiled.ts';
import { type Diagnostic, hasErrors } from './model/diagnostic.ts';
import { compiledOnce, inputHashOf, readObjectFile } from './object-file.ts';
import { placed } from './place.ts';
import { keepResult } from './remembered.ts';
import { faultyResult, type RenderOptions, type RenderResult, resultOf } from './result.ts';

/**
 * Definitions and one cluster → the proved tree, written when `options.write` says so. Every stage reports into one list; what
 * is wrong in any category comes out at once, and then nothing is written.
 *
 * @throws {KubeconformError} when kubeconform cannot be had or run and the embedded engine is not allowed to stand in.
 */
export const render = async (options: RenderOptions): Promise<RenderResult> => {
  const { root, builder, inputs, stage = () => undefined } = options;
  stage('reading definitions');
  const loaded = await load({ ...options, ...(inputs === undefined ? {} : { remember: builder }) });
  const valid = validate(loaded.items);
  const merged = mergeCluster(valid.items);
  const cluster = merged.items;
  const running = new Set([...cluster.selected.values()].map((app) => app.category));
  const sources = valid.items.categories.filter((category) => running.has(category.name));
  stage(`compiling ${running.size} categories`);
  const categories = sources.map((source): CompiledCategory => {
    const hash = inputHashOf(source, valid.items, cluster, builder);
    const found = readObjectFile(root, source, cluster, hash);
    return found ?? compiledOnce(options, source, hash, () => compileCategory(source, valid.items, cluster, hash));
  });
  const sections = expandCluster(cluster);
  const secrets = { diagnostics: await findSecrets(valid.items, categories, cluster) };
  const stages = [loaded, valid, merged, checkCluster(cluster), ...categories, sections, secrets];
  const early: Diagnostic[] = stages.flatMap((from) => from.diagnostics);
  if (hasErrors(early)) {
    // What looks unused may be what a faulty definition meant.
    const certain = early.filter(({ code }) => code !== 'unused-placeholder');
    return faultyResult(cluster, options, placed(certain, loaded.items, cluster));
  }
  const output = cluster.definition.output ?? 'kubernetes';
  stage('linking and validating');
  const linked = await link(categories, sections.items, cluster, { root, output, ...options.link });
  const diagnostics = placed([...early, ...linked.diagnostics], loaded.items, cluster);
  const { changeSet, files } = linked;
  const result = resultOf(cluster, linked, diagnostics);
  if (changeSet === undefined || !options.write || hasErrors(diagnostics)) return result;
  apply(root, output, changeSet, files);
  keepResult(options, result, linked, cluster.definition, loaded.items, options.cluster);
  return result;
};
