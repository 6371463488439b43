import type { CompiledApp, CompiledObject } from '../../model/compiled.ts';
import type { Diagnostic, Origin } from '../../model/diagnostic.ts';
import { isJsonObject, type JsonValue } from '../../model/json.ts';
import { asJson, objectName } from '../../model/kubernetes.ts';
import type { Reference } from '../../model/linked.ts';
import { nearest } from '../../model/nearest.ts';
import type { External, Provisions } from './provisions.ts';

/** The narrowest place of an object that is known without compiling again. */
export const originOf = (app: CompiledApp, object: CompiledObject): Origin =>
  object.origin ??
  (object.file === app.file ? { file: app.file, pointer: object.pointer } : { file: object.file, pointer: '' });

/** A reference that nothing meets: both ends, and what is likeliest meant. */
export const unresolved = (reference: Reference, app: CompiledApp, provisions: Provisions): Diagnostic => {
  const { object, pointer } = reference.from;
  const name = objectName(object.object);
  return {
    code: 'unresolved-reference',
    severity: 'error',
    message: `${name} needs ${inWords(reference.to)}, which nothing on this cluster provides`,
    hint: hintFor(reference.to, provisions),
    origin: originOf(app, object),
    // In a text template the name is what its place is found by.
    rendered: {
      object: name,
      pointer,
      ...(object.file === app.file ? {} : { mention: reference.to.split('/').at(-1)! }),
    },
  };
};

const inWords = (key: string): string => (key.startsWith('crds/') ? `the CRDs of ${key.slice(5)}` : key);

const hintFor = (key: string, provisions: Provisions): string => {
  const [kind, namespace, name] = key.split('/');
  const same = provisions.keys().filter((known) => known.startsWith(`${kind}/`));
  if (kind === 'crds') {
    const near = nearest(key, same);
    return near === undefined
      ? `Add the app that brings them to a tier of the cluster file, or list ${key} under \`external:\` with a reason.`
      : `Did you mean ${inWords(near)}?`;
  }
  const elsewhere = name === undefined ? [] : same.filter((known) => known.endsWith(`/${name}`)).sort();
  if (elsewhere.length > 0)
    return `${elsewhere.join(', ')} stands in another namespace than ${namespace}: a reference without a namespace stays in its own.`;
  const beside = name === undefined ? same : same.filter((known) => known.startsWith(`${kind}/${namespace}/`));
  const near = nearest(key, beside) ?? nearest(key, same);
  if (near !== undefined) return `Did you mean ${near}?`;
  return `Make it, correct the name, or list ${key} under \`external:\` with a reason when it is made by hand.`;
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
