import type { MergedCluster } from '../../../model/cluster.ts';
import type { CompiledObject } from '../../../model/compiled.ts';
import { type JsonValue, pointerOf } from '../../../model/json.ts';
import { originOf } from '../finding.ts';
import { fluxNamespace } from '../flux-namespace.ts';
import { made, watched } from '../made.ts';
import { externalSecretObject } from '../traits/secrets.ts';
import { clusterMap, clusterValue, isOn, mapOf, textOf, textsOf } from '../written.ts';
import type { Section, SectionResult } from './sections.ts';

/**
 * `secrets.placeholders`: the Secrets of flux-system that placeholders are read from, usually `cluster-secrets`. Their keys are the
 * placeholders whose source is that Secret. With `secrets.existing` they are listed as made by hand.
 */
export const placeholderSecrets: Section = (cluster) => {
  const entries = Object.entries(clusterMap(cluster, 'secrets', 'placeholders')).filter(([, entry]) => entry !== false);
  if (isOn(clusterValue(cluster, 'secrets', 'existing'))) return existing(cluster, entries);
  if (!isOn(clusterValue(cluster, 'secrets', 'externalSecrets'))) return { items: [], diagnostics: [] };
  return { items: entries.flatMap(([name, entry]) => externalSecret(cluster, name, entry)), diagnostics: [] };
};

const existing = (cluster: MergedCluster, entries: [string, JsonValue][]): SectionResult => {
  const reason = textOf(clusterMap(cluster, 'secrets', 'existing')['reason']) ?? 'made by hand';
  const external = entries.map(([name]) => ({
    reference: `Secret/${fluxNamespace}/${name}`,
    reason,
    pointer: pointerOf(['secrets', 'placeholders', name]),
  }));
  return { items: [], diagnostics: [], external };
};

/** A family (`PLANE_*`) has no keys to name: the items are then read whole. */
const externalSecret = (cluster: MergedCluster, name: string, entry: JsonValue): CompiledObject[] => {
  const rows = cluster.placeholders.filter(({ source }) => source.kind === 'Secret' && source.name === name);
  const items = textsOf(mapOf(entry)['from']);
  const item = items[0] ?? name;
  const named = rows.every((row) => !row.name.endsWith('*'));
  const pointer = pointerOf(['secrets', 'placeholders', name]);
  if (rows.length === 0) return [];
  const object = externalSecretObject(cluster, {
    name,
    namespace: fluxNamespace,
    template: { metadata: { labels: watched } },
    keys: named && items.length < 2 ? rows.map((row) => ({ secretKey: row.name, item, property: row.name })) : [],
    items: named && items.length < 2 ? [] : items.length === 0 ? [item] : items,
  });
  return [made(cluster, pointer, object, { origin: originOf(cluster, pointer), forSubstitution: true })];
};
