import type { MergedCluster } from '../../../model/cluster.ts';
import type { OrderedTree, TreeFile } from '../../../model/linked.ts';
import { generated, kustomizationFile } from './documents.ts';
import { fluxKustomization } from './flux-kustomization.ts';
import type { FluxSettings } from './settings.ts';

/** The gate of every tier that holds something, with the folder it applies: one marker ConfigMap. */
export const tierFiles = (tree: OrderedTree, settings: FluxSettings, cluster: MergedCluster): TreeFile[] =>
  tree.gates.flatMap((gate) => {
    const folder = `${settings.output}/flux/tiers/${gate.tier}`;
    const object = fluxKustomization(
      {
        name: gate.name,
        path: `./${folder}`,
        wait: false,
        dependsOn: gate.dependsOn.map((on) => ({ on, latched: true })),
      },
      settings,
    );
    const marker = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: gate.name, namespace: 'flux-system' },
      data: { tier: gate.tier },
    };
    return [
      { path: `${folder}.yaml`, source: cluster.file, documents: [generated(object, cluster.file)] },
      kustomizationFile(folder, ['configmap.yaml'], cluster.file, gate.name),
      {
        path: `${folder}/configmap.yaml`,
        source: cluster.file,
        documents: [generated(marker, cluster.file)],
        part: gate.name,
      },
    ];
  });
