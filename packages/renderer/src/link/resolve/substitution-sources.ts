import type { CompiledObject } from '../../model/compiled.ts';
import { isNeverSubstituted } from '../../model/kubernetes.ts';
import type { Reference } from '../../model/linked.ts';
import { documentedPlaceholder, type Placeholder } from '../../model/placeholder.ts';
import { placeholdersOf } from '../../model/placeholder-places.ts';
import type { Requirement } from './fields.ts';

export interface SourceRequirement extends Requirement {
  substitutes: NonNullable<Reference['substitutes']>;
}

/**
 * The Secrets and ConfigMaps of flux-system that Flux reads the object's placeholders from, sorted by name and kind, each at its
 * first placeholder. Whether one that nobody makes is wrong is for `order` to say, which knows the part. Placeholders nobody
 * documents are `check`'s to report; those of a `File` never reach Flux.
 */
export const sourcesOf = (
  { object, literal }: CompiledObject,
  placeholders: readonly Placeholder[],
): SourceRequirement[] => {
  if (literal || isNeverSubstituted(object)) return [];
  const found = new Map<string, SourceRequirement>();
  for (const { name, hasDefault, pointer } of placeholdersOf(object)) {
    const source = documentedPlaceholder(placeholders, name)?.source;
    if (source === undefined || source.kind === 'File') continue;
    const to = `${source.kind}/flux-system/${source.name}`;
    const known = found.get(to);
    if (known === undefined) {
      const substitutes = { kind: source.kind, name: source.name, names: [name], defaulted: hasDefault };
      found.set(to, { to, pointer, soft: true, substitutes });
      continue;
    }
    known.substitutes.defaulted &&= hasDefault;
    if (!known.substitutes.names.includes(name)) known.substitutes.names.push(name);
  }
  return [...found.values()];
};
