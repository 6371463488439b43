import type { Diagnostic, Related } from '../../model/diagnostic.ts';
import { byCodeUnit } from '../../model/json.ts';
import type { Part } from '../../model/linked.ts';
import type { Edges } from './edge.ts';
import { componentsOf, type Graph, shortestCycle } from './graph.ts';
import { strongNeeds } from './tiers.ts';

/**
 * Cycles of the part graph, each printed as a path with the reason of every edge: Flux stops on a cycle without a word. No edge is
 * printed twice, and without one edge of each cycle printed the graph is sound.
 */
export const findCycles = (parts: readonly Part[], edges: Edges): Diagnostic[] => {
  const byName = new Map(parts.map((part) => [part.name, part]));
  const left = new Map([...strongNeeds(edges)].map(([name, needs]) => [name, [...needs].sort(byCodeUnit)]));
  const diagnostics: Diagnostic[] = [];
  for (let cycles = disjointCycles(left); cycles.length > 0; cycles = disjointCycles(left))
    for (const names of cycles) {
      diagnostics.push(cycle(names, edges, byName));
      for (const [index, name] of names.slice(0, -1).entries())
        left.set(
          name,
          left.get(name)!.filter((need) => need !== names[index + 1]),
        );
    }
  return diagnostics;
};

/** One shortest cycle of each component that has one, from its first name. */
const disjointCycles = (graph: Graph): string[][] =>
  componentsOf(graph)
    .map((component) => [...component].sort(byCodeUnit))
    .flatMap((component) => {
      if (component.length === 1) return [];
      const found = shortestCycle(graph, component[0]!, new Set(component));
      return found === undefined ? [] : [found];
    })
    .sort(([left], [right]) => byCodeUnit(left!, right!));

const cycle = (names: readonly string[], edges: Edges, byName: ReadonlyMap<string, Part>): Diagnostic => {
  const steps = names.slice(0, -1).map((name, index) => ({ name, edge: edges.get(name)!.get(names[index + 1]!)! }));
  const at = ({ name, edge }: (typeof steps)[number]): Pick<Related, 'origin' | 'rendered'> => ({
    origin: edge.origin ?? { file: byName.get(name)!.app.file, pointer: '' },
    ...(edge.rendered === undefined ? {} : { rendered: edge.rendered }),
  });
  return {
    code: 'dependency-cycle',
    severity: 'error',
    message: `These depend on each other, so none could ever start: ${names.join(' → ')}`,
    hint: 'Break one of the references above, or move what only one part needs into an app of its own.',
    ...at(steps[0]!),
    related: steps.map((step) => ({ message: `${step.name} → ${step.edge.on}: ${step.edge.reason}`, ...at(step) })),
  };
};
