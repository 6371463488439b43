import type { MergedCluster } from '../../../model/cluster.ts';
import type { CompiledApp, CompiledNamespace } from '../../../model/compiled.ts';
import type { Staged } from '../../../model/diagnostic.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../model/json.ts';
import type { KubernetesObject } from '../../../model/kubernetes.ts';
import type { OrderedTree } from '../../../model/linked.ts';
import { isAppTemplateRelease, podSpecsOf } from '../../../model/pod-specs.ts';

const levels = ['restricted', 'baseline', 'privileged'] as const;
type Level = (typeof levels)[number];

/** An object that stands in a namespace, or (without one) an upstream folder that is applied there. */
interface Member {
  app: CompiledApp;
  object?: KubernetesObject;
}

/** What stands in each namespace. */
export const membersByNamespace = (tree: OrderedTree): ReadonlyMap<string, Member[]> => {
  const members = new Map<string, Member[]>();
  const add = (namespace: string, member: Member): void => {
    const known = members.get(namespace);
    if (known === undefined) members.set(namespace, [member]);
    else known.push(member);
  };
  for (const { app, objects, suffix } of tree.parts) {
    for (const { object } of objects)
      if (object.metadata.namespace !== undefined) add(object.metadata.namespace, { app, object });
    if (suffix === '' && app.source !== undefined) add(app.namespace, { app });
  }
  return members;
};

/**
 * The Pod Security level of a namespace: what its file says; with `auto`, the level its rendered pods need, and nothing where
 * charts or upstream folders run that we cannot read. `policy.podSecurity` is what a namespace gets that runs nothing we can read,
 * and the floor that `auto` goes below only with a reason in the app.
 */
export const podSecurityOf = (
  namespace: CompiledNamespace,
  members: readonly Member[],
  cluster: MergedCluster,
): Staged<Level | undefined> => {
  if (namespace.podSecurity !== 'auto') return { items: namespace.podSecurity, diagnostics: [] };
  const pods = members.flatMap(({ object, app }) =>
    object === undefined ? [] : podSpecsOf(object).map(({ spec }) => ({ level: levelOf(spec), app })),
  );
  const hasChart = members.some(
    ({ object }) => object === undefined || (object.kind === 'HelmRelease' && !isAppTemplateRelease(object)),
  );
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

/** Sysctls that stay within the pod (Pod Security Standards, "Sysctls"). */
const safeSysctls = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
]);

const selinuxTypes = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t']);

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
  list(map(spec['securityContext'])['sysctls']).some(({ name }) => !safeSysctls.has(String(name))) ||
  isBeyondBaseline(map(spec['securityContext'])) ||
  containers.some((container) => {
    const security = map(container['securityContext']);
    return (
      security['privileged'] === true ||
      (security['procMount'] ?? 'Default') !== 'Default' ||
      isBeyondBaseline(security) ||
      list(container['ports']).some(({ hostPort }) => hostPort !== undefined && hostPort !== 0) ||
      words(map(security['capabilities'])['add']).some((capability) => !baselineCapabilities.has(capability))
    );
  });

/** What baseline refuses in the security context of a pod as in that of a container. */
const isBeyondBaseline = (security: JsonObject): boolean => {
  const selinux = map(security['seLinuxOptions']);
  return (
    map(security['seccompProfile'])['type'] === 'Unconfined' ||
    map(security['appArmorProfile'])['type'] === 'Unconfined' ||
    map(security['windowsOptions'])['hostProcess'] === true ||
    !selinuxTypes.has(String(selinux['type'] ?? '')) ||
    (selinux['user'] ?? '') !== '' ||
    (selinux['role'] ?? '') !== ''
  );
};

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
