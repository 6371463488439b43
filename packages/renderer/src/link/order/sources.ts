import type { CompiledObject } from '../../model/compiled.ts';
import { byCodeUnit } from '../../model/json.ts';
import { asJson } from '../../model/kubernetes.ts';
import type { Part } from '../../model/linked.ts';
import { documentedPlaceholder, type Placeholder } from '../../model/placeholder.ts';
import { visitPlaceholders } from '../../model/placeholder-syntax.ts';

/**
 * `postBuild.substituteFrom` of a part: exactly the sources its objects' placeholders are documented to come from, sorted by
 * name and kind; empty when nothing is substituted. Placeholders nobody documents are `check`'s to report.
 */
export const sourcesOf = (
  objects: readonly CompiledObject[],
  placeholders: readonly Placeholder[],
): Part['substituteFrom'] => {
  const sources = new Map<string, Part['substituteFrom'][number]>();
  for (const { object, literal } of objects) {
    if (literal) continue;
    visitPlaceholders(asJson(object), ({ name }) => {
      const source = documentedPlaceholder(placeholders, name)?.source;
      if (source === undefined || source.kind === 'File') return;
      sources.set(`${source.name}/${source.kind}`, { kind: source.kind, name: source.name });
    });
  }
  return [...sources.entries()].sort(([left], [right]) => byCodeUnit(left, right)).map(([, source]) => source);
};
