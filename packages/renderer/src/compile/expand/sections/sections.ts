import type { MergedCluster } from '../../../model/cluster.ts';
import type { CompiledApp, CompiledObject } from '../../../model/compiled.ts';
import type { Staged } from '../../../model/diagnostic.ts';
import { fluxNamespace } from '../flux-namespace.ts';
import { placeholderSecrets } from './placeholder-secrets.ts';
import { settings } from './settings.ts';
import { stores } from './stores.ts';

/** What one section of the cluster file makes. */
export interface SectionResult extends Staged<CompiledObject[]> {
  external?: CompiledApp['external'];
}
export type Section = (cluster: MergedCluster) => SectionResult;

/** Sections of the cluster file that make objects of their own, by the name of their part (`cluster-<name>`). */
const sections: readonly { name: string; description: string; section: Section }[] = [
  { name: 'secrets', description: 'Secrets that fill placeholders', section: placeholderSecrets },
  { name: 'settings', description: 'Values of placeholders that are no secret', section: settings },
  { name: 'stores', description: 'The vault that secrets are read from', section: stores },
];

/**
 * Renders the sections of the cluster file. Each becomes an app of category `cluster`, in the lowest tier: the linker raises it to
 * where its needs are met. A section that makes nothing is left out. Shared volumes (`storage.shared`) are made by the apps that use
 * them, because only those know the namespaces.
 */
export const expandCluster = (cluster: MergedCluster): Staged<CompiledApp[]> => {
  const results = sections.map((one) => ({ ...one, result: one.section(cluster) }));
  const made = results.filter(({ result }) => result.items.length > 0 || (result.external ?? []).length > 0);
  return {
    items: made.map(({ name, description, result }) => sectionApp(cluster, name, description, result)),
    diagnostics: results.flatMap(({ result }) => result.diagnostics),
  };
};

const sectionApp = (cluster: MergedCluster, name: string, description: string, result: SectionResult): CompiledApp => ({
  id: `cluster/${name}`,
  name,
  category: 'cluster',
  section: true,
  description,
  namespace: fluxNamespace,
  area: 'cluster',
  tier: 0,
  file: cluster.file,
  bootstrap: false,
  body: 'none',
  objects: result.items,
  provides: {},
  dependsOn: [],
  external: result.external ?? [],
  health: [],
  routes: [],
});
