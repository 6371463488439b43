import type { ResolvedTree } from '../../model/linked.ts';
import { componentsOf } from './graph.ts';

/**
 * App id → every app it needs, directly or not, leaving out what merely observes: moving observers away is what breaks such
 * circles.
 */
export const appsBelow = (tree: ResolvedTree): ReadonlyMap<string, ReadonlySet<string>> => {
  const direct = new Map<string, Set<string>>(tree.apps.map((app) => [app.id, new Set()]));
  for (const { from, provider, weak } of tree.references)
    if (provider !== undefined && provider.app !== from.app && weak !== true && !from.object.observes)
      direct.get(from.app)?.add(provider.app);
  const graph = new Map([...direct].map(([id, needs]) => [id, [...needs]]));
  const reach = new Map<string, ReadonlySet<string>>();
  for (const component of componentsOf(graph)) {
    const found = new Set<string>(component.length > 1 ? component : []);
    for (const id of component)
      for (const need of graph.get(id) ?? []) {
        found.add(need);
        for (const further of reach.get(need) ?? []) found.add(further);
      }
    for (const id of component) reach.set(id, found);
  }
  return reach;
};
