import { childPointer, isJsonObject, type JsonObject, type JsonPointer, type JsonValue } from '../../model/json.ts';
import { asJson, type KubernetesObject } from '../../model/kubernetes.ts';
import type { ResourceKey } from '../../model/linked.ts';
import { isClusterScopedKind } from '../../model/scope.ts';

/** One thing an object needs, and how it binds. */
export interface Requirement extends Binding {
  to: ResourceKey;
  pointer: JsonPointer;
}

export interface Binding {
  /** Nothing is wrong when nobody provides it. */
  soft?: boolean;
  /** The author said so (`optional: true`): its absence is a note. */
  optional?: boolean;
  /** It orders the first start only where that is possible. */
  weak?: boolean;
  /** A chart or operator of its namespace may make it where no table sees it: then its absence is no error. */
  chart?: boolean;
}

/** `Kind/namespace/name`; `Kind/name` for a kind that lives in no namespace. */
export const keyOf = (kind: string, namespace: string, name: string): ResourceKey =>
  isClusterScopedKind(kind) ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;

export interface Found {
  value: JsonValue;
  pointer: JsonPointer;
}

/** Segments of the paths of the tables: few, and asked for at every object. */
const segmentsOf = new Map<string, readonly string[]>();

/** Values that a path leads to, with their pointers. `*` stands for every item of a list and every value of a map. */
export const valuesAt = (value: JsonValue | undefined, path: string): Found[] => {
  let segments = segmentsOf.get(path);
  if (segments === undefined) {
    segments = path.split('/').slice(1);
    segmentsOf.set(path, segments);
  }
  const found: Found[] = [];
  collect(value, segments, 0, '', found);
  return found;
};

const collect = (
  value: JsonValue | undefined,
  segments: readonly string[],
  depth: number,
  pointer: JsonPointer,
  found: Found[],
): void => {
  if (value === undefined) return;
  const segment = segments[depth];
  if (segment === undefined) found.push({ value, pointer });
  else if (segment === '*' && Array.isArray(value))
    for (let index = 0; index < value.length; index += 1)
      collect(value[index], segments, depth + 1, `${pointer}/${index}`, found);
  else if (!isJsonObject(value)) return;
  else if (segment === '*')
    for (const key of Object.keys(value)) collect(value[key], segments, depth + 1, childPointer(pointer, key), found);
  else if (value[segment] !== undefined) collect(value[segment], segments, depth + 1, `${pointer}/${segment}`, found);
};

/** What a path into an object holds, when that is a text. */
export const textAt = (object: KubernetesObject, path: string): string | undefined => {
  const value = valuesAt(asJson(object), path)[0]?.value;
  return typeof value === 'string' ? value : undefined;
};

/** A requirement for every name the path leads to; an empty name refers to nothing. */
export const named = (
  object: KubernetesObject,
  path: string,
  key: (name: string) => ResourceKey,
  binding: Binding = {},
): Requirement[] =>
  valuesAt(asJson(object), path).flatMap(({ value, pointer }) =>
    typeof value === 'string' && value !== '' ? [{ to: key(value), pointer, ...binding }] : [],
  );

/** A requirement for every `{ name, kind?, namespace?, optional? }` the path leads to; `kind` and `namespace` are what it has by default. */
export const referred = (
  object: KubernetesObject,
  path: string,
  kind: string,
  namespace: string,
  binding: Binding = {},
): Requirement[] =>
  valuesAt(asJson(object), path).flatMap(({ value, pointer }) =>
    isJsonObject(value) ? referenceOf(value, pointer, kind, namespace, binding) : [],
  );

const referenceOf = (
  value: JsonObject,
  pointer: JsonPointer,
  kind: string,
  namespace: string,
  binding: Binding,
): Requirement[] => {
  const { name } = value;
  if (typeof name !== 'string' || name === '') return [];
  const own = typeof value['kind'] === 'string' ? value['kind'] : kind;
  const where = typeof value['namespace'] === 'string' ? value['namespace'] : namespace;
  const absent: Binding = value['optional'] === true ? { soft: true, weak: true, optional: true } : {};
  return [{ to: keyOf(own, where, name), pointer: `${pointer}/name`, ...binding, ...absent }];
};

/**
 * Secrets and ConfigMaps below the path that are named as core/v1 and the operators name them: a map under a key that ends in
 * `SecretRef`, `secretKeyRef` or `configMapKeyRef`, or a map of exactly `name` and `key` (a ConfigMap's under `configMap`).
 */
export const selected = (object: KubernetesObject, path: string, namespace: string): Requirement[] => {
  const found: Requirement[] = [];
  const walk = (value: JsonValue, pointer: JsonPointer, key: string): void => {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, `${pointer}/${index}`, key);
    // privateKeySecretRef names a Secret that an issuer makes itself.
    if (!isJsonObject(value) || key === 'privateKeySecretRef') return;
    const kind = kindOf(value, key);
    if (kind !== undefined) found.push(...referenceOf(value, pointer, kind, namespace, {}));
    else for (const [inner, item] of Object.entries(value)) walk(item, childPointer(pointer, inner), inner);
  };
  for (const { value, pointer } of valuesAt(asJson(object), path)) walk(value, pointer, '');
  return found;
};

const kindOf = (value: JsonObject, key: string): string | undefined => {
  if (typeof value['name'] !== 'string' || 'kind' in value) return undefined;
  if (/configmap(key)?(ref)?$/iu.test(key)) return 'ConfigMap';
  if (/secret(key)?ref$/iu.test(key)) return 'Secret';
  const { name: _name, key: inside, optional: _optional, ...rest } = value;
  return typeof inside === 'string' && Object.keys(rest).length === 0 ? 'Secret' : undefined;
};

/** In-cluster addresses `name.namespace.svc` in a text: they order the first start, no more. */
export const addressesIn = (value: JsonValue | undefined, pointer: JsonPointer): Requirement[] =>
  typeof value === 'string' && value.includes('.svc')
    ? [...value.matchAll(/(?<![\w.-])([a-z0-9][a-z0-9-]*)\.([a-z0-9][a-z0-9-]*)\.svc\b/gu)].map((match) => ({
        to: `Service/${match[2]}/${match[1]}`,
        pointer,
        soft: true,
        weak: true,
      }))
    : [];
