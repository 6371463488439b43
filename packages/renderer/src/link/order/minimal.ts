import type { Diagnostic, Staged } from '../../model/diagnostic.ts';
import { byCodeUnit } from '../../model/json.ts';
import type { Edge, Gate, Part } from '../../model/linked.ts';
import type { Edges } from './edges.ts';

/**
 * `dependsOn` of every part: the gate below, and the edges within its tier that no other edge implies (transitive reduction).
 * Strict edges always stay: they ask for more than order. A written edge that a proved one implies is reported.
 */
export const minimal = (parts: readonly Part[], edges: Edges, gates: readonly Gate[]): Staged<Part[]> => {
  const tierOf = new Map(parts.map((part) => [part.name, part.tier]));
  const reach = reachability(parts, edges, tierOf);
  const diagnostics: Diagnostic[] = [];
  const gateTiers = tiersOfGates(gates, parts);
  const items = parts.map((part) => {
    const all = [...edges.get(part.name)!.values()];
    const below = gateTiers.filter(({ tier }) => tier < part.tier).at(-1)?.name;
    const kept = all.filter((edge) => {
      if (!edge.latched) return true;
      const isImpliedByGate = tierOf.get(edge.on)! < part.tier;
      const isImpliedByEdge = all.some((other) => other.on !== edge.on && reach.get(other.on)?.has(edge.on));
      if ((isImpliedByGate || isImpliedByEdge) && edge.origin !== undefined) diagnostics.push(redundant(part, edge));
      return !isImpliedByGate && !isImpliedByEdge;
    });
    const gate: Edge[] = below === undefined ? [] : [{ on: below, reason: 'the tier below', latched: true }];
    return { ...part, dependsOn: [...gate, ...kept].sort((left, right) => byCodeUnit(left.on, right.on)) };
  });
  return { items, diagnostics };
};

const tiersOfGates = (gates: readonly Gate[], parts: readonly Part[]): { name: string; tier: number }[] => {
  const tierOf = new Map(parts.map((part) => [part.name, part.tier]));
  return gates.map((gate) => ({ name: gate.name, tier: tierOf.get(gate.dependsOn[0]!)! }));
};

/** Part → every part of its own tier that it reaches over latched edges. */
const reachability = (parts: readonly Part[], edges: Edges, tierOf: ReadonlyMap<string, number>) => {
  const reach = new Map<string, Set<string>>();
  const visit = (name: string): Set<string> => {
    const known = reach.get(name);
    if (known !== undefined) return known;
    const set = new Set<string>();
    reach.set(name, set);
    for (const edge of edges.get(name)!.values()) {
      if (tierOf.get(edge.on) !== tierOf.get(name)) continue;
      set.add(edge.on);
      for (const further of visit(edge.on)) set.add(further);
    }
    return set;
  };
  for (const part of parts) visit(part.name);
  return reach;
};

const redundant = (part: Part, edge: Edge): Diagnostic => ({
  code: 'redundant-dependency',
  severity: 'note',
  message: `${part.name} is ordered after ${edge.on} anyway: the written dependsOn adds nothing`,
  hint: 'Remove the line.',
  origin: edge.origin,
});
