import type { MergedCluster } from '../../model/cluster.ts';
import type { WrittenDependency } from '../../model/compiled.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { objectName } from '../../model/kubernetes.ts';
import type { Part, PartSuffix } from '../../model/linked.ts';
import { didYouMean } from '../../model/nearest.ts';
import { type AddEdge, mainParts } from './edge.ts';

/** An app is there when its last part is: what its own CRDs describe comes last. */
const lastFirst: readonly PartSuffix[] = ['config', '', 'secrets', 'observe'];

/** `dependsOn:` of the definitions: an edge of the app's main part on the last part of the app it names, `app` or `category/app`. */
export const writtenEdges = (parts: readonly Part[], cluster: MergedCluster, add: AddEdge): Diagnostic[] => {
  const last = lastParts(parts);
  const byName = new Map([...last.values()].map((part) => [part.app.name, part]));
  const diagnostics: Diagnostic[] = [];
  for (const part of mainParts(parts).values())
    for (const written of part.app.dependsOn) {
      const target = written.app.includes('/') ? last.get(written.app) : byName.get(written.app);
      const origin = { file: part.app.file, pointer: written.pointer };
      if (target === undefined) diagnostics.push(unknownApp(written, origin, parts, [...last.values()], cluster));
      else if (target.app === part.app) diagnostics.push(onItself(part, origin));
      else
        add(part, target, {
          reason: written.reason ?? `dependsOn of ${part.app.name} names ${written.app}`,
          latched: written.strict !== true,
          weak: false,
          derived: false,
          written: origin,
          origin,
        });
    }
  return diagnostics;
};

const lastParts = (parts: readonly Part[]): ReadonlyMap<string, Part> => {
  const last = new Map<string, Part>();
  for (const part of parts) {
    if (part.app.section) continue;
    const known = last.get(part.app.id);
    if (known === undefined || lastFirst.indexOf(part.suffix) < lastFirst.indexOf(known.suffix))
      last.set(part.app.id, part);
  }
  return last;
};

const unknownApp = (
  { app }: WrittenDependency,
  origin: NonNullable<Diagnostic['origin']>,
  parts: readonly Part[],
  known: readonly Part[],
  cluster: MergedCluster,
): Diagnostic => {
  const mistaken = noApp(app, parts);
  if (mistaken !== undefined)
    return {
      code: 'unknown-app',
      severity: 'error',
      message: `dependsOn names ${app}, ${mistaken.is}; it takes apps only`,
      hint: `Write \`app: ${mistaken.part.app.id}\`: its last part is meant.`,
      origin,
      related: [
        { message: `${mistaken.part.app.id} is written here`, origin: { file: mistaken.part.app.file, pointer: '' } },
      ],
    };
  const name = app.slice(app.indexOf('/') + 1);
  const same = known.find((part) => part.app.name === name)?.app.id;
  const names = known.map((part) => (app.includes('/') ? part.app.id : part.app.name));
  const near = same === undefined ? didYouMean(app, names) : `Did you mean ${same}?`;
  return {
    code: 'unknown-app',
    severity: 'error',
    message: `dependsOn names ${app}, but cluster ${cluster.name} runs no such app`,
    hint: near ?? 'Add it to a tier of the cluster file, or drop the line.',
    origin,
  };
};

/** What is named instead of an app: one of its parts, or a HelmRelease, by `name`, `namespace/name` or `HelmRelease/…`. */
const noApp = (written: string, parts: readonly Part[]): { is: string; part: Part } | undefined => {
  const segments = written.split('/');
  const name = segments.at(-1)!;
  const named = segments.length === 1 ? parts.find((part) => part.name === name && part.suffix !== '') : undefined;
  if (named !== undefined) return { is: `part -${named.suffix} of ${named.app.id}`, part: named };
  for (const part of parts)
    for (const { object } of part.objects) {
      const { metadata } = object;
      const isMeant =
        object.kind === 'HelmRelease' &&
        metadata.name === name &&
        (segments.length === 1 || ['HelmRelease', metadata.namespace].includes(segments.at(-2)));
      if (isMeant) return { is: `which is ${objectName(object)}`, part };
    }
  return undefined;
};

const onItself = (part: Part, origin: NonNullable<Diagnostic['origin']>): Diagnostic => ({
  code: 'dependency-cycle',
  severity: 'error',
  message: `dependsOn of ${part.app.name} names the app itself, which could then never start`,
  hint: 'Remove the line: the order of the parts of one app is derived.',
  origin,
});
