import type { Diagnostic, Staged } from '../../model/diagnostic.ts';
import { byCodeUnit } from '../../model/json.ts';
import type { Edge, Gate, Part } from '../../model/linked.ts';
import type { Edges, PartEdge } from './edge.ts';
import { componentsOf, type Graph } from './graph.ts';

/**
 * Weak edges where they can hold: not upward, and not inside a circle. All weak edges of a circle go, so that none is favoured by
 * its name.
 */
export const withoutImpossible = (parts: readonly Part[], edges: Edges): Edges => {
  const tierOf = new Map(parts.map((part) => [part.name, part.tier]));
  const possible = new Map(
    [...edges].map(([name, own]) => [
      name,
      new Map([...own].filter(([on, edge]) => !edge.weak || tierOf.get(on)! <= tierOf.get(name)!)),
    ]),
  );
  const graph = new Map([...possible].map(([name, own]) => [name, [...own.keys()]]));
  const circle = new Map<string, number>();
  for (const [index, component] of componentsOf(graph).entries()) for (const name of component) circle.set(name, index);
  return new Map(
    [...possible].map(([name, own]) => [
      name,
      new Map([...own].filter(([on, edge]) => !edge.weak || circle.get(on) !== circle.get(name))),
    ]),
  );
};

/**
 * `dependsOn` of every part, sorted: the gate below, and the edges within its tier that no other edge implies (transitive
 * reduction). The gate is always named: an edge that is latched already would let a new part pass a new tier. Strict edges always
 * stay too: they ask for more than order. A written edge that something else implies is reported.
 */
export const minimal = (parts: readonly Part[], edges: Edges, gates: readonly Gate[]): Staged<Part[]> => {
  const tierOf = new Map(parts.map((part) => [part.name, part.tier]));
  const graph = new Map(
    [...edges].map(([name, own]) => [name, [...own.keys()].filter((on) => tierOf.get(on) === tierOf.get(name))]),
  );
  const reach = reachability(graph);
  const gateTiers = gates.map((gate) => ({ name: gate.name, tier: tierOf.get(gate.dependsOn[0]!)! }));
  const diagnostics: Diagnostic[] = [];
  const items = parts.map((part) => {
    const own = [...edges.get(part.name)!.values()];
    const beside = own.filter((edge) => tierOf.get(edge.on) === part.tier);
    const isImplied = ({ on }: PartEdge): boolean =>
      tierOf.get(on)! < part.tier || beside.some((other) => other.on !== on && reach.get(other.on)!.has(on));
    const kept = own.filter((edge) => !edge.latched || !isImplied(edge));
    for (const edge of own)
      if (edge.written !== undefined && edge.latched && (edge.derived || isImplied(edge)))
        diagnostics.push(redundant(part, edge, edge.written));
    const below = gateTiers.filter(({ tier }) => tier < part.tier).at(-1)?.name;
    const gate: Edge[] = below === undefined ? [] : [{ on: below, reason: 'the tier below', latched: true }];
    return { ...part, dependsOn: [...gate, ...kept.map(settled)].sort((left, right) => byCodeUnit(left.on, right.on)) };
  });
  return { items, diagnostics };
};

const settled = ({ on, reason, latched, origin }: PartEdge): Edge => ({
  on,
  reason,
  latched,
  ...(origin === undefined ? {} : { origin }),
});

/** Name → every name it reaches. */
const reachability = (graph: Graph): ReadonlyMap<string, ReadonlySet<string>> => {
  const reach = new Map<string, Set<string>>();
  for (const component of componentsOf(graph))
    for (const name of component) {
      const found = new Set<string>();
      for (const need of graph.get(name)!) {
        found.add(need);
        for (const further of reach.get(need) ?? []) found.add(further);
      }
      reach.set(name, found);
    }
  return reach;
};

const redundant = (part: Part, edge: PartEdge, origin: NonNullable<PartEdge['written']>): Diagnostic => ({
  code: 'redundant-dependency',
  severity: 'note',
  message: `${part.name} is ordered after ${edge.on} anyway: the written dependsOn adds nothing`,
  hint: 'Remove the line.',
  origin,
});
