import type { MergedCluster } from '../../../model/cluster.ts';
import type { Part, TreeFile } from '../../../model/linked.ts';
import { generated, kustomizationFile, objectFiles } from './documents.ts';
import { fluxKustomization } from './flux-kustomization.ts';
import { type FluxSettings, folderOf, partFolder } from './settings.ts';

/** The objects of one part, its `kustomization.yaml`, and with the app's first part the file of its FluxKustomizations. */
export const appFiles = (
  part: Part,
  parts: readonly Part[],
  settings: FluxSettings,
  cluster: MergedCluster,
): TreeFile[] => {
  const siblings = parts.filter((other) => other.app.id === part.app.id);
  const folder = partFolder(part, settings);
  const files = objectFiles(folder, part.app, part.objects, {
    part: part.name,
    substitutes: part.substituteFrom.length > 0,
    placeholders: cluster.placeholders,
  });
  const names = files.map((file) => file.path.slice(folder.length + 1));
  return [
    ...(siblings[0] === part ? [fluxKustomizations(siblings, settings)] : []),
    ...(files.length === 0 ? [] : [kustomizationFile(folder, names, part.app.file, part.name)]),
    ...files,
  ];
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
      ...(upstream === undefined
        ? {}
        : { source: { kind: upstream.object.kind, name: upstream.object.metadata.name } }),
    },
    settings,
  );
};
