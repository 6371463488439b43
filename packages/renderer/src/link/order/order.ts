import type { MergedCluster } from '../../model/cluster.ts';
import type { CompiledObject } from '../../model/compiled.ts';
import type { Staged } from '../../model/diagnostic.ts';
import type { OrderedTree, Part, ResolvedTree } from '../../model/linked.ts';
import { findCycles } from './cycles.ts';
import type { Edges } from './edge.ts';
import { edgesBetween } from './edges.ts';
import { gatesOf } from './gates.ts';
import { withHealth } from './health.ts';
import { minimal, withoutImpossible } from './minimal.ts';
import { nameConflicts } from './names.ts';
import { cutIntoParts, rootObjects } from './parts.ts';
import { withSources } from './sources.ts';
import { refuseUpward, settleTiers, upwardEdges } from './tiers.ts';

/**
 * Puts the tree in order. In order:
 * 1. cut every app into parts: `<app>`, `-config`, `-secrets`, `-observe` (DESIGN section 6, "Parts"), with the edges that references,
 *    placeholders and written dependsOn make between them;
 * 2. raise `-config`, `-secrets`, `-observe` and cluster sections to the lowest tier that meets their needs; refuse an upward edge;
 * 3. refuse cycles, printed as a path with the reason of each edge, and two FluxKustomizations of one name;
 * 4. drop weak edges that cannot hold, then edges that a gate or another edge implies; add the gate below;
 * 5. what each part substitutes from;
 * 6. health: what is waited for, and how its readiness is read.
 */
export const order = (tree: ResolvedTree, cluster: MergedCluster): Staged<OrderedTree> => {
  const { parts, edges } = arrange(tree, cluster);
  const upward = refuseUpward(parts, edges.items, cluster);
  const cycles = findCycles(parts, edges.items);
  const gates = gatesOf(parts, cluster);
  const names = nameConflicts(parts, gates);
  const reduced = minimal(parts, withoutImpossible(parts, edges.items), gates);
  const sourced = withSources(reduced.items, tree);
  return {
    items: { root: rootObjects(tree), parts: withHealth(sourced), gates, namespaces: tree.namespaces },
    diagnostics: [...edges.diagnostics, ...upward.diagnostics, ...cycles, ...names, ...reduced.diagnostics],
  };
};

/**
 * Parts in their tiers, with their edges. What publishes or watches an app and needs a part that was raised above it moves to
 * `-observe` (a route to a Gateway of a raised `-config`): then all is cut again, at most once an object.
 */
const arrange = (tree: ResolvedTree, cluster: MergedCluster): { parts: Part[]; edges: Staged<Edges> } => {
  const observers = new Set<CompiledObject>();
  for (;;) {
    const cut = cutIntoParts(tree, observers);
    const edges = edgesBetween(cut, tree, cluster);
    const parts = settleTiers(cut, edges.items);
    const found = lateObservers(parts, edges.items, tree).filter((object) => !observers.has(object));
    if (found.length === 0) return { parts, edges };
    for (const object of found) observers.add(object);
  }
};

const lateObservers = (parts: readonly Part[], edges: Edges, tree: ResolvedTree): CompiledObject[] => {
  const upward = new Map(upwardEdges(parts, edges).map(({ part, above }) => [`${part.name} ${above.name}`, above]));
  if (upward.size === 0) return [];
  const home = new Map(parts.flatMap((part) => part.objects.map((object) => [object, part] as const)));
  return tree.references.flatMap(({ from, provider, weak }) => {
    const part = home.get(from.object);
    const above = provider?.object === undefined ? undefined : home.get(provider.object);
    const isLate = part?.suffix === '' && above !== undefined && upward.has(`${part.name} ${above.name}`);
    return isLate && weak !== true && from.object.observes === true ? [from.object] : [];
  });
};
