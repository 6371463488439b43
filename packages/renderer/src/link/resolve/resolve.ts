import type { MergedCluster } from '../../model/cluster.ts';
import type { CompiledApp, CompiledCategory, CompiledNamespace } from '../../model/compiled.ts';
import type { Staged } from '../../model/diagnostic.ts';
import { byCodeUnit } from '../../model/json.ts';
import type { ResolvedTree } from '../../model/linked.ts';
import { fillCollectors } from './collectors.ts';
import { removeDuplicates } from './duplicates.ts';
import { fitsOf } from './fits/fits.ts';
import { fillMarkers } from './markers.ts';
import { dropUnprovided } from './optional.ts';
import { keepUsedKeys } from './placeholder-keys.ts';
import { indexProvisions } from './provisions.ts';
import { resolveReferences } from './references.ts';

/**
 * Settles what only the whole tree knows. In order:
 * 1. every app and cluster section, sorted by id;
 * 2. `apps.<x>.url` markers become what the named app says;
 * 3. collectors are given what every app's trait said; Secrets that fill placeholders keep the keys that are used;
 * 4. objects that several apps state alike are kept once, objects stated differently twice are an error;
 * 5. references marked `optional` that nobody provides are dropped;
 * 6. a namespace that several categories declare alike is kept with the first of them by name;
 * 7. every reference is proved, asserted, external or an error (DESIGN section 6);
 * 8. what is referred to fits: ports, sections, labels, mounts, keys, volumes; nothing is claimed by two.
 */
export const resolve = (
  categories: readonly CompiledCategory[],
  sections: readonly CompiledApp[],
  cluster: MergedCluster,
): Staged<ResolvedTree> => {
  const compiled = [...categories.flatMap((category) => category.apps), ...sections].sort((left, right) =>
    byCodeUnit(left.id, right.id),
  );
  const marked = fillMarkers(compiled);
  const collected = keepUsedKeys(fillCollectors(marked.items));
  const unique = removeDuplicates(collected);
  const provisions = indexProvisions(unique.items, cluster);
  const apps = dropUnprovided(unique.items, provisions);
  const namespaces = uniqueNamespaces(categories);
  const references = resolveReferences(apps, provisions, namespaces, cluster);
  const tree = { apps, namespaces, references: references.items };
  const fits = fitsOf(tree, provisions);
  return {
    items: tree,
    diagnostics: [...marked.diagnostics, ...unique.diagnostics, ...references.diagnostics, ...fits],
  };
};

/** Declared differently it was refused by merge; one that only one of them calls external is rendered by none. */
const uniqueNamespaces = (categories: readonly CompiledCategory[]): CompiledNamespace[] => {
  const byName = new Map<string, CompiledNamespace>();
  for (const { namespaces } of [...categories].sort((left, right) => byCodeUnit(left.category, right.category)))
    for (const namespace of namespaces) if (!byName.has(namespace.name)) byName.set(namespace.name, namespace);
  return [...byName.values()];
};
