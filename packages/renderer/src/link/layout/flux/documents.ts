import type { CompiledApp, CompiledObject } from '../../../model/compiled.ts';
import { byCodeUnit } from '../../../model/json.ts';
import { asJson, type KubernetesObject, objectName } from '../../../model/kubernetes.ts';
import type { TreeDocument, TreeFile } from '../../../model/linked.ts';
import type { Placeholder } from '../../../model/placeholder.ts';
import { inTreeNotation } from './notation.ts';

/** A document that stands for a whole definition file, not for one object of an app. */
export const generated = (object: KubernetesObject, file: string, app?: string): TreeDocument => ({
  object,
  file,
  pointer: '',
  ...(app === undefined ? {} : { app }),
});

/** The kustomize.config.k8s.io/v1beta1 Kustomization that lists a folder's files by name, so that Flux never guesses. */
export const kustomizationFile = (
  folder: string,
  resources: readonly string[],
  source: string,
  part?: string,
): TreeFile => ({
  path: `${folder}/kustomization.yaml`,
  source,
  ...(part === undefined ? {} : { part }),
  documents: [
    generated(
      {
        apiVersion: 'kustomize.config.k8s.io/v1beta1',
        kind: 'Kustomization',
        resources: resources.map((resource) => `./${resource}`),
      } as unknown as KubernetesObject,
      source,
    ),
  ],
});

/** One file a kind, its objects sorted by namespace and name; the header names the one source, or the definition when there are several. */
export const objectFiles = (
  folder: string,
  app: CompiledApp,
  objects: readonly CompiledObject[],
  options: { part?: string; substitutes: boolean; placeholders: readonly Placeholder[] },
): TreeFile[] => {
  const files = new Map<string, CompiledObject[]>();
  for (const compiled of objects) {
    const file = compiled.encrypted?.fileName ?? `${fileName(compiled.object.kind)}.yaml`;
    const known = files.get(file);
    if (known === undefined) files.set(file, [compiled]);
    else known.push(compiled);
  }
  return [...files]
    .sort(([left], [right]) => byCodeUnit(left, right))
    .map(([file, members]) => {
      const sources = new Set(members.map((compiled) => compiled.file));
      return {
        path: `${folder}/${file}`,
        source: sources.size === 1 ? members[0]!.file : app.file,
        ...(options.part === undefined ? {} : { part: options.part }),
        documents: [...members]
          .sort((left, right) => byCodeUnit(objectName(left.object), objectName(right.object)))
          .map((compiled) => documentOf(compiled, app, options)),
      };
    });
};

/** A FluxKustomization of a definition's own must not take the place of the KustomizationFile. */
const fileName = (kind: string): string => (kind === 'Kustomization' ? 'fluxkustomization' : kind.toLowerCase());

const documentOf = (
  compiled: CompiledObject,
  app: CompiledApp,
  options: { substitutes: boolean; placeholders: readonly Placeholder[] },
): TreeDocument => ({
  object: compiled.literal
    ? compiled.object
    : (inTreeNotation(asJson(compiled.object), options) as unknown as KubernetesObject),
  app: app.id,
  file: compiled.file,
  pointer: compiled.pointer,
  ...(compiled.literal ? { literal: true } : {}),
  ...(compiled.encrypted === undefined ? {} : { encrypted: compiled.encrypted.text }),
  ...(compiled.origin === undefined ? {} : { origin: compiled.origin }),
});
