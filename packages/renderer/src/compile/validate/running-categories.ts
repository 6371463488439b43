import { isJsonObject } from '../../model/json.ts';
import type { DefinitionFile } from '../../model/source.ts';

/** Categories that the cluster's tiers name; the last file of the chain that says `tiers` counts. */
export const runningCategories = (cluster: readonly DefinitionFile[]): ReadonlySet<string> => {
  const tiers = cluster
    .map(({ data }) => (isJsonObject(data) ? data['tiers'] : undefined))
    .findLast((written) => Array.isArray(written));
  const names = (Array.isArray(tiers) ? tiers : [])
    .flatMap((tier) => Object.values(isJsonObject(tier) ? tier : {}))
    .flatMap((content) => Object.keys(isJsonObject(content) ? content : {}));
  return new Set(names);
};
