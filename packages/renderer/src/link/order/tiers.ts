import type { MergedCluster } from '../../model/cluster.ts';
import type { Diagnostic, Staged } from '../../model/diagnostic.ts';
import type { Part } from '../../model/linked.ts';
import type { Edges, PartEdge } from './edge.ts';
import { componentsOf } from './graph.ts';

/** Only part `<app>` of an app is held to the tier its cluster file names; everything else rises with what it needs. */
const rises = (part: Part): boolean => part.suffix !== '' || part.app.section === true;

/** Names of the parts that a part cannot do without. */
export const strongNeeds = (edges: Edges): ReadonlyMap<string, string[]> =>
  new Map(
    [...edges].map(([name, own]) => [name, [...own.values()].filter((edge) => !edge.weak).map((edge) => edge.on)]),
  );

/** Raises what may rise to the lowest tier that meets its needs; in one pass, because what is needed comes first. */
export const settleTiers = (parts: readonly Part[], edges: Edges): Part[] => {
  const needs = strongNeeds(edges);
  const byName = new Map(parts.map((part) => [part.name, part]));
  const tiers = new Map<string, number>();
  for (const component of componentsOf(needs))
    for (const name of component) {
      const part = byName.get(name)!;
      const own = part.app.section ? 0 : part.app.tier;
      const needed = needs.get(name)!.map((on) => tiers.get(on) ?? 0);
      tiers.set(name, rises(part) ? Math.max(own, ...needed) : own);
    }
  return parts.map((part) => ({ ...part, tier: tiers.get(part.name)! }));
};

/** Strong edges that lead to a higher tier, with the part they come from. */
export const upwardEdges = (parts: readonly Part[], edges: Edges): { part: Part; edge: PartEdge; above: Part }[] => {
  const byName = new Map(parts.map((part) => [part.name, part]));
  return parts.flatMap((part) =>
    [...edges.get(part.name)!.values()].flatMap((edge) => {
      const above = byName.get(edge.on)!;
      return !edge.weak && above.tier > part.tier ? [{ part, edge, above }] : [];
    }),
  );
};

/** An edge upward is refused, with both ends and the cures. */
export const refuseUpward = (parts: readonly Part[], edges: Edges, cluster: MergedCluster): Staged<undefined> => {
  const tierOf = (part: Part): string => cluster.tiers[part.tier]?.name ?? String(part.tier);
  const diagnostics = upwardEdges(parts, edges).map(
    ({ part, edge, above }): Diagnostic => ({
      code: 'upward-dependency',
      severity: 'error',
      message: `${part.name} of tier ${tierOf(part)} needs ${above.name}, which only starts in tier ${tierOf(above)}: ${edge.reason}`,
      hint: `Name ${part.app.name} in tier ${tierOf(above)} or above, or ${above.app.name} in tier ${tierOf(part)} or below; CRDs that many need are best an app of their own in the lowest tier.`,
      origin: edge.origin ?? { file: part.app.file, pointer: '' },
      ...(edge.rendered === undefined ? {} : { rendered: edge.rendered }),
      related: [
        { message: `${above.name} is made here`, ...(edge.made ?? { origin: { file: above.app.file, pointer: '' } }) },
      ],
    }),
  );
  return { items: undefined, diagnostics };
};
