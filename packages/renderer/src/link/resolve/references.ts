import type { MergedCluster } from '../../model/cluster.ts';
import type { CompiledApp, CompiledNamespace, CompiledObject } from '../../model/compiled.ts';
import type { Diagnostic, Staged } from '../../model/diagnostic.ts';
import { objectName } from '../../model/kubernetes.ts';
import type { Reference } from '../../model/linked.ts';
import { nearest } from '../../model/nearest.ts';
import { sourcesOf } from '../../model/substitution-sources.ts';
import type { Provisions } from './provisions.ts';
import { type Requirement, requirementsOf } from './requires.ts';

/** Resolves every requirement of every object: proved, asserted, external, or an `unresolved-reference`. */
export const resolveReferences = (
  apps: readonly CompiledApp[],
  provisions: Provisions,
  namespaces: readonly CompiledNamespace[],
  cluster: MergedCluster,
): Staged<Reference[]> => {
  const diagnostics: Diagnostic[] = [];
  const used = new Set<string>();
  const items: Reference[] = [];
  const declared = new Set([...namespaces.map((namespace) => namespace.name), 'flux-system', 'kube-system', 'default']);
  for (const app of apps)
    for (const object of app.objects) {
      const { namespace } = object.object.metadata;
      if (namespace !== undefined && !declared.has(namespace) && !provisions.has(`Namespace/${namespace}`))
        diagnostics.push(undeclared(app, object, namespace, [...declared]));
      const written = (object.requires ?? []).map(
        ({ reference, pointer }): Requirement => ({ to: reference, pointer }),
      );
      const sources = sourcesOf([object], cluster.placeholders).map(
        ({ kind, name }): Requirement => ({ to: `${kind}/flux-system/${name}`, pointer: '' }),
      );
      for (const requirement of [...requirementsOf(object.object, app.namespace), ...written, ...sources]) {
        const reference = resolveOne(app, object, requirement, provisions, used);
        if (reference.grade === 'unknown' && requirement.soft !== true)
          diagnostics.push(unresolved(reference, app, provisions));
        items.push(reference);
      }
    }
  diagnostics.push(...unusedExternal(provisions, used, cluster));
  return { items, diagnostics };
};

const resolveOne = (
  app: CompiledApp,
  object: CompiledObject,
  { to, pointer, soft }: Requirement,
  provisions: Provisions,
  used: Set<string>,
): Reference => {
  const from = { app: app.id, object, pointer };
  const found = provisions.get(to);
  const isExternal = provisions.external.has(to);
  if (isExternal) used.add(to);
  if (found !== undefined)
    return {
      from,
      to,
      grade: found.object === undefined ? 'asserted' : 'proved',
      provider: { app: found.app.id, ...(found.object === undefined ? {} : { object: found.object }) },
      ...(soft ? { soft } : {}),
    };
  return { from, to, grade: isExternal ? 'external' : 'unknown', ...(soft ? { soft } : {}) };
};

const originOf = (app: CompiledApp, object: CompiledObject) =>
  object.origin ??
  (object.file === app.file ? { file: app.file, pointer: object.pointer } : { file: object.file, pointer: '' });

const unresolved = (reference: Reference, app: CompiledApp, provisions: Provisions): Diagnostic => {
  const kind = `${reference.to.split('/')[0]}/`;
  const near = nearest(
    reference.to,
    provisions.keys().filter((key) => key.startsWith(kind)),
  );
  const isGroup = kind === 'crds/';
  return {
    code: 'unresolved-reference',
    severity: 'error',
    message: `${objectName(reference.from.object.object)} needs ${isGroup ? `the CRDs of ${reference.to.slice(5)}` : reference.to}, which nothing on this cluster provides`,
    hint:
      near !== undefined
        ? `Did you mean ${near}?`
        : isGroup
          ? `Add the app that brings them to a tier of the cluster file, or list ${reference.to} under \`external:\` with a reason.`
          : `Make it, correct the name, or list ${reference.to} under \`external:\` with a reason when it is made by hand.`,
    origin: originOf(app, reference.from.object),
    rendered: { object: objectName(reference.from.object.object), pointer: reference.from.pointer },
  };
};

const undeclared = (
  app: CompiledApp,
  object: CompiledObject,
  namespace: string,
  known: readonly string[],
): Diagnostic => {
  const near = nearest(namespace, known);
  return {
    code: 'unresolved-reference',
    severity: 'error',
    message: `${objectName(object.object)} stands in namespace ${namespace}, which no category declares`,
    hint: near === undefined ? `Declare it under \`namespaces:\` of a category.yaml.` : `Did you mean ${near}?`,
    origin: originOf(app, object),
  };
};

const unusedExternal = (provisions: Provisions, used: ReadonlySet<string>, cluster: MergedCluster): Diagnostic[] =>
  [...provisions.external]
    .filter(([key, { file }]) => !used.has(key) && file === cluster.file)
    .map(
      ([key, { file, pointer }]): Diagnostic => ({
        code: 'unused-external',
        severity: 'warning',
        message: `external entry ${key} is not referred to by anything that is rendered`,
        hint: 'Remove the line.',
        origin: { file, pointer },
      }),
    );
