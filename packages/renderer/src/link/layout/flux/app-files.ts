import type { MergedCluster } from '../../../model/cluster.ts';
import type { Part, TreeFile } from '../../../model/linked.ts';
import { generated, kustomizationFile, objectFiles } from './documents.ts';
import { fluxKustomization } from './flux-kustomization.ts';
import { type FluxSettings, folderOf, partFolder, type SourceReference } from './settings.ts';

/** The file of the FluxKustomizations of one app or section, and the objects of each of its parts. */
export const appFiles = (parts: readonly Part[], settings: FluxSettings, cluster: MergedCluster): TreeFile[] => [
  fluxKustomizations(parts, settings),
  ...parts.flatMap((part) => partFiles(part, settings, cluster)),
];

/** The objects of one part and the `kustomization.yaml` that lists them; nothing for a part that is an upstream folder. */
const partFiles = (part: Part, settings: FluxSettings, cluster: MergedCluster): TreeFile[] => {
  const folder = partFolder(part, settings);
  const files = objectFiles(folder, part.app, part.objects, {
    part: part.name,
    substitutes: part.substituteFrom.length > 0,
    placeholders: cluster.placeholders,
  });
  const names = files.map((file) => file.path.slice(folder.length + 1));
  return files.length === 0 ? [] : [kustomizationFile(folder, names, part.app.file, part.name), ...files];
};

/** `ks.yaml` of an app, `<section>.yaml` of a section: one FluxKustomization a part, a source app's source before it. */
const fluxKustomizations = (parts: readonly Part[], settings: FluxSettings): TreeFile => {
  const app = parts[0]!.app;
  const folder = folderOf(app, settings);
  return {
    path: app.section ? `${folder}.yaml` : `${folder}/ks.yaml`,
    source: app.file,
    documents: parts.flatMap((part) => [
      ...(part.suffix === '' && app.source !== undefined ? [generated(app.source.object, app.file, app.id)] : []),
      generated(objectOf(part, settings), app.file, app.id),
    ]),
  };
};

const objectOf = (part: Part, settings: FluxSettings) => {
  const upstream = part.suffix === '' ? part.app.source : undefined;
  return fluxKustomization(
    {
      name: part.name,
      path: upstream?.path ?? `./${partFolder(part, settings)}`,
      wait: part.wait,
      dependsOn: part.dependsOn,
      healthChecks: part.healthChecks,
      healthCheckExprs: part.healthCheckExprs,
      substituteFrom: part.substituteFrom,
      decrypts: part.objects.some(({ encrypted }) => encrypted !== undefined),
      ...(upstream === undefined
        ? {}
        : {
            source: { kind: upstream.object.kind as SourceReference['kind'], name: upstream.object.metadata.name },
            keepsObjects: (part.app.provides.crds ?? []).length > 0,
          }),
    },
    settings,
  );
};
