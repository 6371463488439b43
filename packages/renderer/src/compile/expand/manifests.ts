import type { CompiledObject } from '../../model/compiled.ts';
import type { Diagnostic, Staged } from '../../model/diagnostic.ts';
import { isJsonObject, pointerOf } from '../../model/json.ts';
import type { KubernetesObject } from '../../model/kubernetes.ts';
import type { EvaluatedApp, RenderedManifest } from '../../model/names.ts';
import { isClusterScoped } from '../../model/scope.ts';
import { definitionOf, textsOf } from './written.ts';

/** Objects of `manifests`, with `metadata.namespace` filled in where the kind has one and the template says none. */
export const expandManifests = (app: EvaluatedApp): Staged<CompiledObject[]> => {
  const diagnostics: Diagnostic[] = [];
  const items = app.manifests.flatMap((manifest) => {
    const missing = missingField(manifest);
    if (missing === undefined) return [compiled(app, manifest)];
    diagnostics.push({
      code: 'manifest-shape',
      severity: 'error',
      message: `document ${manifest.index + 1} of ${manifest.file} has no ${missing}`,
      hint: 'A manifest needs apiVersion, kind and metadata.name.',
      origin: { file: manifest.file, pointer: '' },
    });
    return [];
  });
  return { items, diagnostics };
};

const missingField = ({ document }: RenderedManifest): string | undefined => {
  if (typeof document['apiVersion'] !== 'string') return 'apiVersion';
  if (typeof document['kind'] !== 'string') return 'kind';
  const { metadata } = document;
  return isJsonObject(metadata) && typeof metadata['name'] === 'string' ? undefined : 'metadata.name';
};

const compiled = (app: EvaluatedApp, { document, file }: RenderedManifest): CompiledObject => {
  const object = document as unknown as KubernetesObject;
  const { name, namespace = app.namespace, ...rest } = object.metadata;
  const metadata = isClusterScoped(object) ? object.metadata : { name, namespace, ...rest };
  return { object: { ...object, metadata }, pointer: pointerOfManifest(app, file), file };
};

/** `/manifests/1`: the entry of `manifests` that names the template. */
const pointerOfManifest = (app: EvaluatedApp, file: string) => {
  const index = textsOf(definitionOf(app)['manifests']).findIndex((written) => file.endsWith(`/${written}`));
  return index < 0 ? '/manifests' : pointerOf(['manifests', index]);
};
