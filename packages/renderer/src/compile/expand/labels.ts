import type { CompiledObject } from '../../model/compiled.ts';
import type { EvaluatedApp } from '../../model/names.ts';
import { definitionOf, stringsOf } from './written.ts';

/** `labels` of the app on every object it makes for itself; an object's own label of the same name wins. */
export const labelled = (app: EvaluatedApp, objects: CompiledObject[]): CompiledObject[] => {
  const labels = stringsOf(definitionOf(app)['labels']);
  if (Object.keys(labels).length === 0) return objects;
  return objects.map((compiled) => {
    if (compiled.shared === true) return compiled;
    const { metadata } = compiled.object;
    const labelledMetadata = { ...metadata, labels: { ...labels, ...metadata.labels } };
    return { ...compiled, object: { ...compiled.object, metadata: labelledMetadata } };
  });
};
