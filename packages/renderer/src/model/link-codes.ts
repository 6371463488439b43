import type { CodeDocumentation } from './codes.ts';

/** Codes of the room `resolve` for two ends that are both there and do not fit. */
export const linkCodes = {
  'port-mismatch': {
    meaning: 'A route, Service, probe or monitor names a port that the other end does not have.',
    example: 'a Service with targetPort: htpp, before a container whose port is called http',
    cure: 'Write the port as the other end has it; both ends are printed. A number that a container merely does not declare is a warning.',
  },
  'selector-mismatch': {
    meaning: 'A label selector picks nothing, although everything in its namespace is known.',
    example: 'a PodDisruptionBudget that selects app: web, where the pods bear app.kubernetes.io/name: web',
    cure: 'Write the labels that the other end bears. Where a chart may make what is selected, nothing is said.',
  },
  'mount-mismatch': {
    meaning:
      'A container mounts a volume its pod does not have, mounts two at one path, or a volume is mounted by nobody.',
    example: 'volumeMounts: [{ name: confg, mountPath: /config }] beside volumes: [{ name: config }]',
    cure: 'Give mount and volume the same name; each path once.',
  },
  'binding-mismatch': {
    meaning:
      'A claim names a PersistentVolume that it can never bind: size, access mode, storage class or owner differ.',
    example: 'a claim of 20Gi with volumeName of a volume of 10Gi',
    cure: 'Make the two agree in the field that is named.',
  },
  'claimed-twice': {
    meaning:
      'Two objects claim what only one can have: a host and path, a node port, a host port, an address, a folder of a volume.',
    example: 'two apps with route: { host: files }',
    cure: 'Give one of them another; both places are printed.',
  },
  'namespace-missing': {
    meaning: 'A rendered object of a kind that lives in a namespace names none.',
    example: 'patches: [{ target: { kind: Service }, patch: [{ op: remove, path: /metadata/namespace }] }]',
    cure: 'Leave metadata.namespace alone, or write it.',
  },
} satisfies Record<string, CodeDocumentation>;
