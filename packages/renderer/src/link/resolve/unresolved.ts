import type { CompiledApp, CompiledObject } from '../../model/compiled.ts';
import type { Diagnostic, Origin } from '../../model/diagnostic.ts';
import { isJsonObject, type JsonValue } from '../../model/json.ts';
import { asJson, objectName } from '../../model/kubernetes.ts';
import type { Reference, ResourceKey } from '../../model/linked.ts';
import { nearest } from '../../model/nearest.ts';
import { type Cure, inWords } from './cures.ts';
import { finding, originOf } from './finding.ts';
import type { External, Provisions } from './provisions.ts';

/**
 * A reference that nothing meets: both ends where there are two, and what is likeliest meant. `inCluster`: the line of the cluster
 * file that gave the name; the object that refers is then the other end.
 */
export const unresolved = (
  reference: Reference,
  app: CompiledApp,
  cures: (key: ResourceKey) => Cure,
  inCluster?: Origin,
): Diagnostic => {
  const { object, pointer } = reference.from;
  const { to } = reference;
  const { hint, meant } = cures(to);
  const isOptional = reference.soft === true;
  const found = finding(
    // In a text template the name is what its place is found by.
    { app, compiled: object, pointer, mention: to.split('/').at(-1)! },
    {
      code: 'unresolved-reference',
      ...(isOptional ? { severity: 'note' as const } : {}),
      message: isOptional
        ? `${objectName(object.object)} reads ${to} if it is there; nothing on this cluster provides it`
        : `${objectName(object.object)} needs ${inWords(to)}, which nothing on this cluster provides`,
      hint: isOptional && meant === undefined ? 'Nothing has to be done: it starts without it.' : hint,
      subject: to,
    },
    meant?.object === undefined
      ? []
      : [
          {
            message: `${objectName(meant.object.object)} is made here`,
            end: {
              app: meant.app,
              compiled: meant.object,
              pointer: '/metadata/name',
              mention: meant.object.object.metadata.name,
            },
          },
        ],
  );
  if (inCluster === undefined) return found;
  const { rendered, origin, related = [], ...said } = found;
  const maker = { message: `${objectName(object.object)} of ${app.id} is given the name`, ...(origin && { origin }) };
  return { ...said, origin: inCluster, related: [maker, ...related] };
};

/** An object in a namespace that no category declares. */
export const undeclaredNamespace = (
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
    rendered: { object: objectName(object.object), pointer: '/metadata/namespace' },
  };
};

/** Entries of `external:` that nothing refers to. A chart may read one by a name in its values, or by one of its own: those are let be. */
export const unusedExternal = (
  { external }: Provisions,
  used: ReadonlySet<string>,
  apps: readonly CompiledApp[],
): Diagnostic[] => {
  const values = apps.flatMap(({ objects }) => objects.filter(({ object }) => object.kind === 'HelmRelease'));
  return [...external]
    .filter(([key, entry]) => !used.has(key) && !isOfChart(entry) && !values.some((one) => names(one, key)))
    .map(
      ([key, { file, pointer }]): Diagnostic => ({
        code: 'unused-external',
        severity: 'warning',
        message: `external entry ${key} is not referred to by anything that is rendered`,
        hint: 'Remove the line, or write it as Kind/namespace/name if it is meant for something in another namespace.',
        origin: { file, pointer, key: true },
      }),
    );
};

const isOfChart = ({ app }: External): boolean => app?.body === 'helm' || app?.body === 'source';

/** Values of a chart that hold the name of a key of their namespace. */
const names = ({ object }: CompiledObject, key: string): boolean => {
  const [, namespace, name] = key.split('/');
  return name !== undefined && namespace === object.metadata.namespace && holdsText(asJson(object)['spec'], name);
};

const holdsText = (value: JsonValue | undefined, text: string): boolean => {
  if (typeof value === 'string') return value === text;
  if (Array.isArray(value)) return value.some((item) => holdsText(item, text));
  return isJsonObject(value) && Object.values(value).some((item) => holdsText(item, text));
};
