import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Part } from '../../model/linked.ts';
import type { Edges } from './edges.ts';

/** Every cycle of the part graph once, printed as a path with the reason of each edge: Flux stops on a cycle without a word. */
export const findCycles = (parts: readonly Part[], edges: Edges): Diagnostic[] => {
  const state = new Map<string, 'open' | 'done'>();
  const path: string[] = [];
  const diagnostics: Diagnostic[] = [];
  const byName = new Map(parts.map((part) => [part.name, part]));
  const visit = (name: string): void => {
    state.set(name, 'open');
    path.push(name);
    for (const on of [...edges.get(name)!.keys()].sort()) {
      if (state.get(on) === 'open') diagnostics.push(cycle([...path.slice(path.indexOf(on)), on], edges, byName));
      else if (state.get(on) === undefined) visit(on);
    }
    path.pop();
    state.set(name, 'done');
  };
  for (const part of parts) if (state.get(part.name) === undefined) visit(part.name);
  return diagnostics;
};

const cycle = (names: readonly string[], edges: Edges, byName: ReadonlyMap<string, Part>): Diagnostic => {
  const steps = names.slice(0, -1).map((name, index) => {
    const edge = edges.get(name)!.get(names[index + 1]!)!;
    return { name, edge };
  });
  const first = byName.get(names[0]!)!;
  return {
    code: 'dependency-cycle',
    severity: 'error',
    message: `These depend on each other, so none could ever start: ${names.join(' → ')}`,
    hint: 'Break one of the references below, or move what only one part needs into an app of its own.',
    origin: steps[0]!.edge.origin ?? { file: first.app.file, pointer: '' },
    related: steps.map(({ name, edge }) => ({
      message: `${name} → ${edge.on}: ${edge.reason}`,
      origin: edge.origin ?? { file: byName.get(name)!.app.file, pointer: '' },
    })),
  };
};
