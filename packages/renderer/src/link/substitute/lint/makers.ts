import type { CompiledApp, CompiledObject } from '../../../model/compiled.ts';
import { isJsonObject, type JsonValue, valueAt } from '../../../model/json.ts';
import { asJson } from '../../../model/kubernetes.ts';
import type { OrderedTree } from '../../../model/linked.ts';

/** An object of the tree that makes a Secret or ConfigMap. */
export interface Maker {
  app: CompiledApp;
  object: CompiledObject;
  namespace: string;
  /** `undefined`: its keys are not known before it runs (an item of a vault that is read whole). */
  keys?: ReadonlySet<string>;
  /** The FluxKustomization that applies it; absent for what the bootstrap FluxKustomization applies itself. */
  part?: string;
}

const keysAt = (object: JsonValue, ...pointers: string[]): string[] =>
  pointers.flatMap((pointer) => {
    const map = valueAt(object, pointer);
    return isJsonObject(map) ? Object.keys(map) : [];
  });

/** Keys of what the object makes, by its kind; an ExternalSecret with a template has the template's. */
const keysOf = (object: JsonValue, kind: string): ReadonlySet<string> | undefined => {
  if (kind === 'ConfigMap' || kind === 'Secret') return new Set(keysAt(object, '/data', '/stringData', '/binaryData'));
  const template = keysAt(object, '/spec/target/template/data');
  const merges = valueAt(object, '/spec/target/template/mergePolicy') === 'Merge';
  if (template.length > 0 && !merges) return new Set(template);
  if (valueAt(object, '/spec/dataFrom') !== undefined) return undefined;
  const data = valueAt(object, '/spec/data');
  const keys = Array.isArray(data) ? data.filter(isJsonObject).map((entry) => String(entry['secretKey'])) : [];
  return new Set([...keys, ...template]);
};

const madeBy = ({ object }: CompiledObject): string | undefined => {
  const { kind, metadata } = object;
  if (kind === 'ConfigMap' || kind === 'Secret') return `${kind}/${metadata.name}`;
  if (kind !== 'ExternalSecret') return undefined;
  const target = valueAt(asJson(object), '/spec/target/name');
  return `Secret/${typeof target === 'string' ? target : metadata.name}`;
};

/** `Secret/name` and `ConfigMap/name` → the objects that make it, in any namespace. */
export const makersOf = (tree: OrderedTree): ReadonlyMap<string, readonly Maker[]> => {
  const makers = new Map<string, Maker[]>();
  const add = (app: CompiledApp, object: CompiledObject, part?: string): void => {
    const key = madeBy(object);
    if (key === undefined) return;
    const keys = keysOf(asJson(object.object), object.object.kind);
    const maker: Maker = {
      app,
      object,
      namespace: object.object.metadata.namespace ?? app.namespace,
      ...(keys === undefined ? {} : { keys }),
      ...(part === undefined ? {} : { part }),
    };
    const known = makers.get(key);
    if (known === undefined) makers.set(key, [maker]);
    else known.push(maker);
  };
  for (const { app, object } of tree.root) add(app, object);
  for (const part of tree.parts) for (const object of part.objects) add(part.app, object, part.name);
  return makers;
};
