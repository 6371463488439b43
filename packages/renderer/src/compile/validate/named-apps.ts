import type { JsonValue } from '../../model/json.ts';
import { isJsonObject } from '../../model/json.ts';
import type { DefinitionFile } from '../../model/source.ts';

const mapOf = (value: JsonValue | undefined): Record<string, JsonValue> => (isJsonObject(value) ? value : {});

/**
 * Categories and apps that the cluster's tiers name, as `category` and `category/app`, or `category/*` for `all`. The last file
 * of the chain that says `tiers` counts.
 */
const namesIn = (cluster: readonly DefinitionFile[]): ReadonlySet<string> => {
  const tiers = cluster.map(({ data }) => mapOf(data)['tiers']).findLast((written) => Array.isArray(written));
  const names = new Set<string>();
  for (const tier of Array.isArray(tiers) ? tiers : []) {
    for (const content of Object.values(mapOf(tier))) {
      for (const [category, apps] of Object.entries(mapOf(content))) {
        names.add(category);
        for (const app of Array.isArray(apps) ? apps : ['*']) names.add(`${category}/${String(app)}`);
      }
    }
  }
  return names;
};

/** Whether the cluster's tiers name a category, or an app of it. */
export const namedBy = (cluster: readonly DefinitionFile[]): ((category: string, app?: string) => boolean) => {
  const names = namesIn(cluster);
  return (category, app) =>
    app === undefined ? names.has(category) : names.has(`${category}/${app}`) || names.has(`${category}/*`);
};
