import type { MergedCluster } from '../../model/cluster.ts';
import { sectionText } from '../../model/cluster-needs.ts';

const isAddress = (written: string): boolean => written.includes('://') || written.includes('<%');

/**
 * What a route's wish for `oidc` or `forward` becomes on this cluster (FORMAT section 4): itself where `auth.<wish>` is an
 * address, else the word that the cluster says, else `none`.
 */
export const authWish = (cluster: MergedCluster, wish: string): string => {
  const seen = new Set<string>();
  for (let at = wish; ; ) {
    if (at !== 'oidc' && at !== 'forward') return at;
    if (seen.has(at)) return 'none';
    seen.add(at);
    const written = sectionText(cluster, 'auth', at);
    if (written === undefined) return 'none';
    if (isAddress(written)) return at;
    at = written;
  }
};
