import type { Diagnostic } from '../../model/diagnostic.ts';
import { isJsonObject } from '../../model/json.ts';
import type { Placeholder } from '../../model/placeholder.ts';
import { documentedPlaceholder } from '../../model/placeholder.ts';
import { visitPlaceholders } from '../../model/placeholder-syntax.ts';
import type { Sources } from '../../model/source.ts';
import { undocumentedPlaceholder } from '../../model/undocumented.ts';

/** Placeholders that the cluster's files use, or fill under `settings`, and placeholders.yaml does not list. */
export const clusterPlaceholders = (sources: Sources, table: readonly Placeholder[]): Diagnostic[] =>
  sources.cluster.flatMap(({ path, data }) => {
    const diagnostics: Diagnostic[] = [];
    visitPlaceholders(data, ({ name, offset }, pointer) => {
      if (documentedPlaceholder(table, name) !== undefined) return;
      diagnostics.push(undocumentedPlaceholder(name, table, { file: path, pointer, offset }));
    });
    const settings = isJsonObject(data) ? data['settings'] : undefined;
    for (const name of Object.keys(isJsonObject(settings) ? settings : {})) {
      if (documentedPlaceholder(table, name) !== undefined) continue;
      diagnostics.push(undocumentedPlaceholder(name, table, { file: path, pointer: `/settings/${name}`, key: true }));
    }
    return diagnostics;
  });
