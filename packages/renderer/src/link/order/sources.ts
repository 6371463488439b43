import type { CompiledObject } from '../../model/compiled.ts';
import { byCodeUnit } from '../../model/json.ts';
import type { Part, Reference, ResolvedTree } from '../../model/linked.ts';

type Substitution = Reference & { substitutes: NonNullable<Reference['substitutes']> };

/**
 * `postBuild.substituteFrom` of every part: exactly the sources its objects' placeholders are documented to come from, sorted by
 * name and kind; empty when nothing is substituted. A source that nobody makes is `optional` where every placeholder read from it
 * has a default and another source surely gives a variable (DESIGN section 5: without any variable Flux substitutes nothing at
 * all); else it is the placeholder lint's to report.
 */
export const withSources = (parts: readonly Part[], tree: ResolvedTree): Part[] => {
  const references = new Map<CompiledObject, Substitution[]>();
  for (const reference of tree.references) {
    if (!isSubstitution(reference)) continue;
    const known = references.get(reference.from.object);
    if (known === undefined) references.set(reference.from.object, [reference]);
    else known.push(reference);
  }
  return parts.map((part) => ({
    ...part,
    substituteFrom: sourcesOf(part.objects.flatMap((object) => references.get(object) ?? [])),
  }));
};

const isSubstitution = (reference: Reference): reference is Substitution => reference.substitutes !== undefined;

const sourcesOf = (uses: readonly Substitution[]): Part['substituteFrom'] => {
  const bySource = new Map<string, Substitution[]>();
  for (const use of uses) {
    const key = `${use.substitutes.name}/${use.substitutes.kind}`;
    bySource.set(key, [...(bySource.get(key) ?? []), use]);
  }
  const sources = [...bySource].sort(([left], [right]) => byCodeUnit(left, right)).map(([, ofSource]) => ofSource);
  const hasSure = uses.some(({ grade }) => grade !== 'unknown');
  return sources.map((ofSource) => {
    const { grade, substitutes } = ofSource[0]!;
    const mayMiss = grade === 'unknown' && hasSure && ofSource.every((use) => use.substitutes.defaulted);
    return { kind: substitutes.kind, name: substitutes.name, ...(mayMiss ? { optional: true } : {}) };
  });
};
