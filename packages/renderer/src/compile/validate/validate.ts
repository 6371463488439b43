import { notBuilt, validateWritten } from '@keelson/schema';
import type { Diagnostic, Staged } from '../../model/diagnostic.ts';
import { problemDiagnostic } from '../../model/problem.ts';
import type { AppSource, CategorySource, DefinitionFile, Sources } from '../../model/source.ts';
import { nameRules } from './name-rules.ts';
import { namedBy } from './named-apps.ts';
import { nameFaults, settingsFaults } from './placeholder-values.ts';
import { unusedPlaceholders } from './unused-placeholders.ts';

/*
 * The room `validate`: every file by its own schema, before anything is merged.
 *  1. The cluster's files, placeholders.yaml, every category.yaml and every app.yaml of the catalogue, whether it runs or not.
 *  2. Names: an app's is its folder's, a category's its folder's, a cluster's its file's; the prefixes `cluster-` and `tier-`
 *     are Keelson's.
 *  3. Placeholders: names, the values of `settings:` against their types, rows that nothing uses.
 *  4. What is not built yet is refused by name: in the cluster's files, and in the categories and apps that its tiers name.
 * A definition with an error is left out of the result and named in `faulty`, so that its faults are told once.
 */

type Kind = 'app' | 'category' | 'cluster';

const bySchema = (kind: Kind | 'placeholders', file: DefinitionFile): Diagnostic[] =>
  validateWritten(kind, file.data).map((problem) =>
    problemDiagnostic(problem, { file: file.path, pointer: problem.pointer }),
  );

const byBuild = (kind: Kind, file: DefinitionFile): Diagnostic[] =>
  notBuilt(kind, file.data).map(({ pointer, message }) => ({
    code: 'not-built',
    severity: 'error',
    message,
    hint: 'Remove it, or use a version of Keelson that has it.',
    origin: { file: file.path, pointer, key: true },
  }));

const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some((diagnostic) => diagnostic.severity === 'error');

/** Checks every written file. Items: what can be merged; a cluster file that is wrong leaves no cluster. */
export const validate = (sources: Sources): Staged<Sources> => {
  const faulty = new Set(sources.faulty);
  const diagnostics: Diagnostic[] = [];
  const sound = (found: readonly Diagnostic[], name?: string): boolean => {
    diagnostics.push(...found);
    if (hasErrors(found) && name !== undefined) faulty.add(name);
    return !hasErrors(found);
  };

  const soundApp = (app: AppSource): boolean =>
    sound([...bySchema('app', app.definition), ...nameRules.app(app)], `${app.category}/${app.folder}`);
  const soundCategory = (category: CategorySource): CategorySource[] => {
    const apps = category.apps.filter(soundApp);
    const found = [...bySchema('category', category.definition), ...nameRules.category(category)];
    return sound(found, category.name) ? [{ ...category, apps }] : [];
  };

  if (sources.placeholders.data !== null)
    sound([...bySchema('placeholders', sources.placeholders), ...nameFaults(sources)]);
  sound([...settingsFaults(sources), ...unusedPlaceholders(sources)]);
  const clusterIsSound = sources.cluster
    .map((file, index) => {
      const own = index === sources.cluster.length - 1;
      return sound([...bySchema('cluster', file), ...(own ? nameRules.cluster(file) : [])]);
    })
    .every((isSound) => isSound);
  const categories = sources.categories.flatMap(soundCategory);
  const cluster = clusterIsSound ? sources.cluster : [];
  const isNamed = namedBy(cluster);
  const built = [
    ...cluster.flatMap((file) => byBuild('cluster', file)),
    ...categories.flatMap(({ name, definition, apps }) => [
      ...(isNamed(name) ? byBuild('category', definition) : []),
      ...apps.flatMap((app) => (isNamed(name, app.folder) ? byBuild('app', app.definition) : [])),
    ]),
  ];
  return { items: { ...sources, cluster, categories, faulty }, diagnostics: [...diagnostics, ...built] };
};
