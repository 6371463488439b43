import type { MergedCluster } from '../../model/cluster.ts';
import type { CompiledObject } from '../../model/compiled.ts';
import type { Diagnostic, Staged } from '../../model/diagnostic.ts';
import { objectName } from '../../model/kubernetes.ts';
import type { Edge, Part, ResolvedTree } from '../../model/linked.ts';
import { nearest } from '../../model/nearest.ts';

/** Part name → its edges by the part they lead to; the first reason found stands for the edge. */
export type Edges = ReadonlyMap<string, ReadonlyMap<string, Edge>>;

/** Edges between parts: of references (substitution sources among them), and written ones. */
export const edgesBetween = (parts: readonly Part[], tree: ResolvedTree, cluster: MergedCluster): Staged<Edges> => {
  const edges = new Map<string, Map<string, Edge>>(parts.map((part) => [part.name, new Map()]));
  const home = new Map<CompiledObject, Part>(
    parts.flatMap((part) => part.objects.map((object) => [object, part] as const)),
  );
  const mains = new Map(parts.filter((part) => part.suffix === '').map((part) => [part.app.id, part]));
  const add = (from: Part, to: Part | undefined, edge: Omit<Edge, 'on'>) => {
    if (to === undefined || to === from) return;
    const known = edges.get(from.name)!;
    if (!known.has(to.name) || !edge.latched) known.set(to.name, { on: to.name, ...edge });
  };
  for (const { from, to, provider } of tree.references) {
    const part = home.get(from.object);
    if (part === undefined || provider === undefined) continue;
    const target = provider.object === undefined ? mains.get(provider.app) : home.get(provider.object);
    add(part, target, { reason: `${objectName(from.object.object)} needs ${to}`, latched: true });
  }
  const diagnostics = writtenEdges(parts, cluster, add);
  return { items: edges, diagnostics };
};

/** `dependsOn:` of the definitions: an edge of the app's main part on the last part of the app it names. */
const writtenEdges = (
  parts: readonly Part[],
  cluster: MergedCluster,
  add: (from: Part, to: Part | undefined, edge: Omit<Edge, 'on'>) => void,
): Diagnostic[] => {
  const last = new Map<string, Part>();
  for (const suffix of ['', 'config'] as const)
    for (const part of parts) if (part.suffix === suffix && !part.app.section) last.set(part.app.name, part);
  const diagnostics: Diagnostic[] = [];
  for (const part of parts) {
    if (part.suffix !== '') continue;
    for (const written of part.app.dependsOn) {
      const name = written.app.includes('/') ? written.app.slice(written.app.indexOf('/') + 1) : written.app;
      const target = last.get(name);
      const origin = { file: part.app.file, pointer: written.pointer };
      if (target !== undefined) {
        add(part, target, { reason: written.reason ?? 'written dependsOn', latched: written.strict !== true, origin });
        continue;
      }
      const near = nearest(name, [...last.keys()]);
      diagnostics.push({
        code: 'unknown-app',
        severity: 'error',
        message: `dependsOn names ${written.app}, but cluster ${cluster.name} runs no such app`,
        hint: near === undefined ? 'Add it to a tier of the cluster file, or drop the line.' : `Did you mean ${near}?`,
        origin,
      });
    }
  }
  return diagnostics;
};
