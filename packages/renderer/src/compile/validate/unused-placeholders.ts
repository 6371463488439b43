import type { Diagnostic } from '../../model/diagnostic.ts';
import { documentedPlaceholder, type Placeholder } from '../../model/placeholder.ts';
import { placeholdersIn } from '../../model/placeholder-syntax.ts';
import { placeholderTable } from '../../model/placeholder-table.ts';
import type { Sources } from '../../model/source.ts';

/**
 * Rows of placeholders.yaml that nothing mentions: no app of the whole catalogue, whether it runs or not, and no cluster file, also
 * of other clusters. Sources of kind File are read by other tools, so their use is not seen.
 */
export const unusedPlaceholders = (sources: Sources): Diagnostic[] => {
  if (sources.placeholders.data === null || sources.faulty.size > 0) return [];
  const table = placeholderTable(sources.placeholders);
  const unused = new Set(table.filter(({ source }) => source.kind !== 'File'));
  const known = new Map<string, Placeholder | undefined>();
  for (const text of textsOf(sources)) {
    if (unused.size === 0) break;
    for (const { name } of placeholdersIn(text)) {
      if (!known.has(name)) known.set(name, documentedPlaceholder(table, name));
      const row = known.get(name);
      if (row !== undefined) unused.delete(row);
    }
  }
  return [...unused].map(({ name, origin }) => ({
    code: 'unused-placeholder',
    severity: 'note',
    message: `${name} is documented and no app of the catalogue and no cluster file uses it`,
    hint: 'Remove the row, or correct the name where it should be used.',
    origin,
  }));
};

const textsOf = function* (sources: Sources): Generator<string> {
  for (const { text } of [...sources.cluster, ...(sources.otherClusters ?? [])]) yield text;
  for (const { definition, apps } of sources.categories) {
    yield definition.text;
    for (const app of apps) {
      yield app.definition.text;
      for (const { text } of app.templates.values()) yield text;
    }
  }
};
