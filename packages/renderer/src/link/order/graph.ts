/** Names and what each of them needs; a name that is no key needs nothing. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/**
 * Strongly connected components, what is needed before what needs it (Tarjan's algorithm, without recursion: a chain of any length
 * fits). Total order: starts and edges are taken as they come.
 */
export const componentsOf = (graph: Graph): string[][] => {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const components: string[][] = [];
  const open = (name: string) => {
    index.set(name, index.size);
    low.set(name, index.size - 1);
    stack.push(name);
    onStack.add(name);
    return { name, needs: graph.get(name) ?? [], next: 0 };
  };
  for (const start of graph.keys()) {
    if (index.has(start)) continue;
    const path = [open(start)];
    while (path.length > 0) {
      const frame = path.at(-1)!;
      const need = frame.needs[frame.next];
      frame.next += 1;
      if (need === undefined) {
        path.pop();
        const parent = path.at(-1);
        if (parent !== undefined) low.set(parent.name, Math.min(low.get(parent.name)!, low.get(frame.name)!));
        if (low.get(frame.name) === index.get(frame.name)) components.push(taken(frame.name, stack, onStack));
      } else if (!index.has(need)) path.push(open(need));
      else if (onStack.has(need)) low.set(frame.name, Math.min(low.get(frame.name)!, index.get(need)!));
    }
  }
  return components;
};

/** What lies on the stack above a component's first member, and that one. */
const taken = (first: string, stack: string[], onStack: Set<string>): string[] => {
  const members = stack.splice(stack.lastIndexOf(first));
  for (const member of members) onStack.delete(member);
  return members;
};

/** The shortest way over needs from a name back to itself inside `members`, that name first and last; `undefined` when there is none. */
export const shortestCycle = (graph: Graph, start: string, members: ReadonlySet<string>): string[] | undefined => {
  const cameFrom = new Map<string, string>();
  const open = [start];
  for (let next = 0; next < open.length; next += 1) {
    const name = open[next]!;
    for (const need of graph.get(name) ?? []) {
      if (need === start) return pathTo(name, start, cameFrom);
      if (!members.has(need) || cameFrom.has(need)) continue;
      cameFrom.set(need, name);
      open.push(need);
    }
  }
  return undefined;
};

const pathTo = (last: string, start: string, cameFrom: ReadonlyMap<string, string>): string[] => {
  const path = [start];
  for (let at = last; at !== start; at = cameFrom.get(at)!) path.push(at);
  return [start, ...path.slice(1).reverse(), start];
};
