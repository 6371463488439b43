import type { JsonObject } from '../../model/json.ts';
import { byCodeUnit, isJsonObject } from '../../model/json.ts';

/** The order in which people write the first keys of an object; the others follow as the object has them. */
const documentKeys = ['apiVersion', 'kind', 'metadata'];
const metadataKeys = ['name', 'namespace', 'annotations', 'labels'];

/** Kinds whose `spec` is written by the alphabet, but for the keys named: they are read side by side, one for each app. */
const alphabeticalSpecs = [{ group: 'kustomize.toolkit.fluxcd.io/', kind: 'Kustomization', first: ['dependsOn'] }];

/** A copy with the keys named first in front, in that order, and the rest as they stand. */
const withFirst = (object: JsonObject, first: readonly string[]): JsonObject => {
  const ordered: JsonObject = {};
  for (const key of first) if (Object.hasOwn(object, key)) ordered[key] = object[key]!;
  for (const key of Object.keys(object)) if (!first.includes(key)) define(ordered, key, object);
  return ordered;
};

/** Assignment would call the setter of `__proto__`. */
const define = (target: JsonObject, key: string, source: JsonObject): void => {
  if (key === '__proto__')
    Object.defineProperty(target, key, { value: source[key], enumerable: true, configurable: true, writable: true });
  else target[key] = source[key]!;
};

const alphabeticalSpec = (object: JsonObject) =>
  alphabeticalSpecs.find(({ group, kind }) => object.kind === kind && String(object.apiVersion).startsWith(group));

/**
 * The object with its keys in the order of a committed file: `apiVersion`, `kind`, `metadata` (`name`, `namespace`, `annotations`,
 * `labels`), the rest as its maker put it; the `spec` of a FluxKustomization as `dependsOn` and then the alphabet, its nested keys
 * as they are.
 */
export const inWrittenOrder = (object: JsonObject): JsonObject => {
  const ordered = withFirst(object, documentKeys);
  if (isJsonObject(ordered.metadata)) ordered.metadata = withFirst(ordered.metadata, metadataKeys);
  const rule = alphabeticalSpec(object);
  if (isJsonObject(ordered.spec) && rule)
    ordered.spec = withFirst(ordered.spec, [...rule.first, ...Object.keys(ordered.spec).sort(byCodeUnit)]);
  return ordered;
};
