import type { MergedCluster } from '../../../model/cluster.ts';
import type { Staged } from '../../../model/diagnostic.ts';
import type { OrderedTree, ResolvedTree } from '../../../model/linked.ts';
import type { PlaceholderUses } from '../../../model/placeholder-uses.ts';
import { decryptedValues } from './decrypted-values.ts';
import { handwritten } from './handwritten.ts';
import { makersOf } from './makers.ts';
import { unprovided } from './unprovided.ts';
import { mentionsOf, usesOf } from './uses.ts';
import { waits } from './waits.ts';

/**
 * What only the whole tree shows of its placeholders (DESIGN section 5), each with its cure:
 * 1. a placeholder whose source is not there, is of another namespace, or lacks the key;
 * 2. a FluxKustomization that reads what it makes itself;
 * 3. FluxKustomizations written by hand: optional sources, names that are booleans.
 * 4. encrypted values that substitution would look into.
 * Items: which apps use which placeholder.
 */
export const lintPlaceholders = (
  tree: OrderedTree,
  references: ResolvedTree['references'],
  cluster: MergedCluster,
): Staged<PlaceholderUses> => {
  const mentions = mentionsOf(tree);
  const makers = makersOf(tree);
  const known = new Set(references.filter(({ grade }) => grade !== 'unknown').map(({ to }) => to));
  const diagnostics = [
    ...unprovided(mentions, makers, (source) => known.has(source), cluster),
    ...waits(mentions, makers, cluster),
    ...handwritten(tree),
    ...decryptedValues(tree),
  ];
  return { items: usesOf(mentions), diagnostics };
};
