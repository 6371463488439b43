import type { MergedCluster } from '../../model/cluster.ts';
import type { CompiledApp } from '../../model/compiled.ts';
import type { Staged } from '../../model/diagnostic.ts';
import type { EvaluatedApp } from '../../model/names.ts';
import { bodies } from './bodies/bodies.ts';
import { applyPatches } from './bodies/patches/patches.ts';
import { mergeContributions } from './contributions.ts';
import { factsOf } from './facts.ts';
import { labelled } from './labels.ts';
import { expandManifests } from './manifests.ts';
import { traits } from './traits/traits.ts';
import { definitionOf, isOn } from './written.ts';

/**
 * Turns one evaluated app into its objects and facts. Pure. In order:
 * 1. every trait that is on, in the order of the table of traits;
 * 2. what they contribute to the workload, merged in that order;
 * 3. the app's body (`workload`, `helm`, `source` or none), which is given the contributions;
 * 4. `manifests`, beside any body;
 * 5. the app's labels on each of those objects;
 * 6. `patches`, on all of them;
 * 7. what the linker reads: provides, dependsOn, external, health, facts for collectors.
 */
export const expand = (app: EvaluatedApp, cluster: MergedCluster): Staged<CompiledApp> => {
  const input = { app, cluster };
  const definition = definitionOf(app);
  const contributions = traits.filter(({ name }) => isOn(definition[name])).map(({ trait }) => trait(input));
  const contribution = mergeContributions(contributions);
  const facts = factsOf(app);
  const body = bodies[facts.body](input, contribution);
  const manifests = expandManifests(app);
  const rendered = labelled(app, [...body.objects, ...(contribution.objects ?? []), ...manifests.items]);
  const patched = applyPatches(input, rendered, body.chartObjects ?? []);
  return {
    items: {
      ...facts,
      objects: patched.objects,
      ...(body.source === undefined ? {} : { source: body.source }),
      external: [...facts.external, ...(contribution.external ?? [])],
      routes: contribution.facts?.routes ?? [],
      ...(contribution.facts?.monitor === undefined ? {} : { monitor: contribution.facts.monitor }),
      ...(contribution.facts?.tile === undefined ? {} : { tile: contribution.facts.tile }),
    },
    diagnostics: [contribution.diagnostics ?? [], body.diagnostics, manifests.diagnostics, patched.diagnostics].flat(),
  };
};
