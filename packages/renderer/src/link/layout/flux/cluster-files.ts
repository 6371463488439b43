import type { MergedCluster } from '../../../model/cluster.ts';
import { byCodeUnit } from '../../../model/json.ts';
import type { OrderedTree, TreeFile } from '../../../model/linked.ts';
import { generated, kustomizationFile, objectFiles } from './documents.ts';
import { fluxKustomization } from './flux-kustomization.ts';
import type { FluxSettings } from './settings.ts';

/** `flux/`: the path bootstrap points at, with the FluxKustomization of the apps and cluster-settings. */
export const clusterFiles = (tree: OrderedTree, settings: FluxSettings, cluster: MergedCluster): TreeFile[] => {
  const folder = `${settings.output}/flux`;
  const sections = new Set(tree.parts.filter((part) => part.app.section).map((part) => part.app.name));
  const resources = [
    ...(settings.isCliBootstrap ? ['flux-system'] : []),
    'cluster.yaml',
    ...(tree.root.length === 0 ? [] : ['settings.yaml']),
    ...[...sections].sort(byCodeUnit).map((name) => `cluster/${name}.yaml`),
    ...tree.gates.map((gate) => `tiers/${gate.tier}.yaml`),
  ];
  const apps = fluxKustomization({ name: 'cluster-apps', path: `./${settings.output}/apps`, wait: false }, settings);
  const settingsFiles = tree.root.flatMap(({ app, object }) =>
    objectFiles(folder, app, [object], { substitutes: false, placeholders: cluster.placeholders }),
  );
  return [
    kustomizationFile(folder, resources, cluster.file),
    { path: `${folder}/cluster.yaml`, source: cluster.file, documents: [generated(apps, cluster.file)] },
    ...settingsFiles.map((file) => ({ ...file, path: `${folder}/settings.yaml` })),
  ];
};
