import type { JsonObject, JsonValue } from '../../../../model/json.ts';
import { groupOf } from '../../../../model/kubernetes.ts';
import { mapOf, textOf } from '../../written.ts';

/** What a target is compared with: a rendered object, or one that the workload's chart makes. */
export interface Patchable {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string>; annotations?: Record<string, string> };
}

/** Names, groups, versions and namespaces of a target are regular expressions over the whole (kustomize, `patches.target`). */
const matches = (pattern: JsonValue | undefined, value: string): boolean => {
  const text = textOf(pattern);
  if (text === undefined || text === value) return true;
  // A placeholder's `${…}` is no quantifier, and a pattern the engine refuses is compared as text only.
  try {
    return new RegExp(`^(?:${text})$`, 'u').test(value);
  } catch {
    return false;
  }
};

/** `a=b,c!=d,e,!f`: the equality part of Kubernetes' label selectors. */
const selects = (selector: JsonValue | undefined, labels: Record<string, string>): boolean =>
  (textOf(selector) ?? '')
    .split(',')
    .map((term) => term.trim())
    .filter((term) => term !== '')
    .every((term) => {
      const unequal = term.split('!=');
      if (unequal.length === 2) return labels[unequal[0]!.trim()] !== unequal[1]!.trim();
      const [key = '', value] = term.split(/==?/u);
      if (value !== undefined) return labels[key.trim()] === value.trim();
      return key.startsWith('!') ? !Object.hasOwn(labels, key.slice(1)) : Object.hasOwn(labels, key);
    });

/** True when the target means the object. */
export const targets = (target: JsonObject, object: Patchable): boolean =>
  matches(target['kind'], object.kind) &&
  matches(target['name'], object.metadata.name) &&
  matches(target['namespace'], object.metadata.namespace ?? '') &&
  matches(target['group'], groupOf(object.apiVersion)) &&
  matches(target['version'], object.apiVersion.split('/').at(-1) ?? '') &&
  selects(target['labelSelector'], object.metadata.labels ?? {}) &&
  selects(target['annotationSelector'], object.metadata.annotations ?? {});

/** Without a `target` a patch is for the object it names itself. */
export const targetOf = (written: JsonObject, patch: JsonValue): JsonObject => {
  if (written['target'] !== undefined) return mapOf(written['target']);
  const named = mapOf(patch);
  const name = mapOf(named['metadata'])['name'];
  return named['kind'] === undefined || name === undefined ? {} : { kind: named['kind'], name };
};
