import type { MergedCluster } from '../../model/cluster.ts';
import type { Staged } from '../../model/diagnostic.ts';
import type { OrderedTree, ResolvedTree } from '../../model/linked.ts';
import { findCycles } from './cycles.ts';
import { edgesBetween } from './edges.ts';
import { gatesOf } from './gates.ts';
import { withHealth } from './health.ts';
import { minimal } from './minimal.ts';
import { cutIntoParts, rootObjects } from './parts.ts';
import { settleTiers } from './tiers.ts';

/**
 * Puts the tree in order. In order:
 * 1. cut every app into parts: `<app>`, `-config`, `-secrets`, `-observe` (DESIGN section 6, "Parts");
 * 2. what each part substitutes from, and the edges that references, sources and written dependsOn make between parts;
 * 3. raise `-config`, `-secrets`, `-observe` and cluster sections to the lowest tier that meets their needs; refuse an upward edge;
 * 4. refuse cycles, printed as a path with the reason of each edge;
 * 5. drop edges that a gate or another edge implies, add the gate below;
 * 6. health: what is waited for, and how its readiness is read.
 */
export const order = (tree: ResolvedTree, cluster: MergedCluster): Staged<OrderedTree> => {
  const parts = cutIntoParts(tree, cluster);
  const edges = edgesBetween(parts, tree, cluster);
  const tiered = settleTiers(parts, edges.items);
  const cycles = findCycles(tiered.items, edges.items);
  const gates = gatesOf(tiered.items, cluster);
  const reduced = minimal(tiered.items, edges.items, gates);
  return {
    items: { root: rootObjects(tree), parts: withHealth(reduced.items), gates, namespaces: tree.namespaces },
    diagnostics: [...edges.diagnostics, ...tiered.diagnostics, ...cycles, ...reduced.diagnostics],
  };
};
