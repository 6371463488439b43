import type { MergedCluster } from '../../../model/cluster.ts';
import type { Staged } from '../../../model/diagnostic.ts';
import { byCodeUnit } from '../../../model/json.ts';
import type { LaidOutTree, OrderedTree } from '../../../model/linked.ts';
import { appFiles } from './app-files.ts';
import { areaFiles } from './area-files.ts';
import { clusterFiles } from './cluster-files.ts';
import { settingsOf } from './settings.ts';
import { tierFiles } from './tier-files.ts';

/**
 * Lays the ordered parts out as Flux reads them (DESIGN section 6). In order:
 * 1. `flux/`: what bootstrap points at, the FluxKustomization of the apps, cluster-settings;
 * 2. `flux/tiers/`: the gates and their markers;
 * 3. `apps/<area>/<app>/` and `flux/cluster/<section>/`: the FluxKustomizations and the objects of each part;
 * 4. `apps/` and `apps/<area>/`: namespaces and the lists of what stands below.
 */
export const layoutFlux = (tree: OrderedTree, cluster: MergedCluster): Staged<LaidOutTree> => {
  const settings = settingsOf(cluster);
  const areas = areaFiles(tree, settings, cluster);
  const files = [
    ...clusterFiles(tree, settings, cluster),
    ...tierFiles(tree, settings, cluster),
    ...tree.parts.flatMap((part) => appFiles(part, tree.parts, settings, cluster)),
    ...areas.items,
  ].sort((left, right) => byCodeUnit(left.path, right.path));
  const substitution = new Map(tree.parts.map((part) => [part.name, part.substituteFrom] as const));
  return { items: { files, substitution }, diagnostics: areas.diagnostics };
};
