import { dirname, join, resolve } from 'node:path';
import { isJsonObject } from '../../model/json.ts';
import { didYouMean } from '../../model/nearest.ts';
import type { DefinitionFile, TextFile } from '../../model/source.ts';
import { readDefinition } from './catalogue.ts';
import type { Reader } from './folder.ts';
import { entriesOf, pathInSources, readText, realPathOf, report, resolveInside } from './folder.ts';
import { parseDefinition } from './parse-definition.ts';

const textAt = (file: DefinitionFile, key: string): string | undefined => {
  const value = isJsonObject(file.data) ? file.data[key] : undefined;
  return typeof value === 'string' ? value : undefined;
};

/** Names of the clusters under `clusters/`: files that say `name` (what others only extend does not), sorted. */
export const clusterNames = (reader: Reader): string[] => {
  const names: string[] = [];
  for (const { name, folder } of entriesOf(reader, join(reader.root, 'clusters'))) {
    if (folder || !name.endsWith('.yaml') || name.endsWith('.sops.yaml')) continue;
    const path = join(reader.root, 'clusters', name);
    const parsed = parseDefinition(pathInSources(reader, path), readText(reader, path) ?? '');
    // A file that cannot be parsed counts as a cluster: loading it says what is wrong with it.
    if (parsed.file === undefined || textAt(parsed.file, 'name') !== undefined) names.push(name.slice(0, -5));
  }
  return names;
};

/** The other files of `clusters/`, as text. */
export const otherClusterFiles = (reader: Reader, own: readonly DefinitionFile[]): TextFile[] =>
  entriesOf(reader, join(reader.root, 'clusters')).flatMap(({ name, folder }) => {
    const path = `clusters/${name}`;
    if (folder || !name.endsWith('.yaml') || name.endsWith('.sops.yaml') || own.some((file) => file.path === path))
      return [];
    return [{ path, text: readText(reader, join(reader.root, path)) ?? '' }];
  });

const pathOfCluster = (reader: Reader, cluster: string): string =>
  /[/\\]|\.ya?ml$/u.test(cluster) ? resolve(reader.root, cluster) : join(reader.root, 'clusters', `${cluster}.yaml`);

/**
 * The cluster's file and what it `extends` (FORMAT section 4: a path relative to the file that says it), the lowest layer
 * first. Empty, with a diagnostic, when the cluster's own file is missing or not well-formed.
 */
export const loadClusterFiles = (reader: Reader, cluster: string): DefinitionFile[] => {
  const own = pathOfCluster(reader, cluster);
  const ownPath = pathInSources(reader, own);
  if (resolveInside(reader.root, reader.root, own) === undefined) {
    report(
      reader,
      'path-outside',
      ownPath,
      `the cluster file ${ownPath} lies outside the root`,
      'Keep it under the root.',
    );
    return [];
  }
  if (realPathOf(own) === undefined) {
    const names = clusterNames(reader);
    const hint = didYouMean(cluster, names) ?? 'Create the file, or name a cluster that exists.';
    report(reader, 'file-missing', ownPath, `there is no cluster ${cluster}: ${ownPath} is missing`, hint);
    return [];
  }
  const files: DefinitionFile[] = [];
  const seen = new Set<string>();
  for (let path: string | undefined = own; path !== undefined; ) {
    seen.add(path);
    const file: DefinitionFile | undefined = readDefinition(reader, path);
    if (file === undefined) return files.length === 0 ? [] : files;
    files.unshift(file);
    path = extendedPath(reader, file, dirname(path), seen);
  }
  return files;
};

const extendedPath = (
  reader: Reader,
  file: DefinitionFile,
  folder: string,
  seen: ReadonlySet<string>,
): string | undefined => {
  const written = textAt(file, 'extends');
  if (written === undefined) return undefined;
  const origin = { file: file.path, pointer: '/extends' };
  const path = resolveInside(reader.root, folder, written);
  if (path === undefined) {
    const message = `extends: ${written} leaves the root, expected a cluster-shaped file beside this one`;
    reader.diagnostics.push({
      code: 'path-outside',
      severity: 'error',
      message,
      hint: 'Keep it under clusters/.',
      origin,
    });
    return undefined;
  }
  if (seen.has(path)) {
    const message = `extends: ${written} comes back to a file that extends this one`;
    reader.diagnostics.push({
      code: 'extends-cycle',
      severity: 'error',
      message,
      hint: 'Remove one `extends`.',
      origin,
    });
    return undefined;
  }
  if (realPathOf(path) === undefined) {
    const names = entriesOf(reader, dirname(path)).filter((entry) => !entry.folder && entry.name.endsWith('.yaml'));
    const hint =
      didYouMean(
        written,
        names.map((entry) => entry.name),
      ) ?? 'Create the file or correct its name.';
    const message = `extends: ${written} does not exist (${pathInSources(reader, path)})`;
    reader.diagnostics.push({ code: 'file-missing', severity: 'error', message, hint, origin });
    return undefined;
  }
  return path;
};

/** The last `catalogue:` of the chain, with the file that says it. */
export const cataloguePath = (files: readonly DefinitionFile[]): { written: string; file?: DefinitionFile } => {
  for (const file of files.toReversed()) {
    const written = textAt(file, 'catalogue');
    if (written !== undefined) return { written, file };
  }
  return { written: 'apps' };
};
