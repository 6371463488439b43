import { isJsonObject, type JsonObject, type JsonValue } from '../../../../model/json.ts';
import { listOf, present } from '../../written.ts';
import { compactEmpty } from './merge.ts';

/** `image`: neither context is written. Else the fields of both contexts, complete. */
type EffectiveSecurity = 'image' | JsonObject;

/** Fields that only core/v1 PodSecurityContext has. */
const podOnly = [
  'fsGroup',
  'fsGroupChangePolicy',
  'seLinuxChangePolicy',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'sysctls',
];
/** Fields that both contexts have; the pod's holds for every container that does not say otherwise. */
const shared = [
  'appArmorProfile',
  'runAsGroup',
  'runAsNonRoot',
  'runAsUser',
  'seLinuxOptions',
  'seccompProfile',
  'windowsOptions',
];

/** The profile `restricted` of Pod Security Admission, and what home images need to write to their volumes. */
const restricted: JsonObject = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  runAsUser: 1000,
  runAsGroup: 1000,
  fsGroup: 1000,
  fsGroupChangePolicy: 'OnRootMismatch',
  seccompProfile: { type: 'RuntimeDefault' },
};

const capabilitiesOf = (written: JsonValue | undefined): JsonObject | undefined => {
  if (Array.isArray(written)) return compactEmpty({ add: written, drop: ['ALL'] });
  return isJsonObject(written) ? { drop: ['ALL'], ...written } : undefined;
};

/** A privileged process may gain rights by definition: the API server refuses `allowPrivilegeEscalation: false` beside it. */
const gainsRights = (context: JsonObject): boolean => {
  const added = isJsonObject(context['capabilities']) ? listOf(context['capabilities']['add']) : [];
  return context['privileged'] === true || added.includes('SYS_ADMIN') || added.includes('CAP_SYS_ADMIN');
};

/** Short words of a security map (`uid gid groups capabilities`) as fields; every other key is a field already. */
const fieldsOf = (written: JsonObject): JsonObject => {
  const { uid, gid, groups, capabilities, reason: _reason, ...fields } = written;
  const user = fields['runAsUser'] ?? uid;
  return present({
    ...(user === 0 ? { runAsNonRoot: false } : {}),
    ...present({ runAsUser: uid, runAsGroup: gid, fsGroup: gid, supplementalGroups: groups }),
    ...fields,
    capabilities: capabilitiesOf(capabilities),
  });
};

/** A container's `security` (its own over the workload's) as a whole; nothing written is `restricted`. */
export const effectiveSecurity = (written: JsonValue | undefined): EffectiveSecurity => {
  if (written === 'image') return 'image';
  if (!isJsonObject(written)) return restricted;
  const fields = fieldsOf(written);
  const context = { ...restricted, ...fields };
  if (gainsRights(context) && fields['allowPrivilegeEscalation'] === undefined) {
    const { allowPrivilegeEscalation: _refused, ...rest } = context;
    return rest;
  }
  return context;
};

const sorted = (context: JsonObject, keys: (key: string) => boolean): JsonObject =>
  Object.fromEntries(
    Object.entries(context)
      .filter(([key]) => keys(key))
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  );

const same = (left: JsonValue | undefined, right: JsonValue | undefined): boolean =>
  JSON.stringify(left) === JSON.stringify(right);

const containerOnly = (key: string): boolean => !podOnly.includes(key) && !shared.includes(key);

/**
 * Splits what the containers of one pod need into the pod's context and one a container. `containers` has the main container
 * first.
 *
 * 1. The pod's context is the main container's; a container that differs says so itself.
 * 2. Where a container is of profile `image`, the pod may not tell it who it is: then only the volumes' group stands in the
 *    pod's context, and the others say the rest themselves.
 */
export const splitSecurity = (
  containers: readonly EffectiveSecurity[],
): { pod: JsonObject; containers: JsonObject[] } => {
  const written = containers.filter((context): context is JsonObject => context !== 'image');
  const [first] = written;
  if (first === undefined) return { pod: {}, containers: containers.map(() => ({})) };
  const tells = written.length === containers.length;
  const pod = sorted(first, (key) => podOnly.includes(key) || (tells && shared.includes(key)));
  const own = (context: JsonObject): JsonObject =>
    sorted(context, (key) => containerOnly(key) || (shared.includes(key) && !same(pod[key], context[key])));
  return { pod, containers: containers.map((context) => (context === 'image' ? {} : own(context))) };
};
