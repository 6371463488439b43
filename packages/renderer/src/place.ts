import type { MergedCluster } from './model/cluster.ts';
import { compareDiagnostics, type Diagnostic, type Origin, type Place } from './model/diagnostic.ts';
import type { Sources, TextFile } from './model/source.ts';
import { narrowed } from './narrow.ts';
import { positionOf } from './origin/position.ts';

/**
 * Gives every diagnostic the place a person can open: the origin is narrowed by differential compile where only the rendered
 * object is known, then looked up in the file's text. Sorted, and one finding said twice is said once.
 */
export const placed = (diagnostics: readonly Diagnostic[], sources: Sources, cluster: MergedCluster): Diagnostic[] => {
  const files = filesOf(sources);
  const place = (origin: Origin | undefined): Place | undefined => {
    const file = origin === undefined ? undefined : files.get(origin.file);
    if (origin === undefined) return undefined;
    return file === undefined
      ? { file: origin.file, line: 1, column: 1 }
      : { file: origin.file, ...positionOf(file, origin.pointer, origin.offset, origin.key) };
  };
  const located = narrowed(diagnostics, sources, cluster).map((diagnostic): Diagnostic => {
    const at = diagnostic.place ?? place(diagnostic.origin);
    const related = diagnostic.related?.map((other) => ({ ...other, place: other.place ?? place(other.origin) }));
    return { ...diagnostic, ...(at === undefined ? {} : { place: at }), ...(related === undefined ? {} : { related }) };
  });
  const unique = new Map(located.map((diagnostic) => [keyOf(diagnostic), diagnostic]));
  return [...unique.values()].sort(compareDiagnostics);
};

const keyOf = ({ code, message, place }: Diagnostic): string => JSON.stringify([code, message, place]);

const filesOf = (sources: Sources): ReadonlyMap<string, TextFile> => {
  const files = new Map<string, TextFile>();
  const add = (file: TextFile): void => void files.set(file.path, file);
  for (const file of [sources.placeholders, ...sources.cluster]) add(file);
  for (const category of sources.categories) {
    add(category.definition);
    for (const app of category.apps) {
      add(app.definition);
      for (const template of app.templates.values()) add(template);
    }
  }
  return files;
};
