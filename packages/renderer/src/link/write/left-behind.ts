import { parseAllDocuments } from 'yaml';
import { byCodeUnit, isJsonObject, type JsonObject, type JsonValue, valueAt } from '../../model/json.ts';
import { hasMetadata, type KubernetesObject, objectName, wellKnown } from '../../model/kubernetes.ts';
import type { FileChange } from '../../model/tree.ts';

/**
 * What is no longer rendered and that Flux leaves in the cluster all the same, because data stands in it (DESIGN section 6, "Data
 * survives a rename"): `Kind/namespace/name`, sorted. An object that only moved to another file is not among them.
 */
export const leftBehind = (changes: readonly FileChange[]): string[] => {
  const stays = changes.flatMap(({ before }) => keptIn(before));
  if (stays.length === 0) return [];
  const rendered = new Set(changes.flatMap(({ after }) => objectsIn(after).map(nameOf)));
  return [...new Set(stays)].filter((name) => !rendered.has(name)).sort(byCodeUnit);
};

const keptIn = (text: string | undefined): string[] =>
  text?.includes(`${wellKnown.prune}: disabled`) ? objectsIn(text).filter(isKept).map(nameOf) : [];

const objectsIn = (text: string | undefined): JsonObject[] =>
  text === undefined
    ? []
    : parseAllDocuments(text)
        .map((document): JsonValue => document.toJS())
        .filter(isJsonObject)
        .filter(hasMetadata);

const annotation = wellKnown.prune.replaceAll('/', '~1');

const isKept = (object: JsonObject): boolean =>
  ['/metadata/annotations', '/spec/commonMetadata/annotations'].some(
    (pointer) => valueAt(object, `${pointer}/${annotation}`) === 'disabled',
  );

/** A FluxKustomization that keeps its objects stands for what it applied. */
const nameOf = (object: JsonObject): string => {
  const name = objectName(object as unknown as KubernetesObject);
  return valueAt(object, '/spec/commonMetadata') === undefined ? name : `what ${name} applied`;
};
