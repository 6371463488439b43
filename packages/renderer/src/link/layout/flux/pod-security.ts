import type { MergedCluster } from '../../../model/cluster.ts';
import type { CompiledNamespace } from '../../../model/compiled.ts';
import type { Staged } from '../../../model/diagnostic.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../model/json.ts';
import type { OrderedTree } from '../../../model/linked.ts';
import { podSpecsOf } from '../../../model/pod-specs.ts';

const levels = ['restricted', 'baseline', 'privileged'] as const;
type Level = (typeof levels)[number];

/**
 * The Pod Security level of a namespace: what its file says; with `auto`, the level its rendered pods need, and nothing where
 * charts run that we cannot read. `policy.podSecurity` is what a namespace gets that runs nothing we can read, and the floor that
 * `auto` goes below only with a reason in the app.
 */
export const podSecurityOf = (
  namespace: CompiledNamespace,
  tree: OrderedTree,
  cluster: MergedCluster,
): Staged<Level | undefined> => {
  if (namespace.podSecurity !== 'auto') return { items: namespace.podSecurity, diagnostics: [] };
  const members = tree.parts.flatMap((part) =>
    part.objects
      .filter(({ object }) => object.metadata.namespace === namespace.name)
      .map(({ object }) => ({ object, app: part.app })),
  );
  const pods = members.flatMap(({ object, app }) =>
    podSpecsOf(object).map(({ spec }) => ({ level: levelOf(spec), app })),
  );
  const hasChart = members.some(({ object, app }) => object.kind === 'HelmRelease' && app.body === 'helm');
  const floor = cluster.definition.policy?.podSecurity as Level | undefined;
  if (hasChart && !namespace.podSecurityWritten) return { items: undefined, diagnostics: [] };
  if (pods.length === 0) return { items: floor, diagnostics: [] };
  const needed = levels[Math.max(...pods.map(({ level }) => levels.indexOf(level)))]!;
  const below =
    floor === undefined
      ? []
      : pods.filter(
          ({ level, app }) => levels.indexOf(level) > levels.indexOf(floor) && app.podSecurityReason === undefined,
        );
  return {
    items: needed,
    diagnostics: below.map(({ level, app }) => ({
      code: 'pod-security-floor',
      severity: 'error',
      message: `${app.id} needs Pod Security level ${level}, but the cluster's policy.podSecurity is ${floor}`,
      hint: 'Say why in the app (`security: { reason: … }`), or set podSecurity of its namespace in category.yaml.',
      origin: { file: app.file, pointer: '/workload' },
    })),
  };
};

/** Volume types that the restricted profile allows (Pod Security Standards). */
const restrictedVolumes = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

/** Capabilities that the baseline profile lets a container add. */
const baselineCapabilities = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

const map = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : {});
const list = (value: JsonValue | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);
const words = (value: JsonValue | undefined): string[] => (Array.isArray(value) ? value.map(String) : []);

/** The lowest level of the Pod Security Standards that admits a pod. */
const levelOf = (spec: JsonObject): Level => {
  const containers = [...list(spec['containers']), ...list(spec['initContainers'])];
  if (isPrivileged(spec, containers)) return 'privileged';
  return isRestricted(spec, containers) ? 'restricted' : 'baseline';
};

const isPrivileged = (spec: JsonObject, containers: readonly JsonObject[]): boolean =>
  ['hostNetwork', 'hostPID', 'hostIPC'].some((field) => spec[field] === true) ||
  list(spec['volumes']).some((volume) => 'hostPath' in volume) ||
  containers.some((container) => {
    const security = map(container['securityContext']);
    return (
      security['privileged'] === true ||
      list(container['ports']).some((port) => typeof port['hostPort'] === 'number') ||
      words(map(security['capabilities'])['add']).some((capability) => !baselineCapabilities.has(capability))
    );
  });

const isRestricted = (spec: JsonObject, containers: readonly JsonObject[]): boolean => {
  const pod = map(spec['securityContext']);
  return (
    list(spec['volumes']).every((volume) =>
      Object.keys(volume).every((key) => key === 'name' || restrictedVolumes.has(key)),
    ) &&
    pod['runAsUser'] !== 0 &&
    containers.every((container) => {
      const security = map(container['securityContext']);
      const capabilities = map(security['capabilities']);
      const seccomp = map(security['seccompProfile'])['type'] ?? map(pod['seccompProfile'])['type'];
      return (
        (security['runAsNonRoot'] ?? pod['runAsNonRoot']) === true &&
        security['runAsUser'] !== 0 &&
        security['allowPrivilegeEscalation'] === false &&
        words(capabilities['drop']).includes('ALL') &&
        words(capabilities['add']).every((capability) => capability === 'NET_BIND_SERVICE') &&
        (seccomp === 'RuntimeDefault' || seccomp === 'Localhost')
      );
    })
  );
};
