import type { MergedCluster } from '../model/cluster.ts';
import { byCodeUnit } from '../model/json.ts';
import type { OrderedTree } from '../model/linked.ts';

export interface GraphNode {
  name: string;
  kind: 'part' | 'gate';
  /** `category/app`, or the cluster section, that a part is cut from. */
  app?: string;
  tier: string;
}

export interface GraphEdge {
  /** Waits for `to`. */
  from: string;
  to: string;
  reason: string;
  /** False: Flux checks it on every revision (`strict: true`). */
  latched: boolean;
}

/** Version 1 of what `keelson graph --format json` prints. */
export interface Graph {
  version: 1;
  cluster: string;
  /** Only the neighbourhood of this app. */
  app?: string;
  /** Lowest first; tiers without a part are left out. */
  tiers: string[];
  nodes: GraphNode[];
  edges: GraphEdge[];
}

/**
 * The FluxKustomizations and what each waits for. In order:
 * 1. a node for every part and every gate, by tier, then name;
 * 2. an edge for every `dependsOn`, with its reason; a gate's edges say which tier it closes;
 * 3. with `app` (its id), only its parts, what they wait for and what waits for them.
 */
export const graph = (tree: OrderedTree, cluster: MergedCluster, app?: string): Graph => {
  const tierOf = (index: number): string => cluster.tiers[index]?.name ?? '';
  const all: GraphNode[] = [
    ...tree.parts.map((part) => ({
      name: part.name,
      kind: 'part' as const,
      app: part.app.id,
      tier: tierOf(part.tier),
    })),
    ...tree.gates.map(({ name, tier }) => ({ name, kind: 'gate' as const, tier })),
  ];
  const links: GraphEdge[] = [
    ...tree.parts.flatMap((part) =>
      part.dependsOn.map(({ on, reason, latched }) => ({ from: part.name, to: on, reason, latched })),
    ),
    ...tree.gates.flatMap((gate) =>
      gate.dependsOn.map((on) => ({ from: gate.name, to: on, reason: `is of tier ${gate.tier}`, latched: true })),
    ),
  ];
  const own = new Set(all.filter((node) => node.app === app).map(({ name }) => name));
  const edges = app === undefined ? links : links.filter(({ from, to }) => own.has(from) || own.has(to));
  const near = new Set([...own, ...edges.flatMap(({ from, to }) => [from, to])]);
  const nodes = app === undefined ? all : all.filter(({ name }) => near.has(name));
  const rank = new Map(cluster.tiers.map(({ name }, index) => [name, index]));
  const rankOf = ({ tier }: GraphNode): number => rank.get(tier) ?? rank.size;
  return {
    version: 1,
    cluster: cluster.name,
    ...(app === undefined ? {} : { app }),
    tiers: cluster.tiers.map(({ name }) => name).filter((name) => nodes.some(({ tier }) => tier === name)),
    nodes: nodes.toSorted(
      (left, right) =>
        rankOf(left) - rankOf(right) || byCodeUnit(left.kind, right.kind) * -1 || byCodeUnit(left.name, right.name),
    ),
    edges: edges.toSorted((left, right) => byCodeUnit(left.from, right.from) || byCodeUnit(left.to, right.to)),
  };
};
