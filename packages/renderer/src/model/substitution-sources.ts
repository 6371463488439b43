import type { CompiledObject } from './compiled.ts';
import { byCodeUnit } from './json.ts';
import { asJson } from './kubernetes.ts';
import { documentedPlaceholder, type Placeholder } from './placeholder.ts';
import { visitPlaceholders } from './placeholder-syntax.ts';

/** One entry of a FluxKustomization's `postBuild.substituteFrom`; of namespace flux-system. */
export interface SubstitutionSource {
  kind: 'Secret' | 'ConfigMap';
  name: string;
  optional?: boolean;
}

/**
 * `postBuild.substituteFrom` of some objects: exactly the sources their placeholders are documented to come from, sorted by
 * name and kind; empty when nothing is substituted. Placeholders nobody documents are `check`'s to report.
 */
export const sourcesOf = (
  objects: readonly CompiledObject[],
  placeholders: readonly Placeholder[],
): SubstitutionSource[] => {
  const sources = new Map<string, SubstitutionSource>();
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
