import type { MergedCluster } from '../../model/cluster.ts';
import type { CompiledApp, CompiledObject } from '../../model/compiled.ts';
import type { Origin, Staged } from '../../model/diagnostic.ts';
import { objectName } from '../../model/kubernetes.ts';
import type { Part, Reference, ResolvedTree } from '../../model/linked.ts';
import { type AddEdge, type Edges, mainParts, type PartEdge } from './edge.ts';
import { writtenEdges } from './written.ts';

/** Edges between parts: of references, of substitution sources, and written ones. */
export const edgesBetween = (parts: readonly Part[], tree: ResolvedTree, cluster: MergedCluster): Staged<Edges> => {
  const edges = new Map<string, Map<string, PartEdge>>(parts.map((part) => [part.name, new Map()]));
  const add: AddEdge = (from, to, edge) => {
    const known = edges.get(from.name)!;
    known.set(to.name, joined(known.get(to.name), { on: to.name, ...edge }));
  };
  upstreamEdges(parts, add);
  derivedEdges(parts, tree, add);
  return { items: edges, diagnostics: writtenEdges(parts, cluster, add) };
};

/** Two reasons for one edge: the stronger one speaks, strict and written are kept. */
const joined = (known: PartEdge | undefined, next: PartEdge): PartEdge => {
  if (known === undefined) return next;
  const isStronger = (known.weak && !next.weak) || (known.latched && !next.latched);
  const [first, second] = isStronger ? [next, known] : [known, next];
  const written = first.written ?? second.written;
  return {
    ...first,
    weak: known.weak && next.weak,
    latched: known.latched && next.latched,
    derived: (known.derived && !known.weak) || (next.derived && !next.weak),
    ...(written === undefined ? {} : { written }),
  };
};

/** What stands beside an upstream folder is applied after it. */
const upstreamEdges = (parts: readonly Part[], add: AddEdge): void => {
  const mains = mainParts(parts);
  for (const part of parts) {
    const main = mains.get(part.app.id)!;
    if (part.suffix !== 'config' || part.app.source === undefined) continue;
    add(part, main, { reason: 'it stands beside the upstream folder', latched: true, weak: false, derived: true });
  }
};

/** A part that reads placeholders from what it makes itself is `substitute`'s to report. */
const derivedEdges = (parts: readonly Part[], tree: ResolvedTree, add: AddEdge): void => {
  const home = new Map<CompiledObject, Part>();
  for (const part of parts) for (const object of part.objects) home.set(object, part);
  const mains = mainParts(parts);
  const apps = new Map(tree.apps.map((app) => [app.id, app]));
  for (const reference of tree.references) {
    const { from, provider, weak } = reference;
    const part = home.get(from.object);
    if (part === undefined || provider === undefined) continue;
    const target = provider.object === undefined ? mains.get(provider.app) : home.get(provider.object);
    if (target === undefined || target === part) continue;
    add(part, target, {
      reason: reasonOf(reference),
      latched: true,
      weak: weak === true,
      derived: true,
      origin: originOf(part.app, from.object),
      rendered: { object: objectName(from.object.object), pointer: from.pointer },
      made: madeAt(apps.get(provider.app)!, provider.object),
    });
  }
};

const reasonOf = ({ from, to, substitutes }: Reference): string =>
  substitutes === undefined
    ? `${objectName(from.object.object)} needs ${to}`
    : `${objectName(from.object.object)} substitutes from ${to}`;

export const originOf = (app: CompiledApp, object: CompiledObject): Origin =>
  object.origin ??
  (object.file === app.file ? { file: app.file, pointer: object.pointer } : { file: object.file, pointer: '' });

const madeAt = (app: CompiledApp, object: CompiledObject | undefined): NonNullable<PartEdge['made']> =>
  object === undefined
    ? { origin: { file: app.file, pointer: '/provides' } }
    : { origin: originOf(app, object), rendered: { object: objectName(object.object), pointer: '/metadata/name' } };
