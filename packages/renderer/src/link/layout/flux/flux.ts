import type { MergedCluster } from '../../../model/cluster.ts';
import type { Diagnostic, Staged } from '../../../model/diagnostic.ts';
import { byCodeUnit } from '../../../model/json.ts';
import type { LaidOutTree, OrderedTree, Part } from '../../../model/linked.ts';
import { appFiles } from './app-files.ts';
import { areaFiles } from './area-files.ts';
import { clusterFiles } from './cluster-files.ts';
import { type FluxSettings, settingsOf } from './settings.ts';
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
    ...partsByApp(tree).flatMap((parts) => appFiles(parts, settings, cluster)),
    ...areas.items,
  ].sort((left, right) => byCodeUnit(left.path, right.path));
  const substitution = new Map(tree.parts.map((part) => [part.name, part.substituteFrom] as const));
  return { items: { files, substitution }, diagnostics: [...olderFlux(settings, cluster), ...areas.diagnostics] };
};

const partsByApp = (tree: OrderedTree): Part[][] => {
  const apps = new Map<string, Part[]>();
  for (const part of tree.parts) {
    const known = apps.get(part.app.id);
    if (known === undefined) apps.set(part.app.id, [part]);
    else known.push(part);
  }
  return [...apps.values()];
};

/** DESIGN section 6: `readyExpr` needs Flux 2.7; an older one gets plain edges. */
const olderFlux = (settings: FluxSettings, cluster: MergedCluster): Diagnostic[] =>
  settings.hasReadyExpression
    ? []
    : [
        {
          code: 'flux-version',
          severity: 'note',
          message: `flux.version is ${cluster.definition.flux?.version}: dependsOn cannot have readyExpr, so every change waits until all that its app depends on has taken the same revision`,
          hint: 'With Flux 2.7 or newer the edges order the first start only.',
          origin: { file: cluster.file, pointer: '/flux/version' },
        },
      ];
