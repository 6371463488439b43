import { load } from './compile/load/load.ts';
import { mergeCluster } from './compile/merge/merge.ts';
import { validate } from './compile/validate/validate.ts';
import { compileCategory } from './compile.ts';
import type { MergedCluster } from './model/cluster.ts';
import type { CategorySource, Sources } from './model/source.ts';
import { inputHashOf, readObjectFile, writeObjectFile } from './object-file.ts';

export interface CompileOptions {
  root: string;
  cluster: string;
  /** Only this category; absent: every category that the cluster runs. */
  category?: string;
  builder: string;
}

export interface CompiledFiles {
  /** Absolute paths of the object files that were written. */
  files: string[];
  /** Whether the catalogue has the category that was asked for; a cluster need not run it. */
  isCategoryKnown: boolean;
}

/** Compiles categories for one cluster and writes their object files; diagnostics are data in them and are `link`'s to report. */
export const compile = async ({ root, cluster: name, category, builder }: CompileOptions): Promise<CompiledFiles> => {
  const { sources, cluster } = await front({ root, cluster: name });
  const isAsked = (source: CategorySource): boolean => category === undefined || source.name === category;
  const files = runningCategories(sources, cluster)
    .filter(isAsked)
    .map((source) => {
      const hash = inputHashOf(source, sources, cluster, builder);
      return writeObjectFile(root, source, compileCategory(source, sources, cluster, hash));
    });
  const isFaulty = category !== undefined && sources.faulty.has(category);
  return { files, isCategoryKnown: isFaulty || sources.categories.some(isAsked) };
};

/** Categories whose object file is missing or stale: what `keelson link` refuses to work without. */
export const staleObjectFiles = async ({ root, cluster: name, builder }: CompileOptions): Promise<string[]> => {
  const { sources, cluster } = await front({ root, cluster: name });
  return runningCategories(sources, cluster)
    .filter(
      (source) => readObjectFile(root, source, cluster, inputHashOf(source, sources, cluster, builder)) === undefined,
    )
    .map((source) => source.name);
};

const front = async (options: {
  root: string;
  cluster: string;
}): Promise<{ sources: Sources; cluster: MergedCluster }> => {
  const loaded = await load(options);
  const sources = validate(loaded.items).items;
  return { sources, cluster: mergeCluster(sources).items };
};

const runningCategories = (sources: Sources, cluster: MergedCluster): CategorySource[] => {
  const running = new Set([...cluster.selected.values()].map((app) => app.category));
  return sources.categories.filter((source) => running.has(source.name));
};
