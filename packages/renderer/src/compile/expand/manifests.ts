import type { CompiledObject } from '../../model/compiled.ts';
import type { Diagnostic, Staged } from '../../model/diagnostic.ts';
import { isJsonObject, pointerOf } from '../../model/json.ts';
import { groupOf, type KubernetesObject, type ObjectMeta, sopsKey, wellKnown } from '../../model/kubernetes.ts';
import type { EvaluatedApp, RenderedManifest } from '../../model/names.ts';
import { isClusterScoped } from '../../model/scope.ts';
import { fluxNamespace } from './flux-namespace.ts';
import { keptWhenRemoved } from './made.ts';
import { definitionOf, textsOf } from './written.ts';

/** Objects of `manifests`, with `metadata.namespace` filled in where the kind has one and the template says none, and kept when it holds data. */
export const expandManifests = (app: EvaluatedApp): Staged<CompiledObject[]> => {
  const diagnostics: Diagnostic[] = [];
  const items = app.manifests.flatMap((manifest) => {
    const missing = missingField(manifest) ?? missingNamespace(manifest);
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

/** What is encrypted is passed on as it is, so that nothing can be filled in. */
const missingNamespace = ({ document, encrypted }: RenderedManifest): string | undefined => {
  if (encrypted === undefined || isClusterScoped(document as unknown as KubernetesObject)) return undefined;
  const { metadata } = document;
  return isJsonObject(metadata) && typeof metadata['namespace'] === 'string' ? undefined : 'metadata.namespace';
};

const compiled = (app: EvaluatedApp, { document, file, encrypted }: RenderedManifest): CompiledObject => {
  const object = document as unknown as KubernetesObject;
  if (encrypted !== undefined)
    return {
      object,
      pointer: pointerOfManifest(app, file),
      file,
      literal: true,
      encrypted: { fileName: file.slice(file.lastIndexOf('/') + 1), text: encrypted },
      ...(object.kind === 'Secret' && object.metadata.namespace === fluxNamespace ? { forSubstitution: true } : {}),
      requires: [{ reference: `Secret/${fluxNamespace}/${sopsKey}`, pointer: '/sops' }],
    };
  const written = kept(object);
  const { name, namespace = app.namespace, ...rest } = written;
  const metadata = isClusterScoped(object) ? written : { name, namespace, ...rest };
  return { object: { ...object, metadata }, pointer: pointerOfManifest(app, file), file };
};

/** Kinds that data stands in: pruned only where the template itself says so (DESIGN section 6, "Data survives a rename"). */
const holdsData = new Set([
  '/Namespace',
  '/PersistentVolume',
  '/PersistentVolumeClaim',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'postgresql.cnpg.io/Cluster',
  'postgresql.cnpg.io/Database',
  'postgresql.cnpg.io/DatabaseRole',
]);

const kept = ({ apiVersion, kind, metadata }: KubernetesObject): ObjectMeta => {
  const { annotations } = metadata;
  if (!holdsData.has(`${groupOf(apiVersion)}/${kind}`) || annotations?.[wellKnown.prune] !== undefined) return metadata;
  return { ...metadata, annotations: { ...annotations, ...keptWhenRemoved } };
};

/** `/manifests/1`: the entry of `manifests` that names the template. */
const pointerOfManifest = (app: EvaluatedApp, file: string) => {
  const index = textsOf(definitionOf(app)['manifests']).findIndex((written) => file.endsWith(`/${written}`));
  return index < 0 ? '/manifests' : pointerOf(['manifests', index]);
};
