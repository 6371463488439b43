import type { Diagnostic, Staged } from '../../../../model/diagnostic.ts';
import { isJsonObject, type JsonPointer, type JsonValue } from '../../../../model/json.ts';
import type { ExpandInput } from '../../contribution.ts';
import { choices, finding } from '../../finding.ts';
import { clusterMap, clusterValue, textOf, textsOf } from '../../written.ts';

/** A way into the cluster, `routing.entryPoints.<name>`. */
export interface EntryPoint {
  name: string;
  /** Gateway that an HTTPRoute attaches to. */
  gateway?: { name: string; namespace?: string };
  /** Listener of that gateway. */
  section?: string;
  /** IngressClass of an Ingress. */
  class?: string;
  /** Client networks that are let in; empty: all. */
  from: string[];
}

/** The entry points of `exposure` (one or several; none: the cluster's default), aliases followed, each once. */
export const readEntryPoints = (
  input: ExpandInput,
  exposure: JsonValue | undefined,
  pointer: JsonPointer,
): Staged<EntryPoint[]> => {
  const { app, cluster } = input;
  const entryPoints = clusterMap(cluster, 'routing', 'entryPoints');
  const written = textsOf(exposure ?? clusterValue(cluster, 'routing', 'default'));
  const wanted = written.length > 0 ? written : Object.keys(entryPoints).slice(0, 1);
  const items = new Map<string, EntryPoint>();
  const diagnostics: Diagnostic[] = [];
  if (wanted.length === 0)
    diagnostics.push(
      finding(app, {
        code: 'need-unmet',
        pointer,
        message: 'the cluster meets no route: its `routing` has no entry point',
        hint: 'Add one to `routing.entryPoints` of the cluster file, or set `route: false`.',
      }),
    );
  for (const name of wanted) {
    const found = follow(entryPoints, name);
    if (found !== undefined) items.set(found.name, found);
    else
      diagnostics.push(
        finding(app, {
          code: 'entry-point-unknown',
          pointer: `${pointer}/exposure`,
          message: `exposure ${name} is no entry point of the cluster`,
          hint: choices(name, Object.keys(entryPoints)),
        }),
      );
  }
  return { items: [...items.values()], diagnostics };
};

/** An entry point that is a word is an alias of another. */
const follow = (entryPoints: Record<string, JsonValue>, name: string): EntryPoint | undefined => {
  let at = name;
  for (let steps = Object.keys(entryPoints).length; steps > 0; steps -= 1) {
    const written = Object.hasOwn(entryPoints, at) ? entryPoints[at] : undefined;
    if (isJsonObject(written)) return entryPoint(at, written);
    if (typeof written !== 'string') return undefined;
    at = written;
  }
  return undefined;
};

const entryPoint = (name: string, written: Record<string, JsonValue>): EntryPoint => {
  const [gateway, namespace] = (textOf(written['gateway']) ?? '').split('/').reverse();
  const section = textOf(written['section']);
  const ingressClass = textOf(written['class']);
  return {
    name,
    ...(gateway ? { gateway: { name: gateway, ...(namespace ? { namespace } : {}) } } : {}),
    ...(section === undefined ? {} : { section }),
    ...(ingressClass === undefined ? {} : { class: ingressClass }),
    from: textsOf(written['from']),
  };
};
