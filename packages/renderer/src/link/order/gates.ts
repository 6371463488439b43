import type { MergedCluster } from '../../model/cluster.ts';
import { byCodeUnit } from '../../model/json.ts';
import type { Gate, Part } from '../../model/linked.ts';

/** One gate a tier that holds something, in order; it lists every part of its tier, so that one more app is one more line. */
export const gatesOf = (parts: readonly Part[], cluster: MergedCluster): Gate[] =>
  cluster.tiers.flatMap(({ name }, index) => {
    const dependsOn = parts
      .filter((part) => part.tier === index)
      .map((part) => part.name)
      .sort(byCodeUnit);
    return dependsOn.length === 0 ? [] : [{ name: `tier-${name}`, tier: name, dependsOn }];
  });
