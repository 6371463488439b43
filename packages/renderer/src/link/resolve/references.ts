import type { MergedCluster } from '../../model/cluster.ts';
import type { CompiledApp, CompiledNamespace, CompiledObject } from '../../model/compiled.ts';
import type { Diagnostic, Staged } from '../../model/diagnostic.ts';
import type { Reference } from '../../model/linked.ts';
import { clusterLineOf } from './cluster-lines.ts';
import { curesFrom } from './cures.ts';
import type { Requirement } from './fields.ts';
import type { Provisions } from './provisions.ts';
import { requirementsOf } from './requires.ts';
import { type SourceRequirement, sourcesOf } from './substitution-sources.ts';
import { undeclaredNamespace, unresolved, unusedExternal } from './unresolved.ts';

/** Resolves every requirement of every object: proved, asserted, external, or an `unresolved-reference`. */
export const resolveReferences = (
  apps: readonly CompiledApp[],
  provisions: Provisions,
  namespaces: readonly CompiledNamespace[],
  cluster: MergedCluster,
): Staged<Reference[]> => {
  const diagnostics: Diagnostic[] = [];
  const items: Reference[] = [];
  const cures = curesFrom(provisions);
  const declared = new Set([...namespaces.map((namespace) => namespace.name), 'flux-system', 'kube-system', 'default']);
  for (const app of apps)
    for (const object of app.objects) {
      const { namespace } = object.object.metadata;
      if (namespace !== undefined && !declared.has(namespace) && !provisions.has(`Namespace/${namespace}`))
        diagnostics.push(undeclaredNamespace(app, object, namespace, [...declared]));
      const missing = new Set<string>();
      for (const requirement of requirementsIn(app, object, cluster)) {
        const reference = resolveOne(app, object, requirement, provisions);
        items.push(reference);
        if (reference.grade !== 'unknown' || missing.has(reference.to)) continue;
        // Sources of placeholders are said by the lint of `substitute`, which knows the cure.
        if (reference.substitutes !== undefined || (reference.soft === true && requirement.optional !== true)) continue;
        missing.add(reference.to);
        diagnostics.push(unresolved(reference, app, cures, clusterLineOf(reference.to, app, object, cluster)));
      }
    }
  const used = new Set(items.map(({ to }) => to));
  return { items, diagnostics: [...diagnostics, ...unusedExternal(provisions, used, apps)] };
};

/** Of the tables, of what the makers of the object say, and of its placeholders. */
const requirementsIn = (
  app: CompiledApp,
  compiled: CompiledObject,
  cluster: MergedCluster,
): (Requirement & Partial<SourceRequirement>)[] => [
  ...requirementsOf(compiled.object, app.namespace),
  // The address of another app in a text (`App/<name>`) orders the first start, no more.
  ...(compiled.requires ?? []).map(({ reference, pointer }) => ({
    to: reference,
    pointer,
    ...(reference.startsWith('App/') ? { weak: true } : {}),
  })),
  ...sourcesOf(compiled, cluster.placeholders),
];

const resolveOne = (
  app: CompiledApp,
  object: CompiledObject,
  { to, pointer, soft, weak, chart, substitutes }: Requirement & Partial<SourceRequirement>,
  provisions: Provisions,
): Reference => {
  const from = { app: app.id, object, pointer };
  const found = provisions.get(to);
  const binding = {
    ...(soft === true || (chart === true && mayBeOfChart(app, to, provisions)) ? { soft: true } : {}),
    ...(weak === true ? { weak } : {}),
    ...(substitutes === undefined ? {} : { substitutes }),
  };
  if (found === undefined) return { from, to, grade: provisions.external.has(to) ? 'external' : 'unknown', ...binding };
  const provider = { app: found.app.id, ...(found.object === undefined ? {} : { object: found.object }) };
  return { from, to, grade: found.object === undefined ? 'asserted' : 'proved', provider, ...binding };
};

/** The app's own chart may make it, or a chart of another namespace; in its own namespace an app without a chart names what is rendered. */
const mayBeOfChart = (app: CompiledApp, to: string, { chartNamespaces }: Provisions): boolean => {
  if (app.body === 'helm' || app.body === 'source') return true;
  const [, namespace, name] = to.split('/');
  return name !== undefined && namespace !== app.namespace && chartNamespaces.has(namespace!);
};
