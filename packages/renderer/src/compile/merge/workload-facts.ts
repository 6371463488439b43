import type { LayeredNode } from './layered-node.ts';
import { childOf, isMapNode } from './layered-node.ts';

/** What merging has to know of a workload before anything is evaluated. */
export interface WorkloadFacts {
  /** Kind of each controller; empty without a workload. */
  kinds: string[];
  /** It runs jobs and cronjobs only: no Service, probe, monitor or tile unless written. */
  onlyJobs: boolean;
  /** Some container is probed over HTTP. */
  hasHttpProbe: boolean;
  hasPorts: boolean;
}

const jobKinds = ['job', 'cronjob'];

const textAt = (node: LayeredNode | undefined, key: string): string | undefined => {
  const value = childOf(node, key)?.value;
  return typeof value === 'string' ? value : undefined;
};

/** Every node below that bears the key, whatever its depth in controllers and containers. */
const someBelow = (node: LayeredNode | undefined, holds: (node: LayeredNode) => boolean): boolean => {
  if (node === undefined) return false;
  if (holds(node)) return true;
  const controllers = childOf(node, 'controllers');
  const groups = [controllers, childOf(node, 'containers'), childOf(node, 'init')];
  return groups.some((group) => isMapNode(group) && [...group.value.values()].some((child) => someBelow(child, holds)));
};

/** Facts of `workload`, short form or long, following `like`. */
export const workloadFacts = (workload: LayeredNode | undefined): WorkloadFacts => {
  const controllers = childOf(workload, 'controllers');
  const kindOf = (name: string, seen: readonly string[]): string => {
    const controller = childOf(controllers, name);
    const like = textAt(controller, 'like');
    const inherited = like !== undefined && !seen.includes(like) ? kindOf(like, [...seen, name]) : undefined;
    return textAt(controller, 'kind') ?? inherited ?? textAt(workload, 'kind') ?? 'deployment';
  };
  const names = isMapNode(controllers) ? [...controllers.value.keys()] : [];
  const kinds =
    names.length > 0 ? names.map((name) => kindOf(name, [])) : workload === undefined ? [] : [kindOf('', [])];
  return {
    kinds,
    onlyJobs: kinds.length > 0 && kinds.every((kind) => jobKinds.includes(kind)),
    hasHttpProbe: someBelow(
      workload,
      (node) =>
        childOf(node, 'probe', 'path') !== undefined ||
        ['readiness', 'liveness'].some((name) => childOf(node, 'probes', name, 'path') !== undefined),
    ),
    hasPorts: someBelow(workload, (node) => childOf(node, 'ports') !== undefined),
  };
};
