/** Groups that every API server serves: no CRD stands behind them. */
const builtInGroups = new Set([
  '',
  'apps',
  'batch',
  'autoscaling',
  'policy',
  'networking.k8s.io',
  'rbac.authorization.k8s.io',
  'storage.k8s.io',
  'scheduling.k8s.io',
  'apiextensions.k8s.io',
  'admissionregistration.k8s.io',
  'apiregistration.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'node.k8s.io',
  'certificates.k8s.io',
  'resource.k8s.io',
  'events.k8s.io',
  'flowcontrol.apiserver.k8s.io',
]);

/** Flux brings its own CRDs: whatever installs Flux is there before the tree is. */
const isFluxGroup = (group: string): boolean =>
  group.endsWith('.toolkit.fluxcd.io') || group === 'kustomize.config.k8s.io';

/** True for an API group whose kinds need no CRD of the tree. */
export const isThereBefore = (group: string): boolean => builtInGroups.has(group) || isFluxGroup(group);
