import type { Diagnostic } from '../../../model/diagnostic.ts';
import type { ResolvedTree } from '../../../model/linked.ts';
import type { Provisions } from '../provisions.ts';
import { addresses } from './addresses.ts';
import { chartNames } from './chart-names.ts';
import { claimedTwice } from './claims.ts';
import { environmentKeys } from './keys.ts';
import { monitorPorts } from './monitor-ports.ts';
import { mounts } from './mounts.ts';
import { backendPorts } from './ports.ts';
import { gatewaySections, namespaced } from './sections.ts';
import { ownSelectors, selectors } from './selectors.ts';
import { probePorts, targetPorts } from './target-ports.ts';
import { type Rule, viewOf } from './view.ts';
import { bindings } from './volumes.ts';

/** Rules for what a reference's name alone does not say: whether the two ends fit. */
const rules: readonly Rule[] = [
  namespaced,
  backendPorts,
  targetPorts,
  probePorts,
  monitorPorts,
  gatewaySections,
  ownSelectors,
  selectors,
  mounts,
  chartNames,
  environmentKeys,
  addresses,
  bindings,
  claimedTwice,
];

/** Whether the ends of what is rendered fit each other: ports, mounts, labels, keys, volumes; and nothing is claimed twice. */
export const fitsOf = (tree: ResolvedTree, provisions: Provisions): Diagnostic[] => {
  const view = viewOf(tree, provisions);
  return rules.flatMap(({ find }) => find(view));
};
