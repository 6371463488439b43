import type { Diagnostic, Staged } from '../../model/diagnostic.ts';
import type { Edge, Part } from '../../model/linked.ts';
import type { Edges } from './edges.ts';

/** Only part `<app>` of an app is held to the tier its cluster file names; everything else rises with what it needs. */
const rises = (part: Part): boolean => part.suffix !== '' || part.app.section === true;

/** Raises what may rise to the lowest tier that meets its needs; an edge upward from part `<app>` is refused. */
export const settleTiers = (parts: readonly Part[], edges: Edges): Staged<Part[]> => {
  const tiers = new Map(parts.map((part) => [part.name, part.app.section ? 0 : part.tier]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const part of parts.filter(rises)) {
      const own =
        part.suffix === '' ? 0 : (tiers.get(part.app.section ? `cluster-${part.app.name}` : part.app.name) ?? 0);
      const needed = [...edges.get(part.name)!.keys()].map((on) => tiers.get(on)!);
      const lowest = Math.max(
        part.suffix === 'secrets' ? 0 : own,
        ...needed,
        part.suffix === 'secrets' ? part.app.tier : 0,
      );
      if (lowest > tiers.get(part.name)!) {
        tiers.set(part.name, lowest);
        changed = true;
      }
    }
  }
  const items = parts.map((part) => ({ ...part, tier: tiers.get(part.name)! }));
  const byName = new Map(items.map((part) => [part.name, part]));
  const diagnostics = items.flatMap((part) =>
    [...edges.get(part.name)!.values()]
      .filter((edge) => byName.get(edge.on)!.tier > part.tier)
      .map((edge) => upward(part, byName.get(edge.on)!, edge)),
  );
  return { items, diagnostics };
};

const upward = (part: Part, above: Part, edge: Edge): Diagnostic => ({
  code: 'upward-dependency',
  severity: 'error',
  message: `${part.name} stands in a lower tier than ${above.name}, which it needs: ${edge.reason}`,
  hint: `Name ${part.app.name} in the tier of ${above.app.name} or above it, or ${above.app.name} in a lower one; CRDs that many need are best an app of their own in the lowest tier.`,
  origin: edge.origin ?? { file: part.app.file, pointer: '' },
  related: [{ message: `${above.name} is made here`, origin: { file: above.app.file, pointer: '' } }],
});
