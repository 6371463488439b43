import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Diagnostic, Staged } from '../../model/diagnostic.ts';
import type { CategorySource, DefinitionFile, Sources } from '../../model/source.ts';
import { loadCatalogue, readDefinition } from './catalogue.ts';
import { cataloguePath, clusterNames, loadClusterFiles, otherClusterFiles } from './cluster-files.ts';
import type { Reader } from './folder.ts';
import { pathInSources, realPathOf, report, resolveInside } from './folder.ts';
import { openParseMemory } from './parse-memory.ts';

export { findRoot } from './find-root.ts';

/*
 * The room `load`, the only I/O of compile:
 *  1. placeholders.yaml of the root; the root is the folder that holds it;
 *  2. the cluster's file, and what it `extends` under it;
 *  3. the catalogue that the cluster names (default `apps`): every category and app, with templates and files.
 * Paths in the result are relative to the root, with `/`. Nothing depends on the working directory or on the order in which a
 * folder lists its files. What is broken is reported and left out, so that one fault does not hide the next.
 */

/** The git checkout that holds the root, which a catalogue may not leave; the root itself outside git. */
const checkoutOf = (root: string): string => {
  for (let folder = root; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return root;
  }
};

const readerOf = (root: string, builder?: string): Reader => ({
  root: realPathOf(root) ?? resolve(root),
  diagnostics: [],
  faulty: new Set(),
  ...(builder === undefined ? {} : { memory: openParseMemory(root, builder) }),
});

const emptyTable: DefinitionFile = { path: 'placeholders.yaml', text: '', data: null, quoted: new Set() };

const loadPlaceholders = (reader: Reader): DefinitionFile => {
  const path = join(reader.root, 'placeholders.yaml');
  if (existsSync(path)) return readDefinition(reader, path) ?? emptyTable;
  const message = 'placeholders.yaml is missing: the root is the folder that holds it';
  report(reader, 'file-missing', 'placeholders.yaml', message, 'Create it, or run from the repository.');
  return emptyTable;
};

const loadCategories = (reader: Reader, cluster: readonly DefinitionFile[]): CategorySource[] => {
  const { written, file } = cataloguePath(cluster);
  const origin = { file: file?.path ?? 'apps', pointer: file === undefined ? '' : '/catalogue' };
  const add = (code: 'path-outside' | 'file-missing', message: string, hint: string): CategorySource[] => {
    reader.diagnostics.push({ code, severity: 'error', message, hint, origin } satisfies Diagnostic);
    return [];
  };
  const folder = resolveInside(checkoutOf(reader.root), reader.root, written);
  if (folder === undefined) {
    return add('path-outside', `catalogue: ${written} leaves the git checkout`, 'Name a folder of this repository.');
  }
  if (!existsSync(folder)) {
    const found = pathInSources(reader, folder);
    return add('file-missing', `catalogue: ${written} does not exist (${found})`, 'Paths are relative to the root.');
  }
  return loadCatalogue(reader, folder);
};

export interface LoadOptions {
  /** The folder that holds placeholders.yaml. */
  root: string;
  /** A name (`home`, for `clusters/home.yaml`) or the path of a cluster file, relative to the root. */
  cluster: string;
  /** The build of Keelson whose earlier readings of the same texts may be taken; absent: every file is parsed. */
  remember?: string;
}

/**
 * Reads everything a render of one cluster needs.
 *
 * @returns Sources and what was found wrong. `Sources.cluster` is empty when the cluster's own file could not be read, and
 *   `placeholders.data` is `null` when placeholders.yaml could not be.
 */
export const load = async (options: LoadOptions): Promise<Staged<Sources>> => {
  const reader = readerOf(options.root, options.remember);
  const placeholders = loadPlaceholders(reader);
  const cluster = loadClusterFiles(reader, options.cluster);
  const categories = loadCategories(reader, cluster);
  const otherClusters = otherClusterFiles(reader, cluster);
  reader.memory?.save();
  const items: Sources = { placeholders, cluster, otherClusters, categories, faulty: reader.faulty };
  return { items, diagnostics: reader.diagnostics };
};

/** Names of the clusters of a root: files of `clusters/` that say `name`, sorted. */
export const loadClusterNames = async (root: string): Promise<string[]> => clusterNames(readerOf(root));
