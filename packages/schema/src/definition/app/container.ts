/** A container: what is written in `workload`, in a controller, and under `containers` and `init`. */
import { Type } from 'typebox';
import {
  atMostOne,
  boolean,
  entry,
  exactlyOne,
  freeForm,
  instead,
  integer,
  listOf,
  mapOf,
  may,
  must,
  named,
  object,
  off,
  shapes,
  text,
  word,
} from '../build.ts';
import {
  anyText,
  duration,
  environmentName,
  image,
  objectName,
  portName,
  portNumber,
  portReference,
  protocol,
  quantity,
  reason,
  scalarShapes,
  secretKey,
  urlPath,
} from '../leaves.ts';

export const secretName = text(
  '^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$',
  'the name of a secret or of a trait such as romm or database.postgres',
  { maxLength: 253 },
);

const environmentSource = named(
  'EnvironmentSource',
  object(
    {
      secret: may(
        secretName,
        'Trait (`database.*`, `cache.*`, `auth.*`), own secret, or secret of another app of the namespace',
        'database.postgres',
      ),
      config: may(objectName('the name of a ConfigMap', 'romm'), 'ConfigMap that holds the value', 'romm'),
      key: may(secretKey, 'Key in the Secret or ConfigMap', 'uri'),
      optional: may(boolean(), 'Drop this variable when no enabled app provides the secret', true),
      field: may(anyText, 'Field of the pod (downward API)', 'metadata.namespace'),
      resource: may(anyText, 'Resource of the container (downward API)', 'limits.memory'),
    },
    {
      ...exactlyOne('secret', 'config', 'field', 'resource'),
      dependencies: { secret: ['key'], config: ['key'], optional: ['secret'] },
    },
  ),
);

export const environment = named(
  'Environment',
  mapOf(
    environmentName,
    shapes('a string, number, boolean or { secret, key }', { ...scalarShapes, object: environmentSource }),
  ),
);

const environmentFrom = named(
  'EnvironmentFrom',
  object(
    {
      secret: may(secretName, 'Secret whose keys all become variables', 'romm'),
      config: may(objectName('the name of a ConfigMap', 'romm'), 'ConfigMap whose keys all become variables', 'romm'),
      optional: may(boolean(), 'Go on without it when no enabled app provides it', true),
      prefix: may(environmentName, 'Put before each key', 'APP_'),
    },
    exactlyOne('secret', 'config'),
  ),
);

const seconds = (minimum: number) => integer(minimum, undefined, `a number of seconds from ${minimum}`);
const times = integer(1, undefined, 'a number of times from 1');

const probeKeys = {
  path: may(urlPath, 'Probe over HTTP: path that answers 2xx or 3xx', '/healthz'),
  tcp: may(
    shapes('true', { boolean: Type.Unsafe<true>({ type: 'boolean', enum: [true], expected: 'true' }) }),
    'Probe by opening the port',
    true,
  ),
  exec: may(listOf(anyText, { minItems: 1 }), 'Probe by a command that exits 0', ['sh', '-c', 'test -f /tmp/alive']),
  grpc: may(
    shapes('true or the name of a gRPC service', {
      boolean: Type.Unsafe<true>({ type: 'boolean', enum: [true], expected: 'true or the name of a gRPC service' }),
      string: anyText,
    }),
    "Probe over gRPC's health protocol: true, or the service's name",
    true,
  ),
  port: may(portReference, 'Port that is asked; default: the first of the container', 'http'),
  headers: may(
    mapOf(text('^[-A-Za-z0-9]+$', 'the name of a header such as Host'), anyText),
    'Headers of the HTTP request',
    { Host: 'romm.example.com' },
  ),
  initialDelaySeconds: may(seconds(0), 'Seconds before the first probe', 10),
  periodSeconds: may(seconds(1), 'Seconds between probes', 10),
  timeoutSeconds: may(seconds(1), 'Seconds until a probe counts as failed', 1),
  successThreshold: may(times, 'Successes in a row that make it healthy again', 1),
  failureThreshold: may(times, 'Failures in a row that make it unhealthy', 3),
  terminationGracePeriodSeconds: may(seconds(1), 'Seconds to end when this probe fails', 30),
};

export const probe = named(
  'Probe',
  object(
    {
      ...probeKeys,
      startup: may(duration('10m'), 'Time the first start may take', '10m'),
      none: may(reason, 'No probe, and why (waives `policy.probes: required`)', 'runs to completion'),
    },
    { ...exactlyOne('path', 'tcp', 'exec', 'grpc', 'none'), ...instead('{ path: % }') },
  ),
);

const singleProbe = entry(
  'false or a probe such as { path: /healthz }',
  named('SingleProbe', object(probeKeys, exactlyOne('path', 'tcp', 'exec', 'grpc'))),
);

const probes = named(
  'Probes',
  object({
    startup: may(singleProbe, 'Holds the other probes back until it succeeds', {
      path: '/ready',
      failureThreshold: 60,
    }),
    liveness: may(singleProbe, 'Restarts the container when it fails', { path: '/live' }),
    readiness: may(singleProbe, 'Takes the pod out of its services while it fails', { path: '/ready' }),
  }),
);

const capability = text('^[A-Z][A-Z0-9_]*$', 'a capability such as NET_ADMIN');
const numericId = integer(0, 2147483647, 'a numeric id such as 1000');
const free = () => freeForm();

const securityMap = named(
  'Security',
  object({
    uid: may(numericId, 'User that the containers run as', 1000),
    gid: may(numericId, 'Group that the containers run as', 1000),
    groups: may(listOf(numericId), 'Further groups, such as the owner of a shared volume', [44]),
    capabilities: may(
      shapes('a list of capabilities such as [NET_ADMIN]', {
        array: listOf(capability),
        object: object({
          add: may(listOf(capability), 'Capabilities given', ['NET_ADMIN']),
          drop: may(listOf(capability), 'Capabilities taken away', ['ALL']),
        }),
      }),
      'Capabilities added to none; a map says what is dropped too',
      ['NET_ADMIN'],
    ),
    reason: may(reason, "Why less than the namespace's floor is enough", 'the VPN needs a tun device'),
    allowPrivilegeEscalation: may(boolean(), 'SecurityContext: a process may gain more rights than its parent', false),
    privileged: may(boolean(), 'SecurityContext: the same as root on the host', false),
    readOnlyRootFilesystem: may(boolean(), 'SecurityContext: the image cannot be written to', true),
    runAsNonRoot: may(boolean(), 'SecurityContext: refuse to start as root', true),
    runAsUser: may(numericId, 'SecurityContext: the same as uid', 1000),
    runAsGroup: may(numericId, 'SecurityContext: the same as gid', 1000),
    procMount: may(anyText, 'SecurityContext: kind of /proc', 'Default'),
    appArmorProfile: may(free(), 'SecurityContext: AppArmor profile', { type: 'RuntimeDefault' }),
    seccompProfile: may(free(), 'SecurityContext: seccomp profile', { type: 'RuntimeDefault' }),
    seLinuxOptions: may(free(), 'SecurityContext: SELinux labels', { level: 's0:c1,c2' }),
    windowsOptions: may(free(), 'SecurityContext: Windows settings', { hostProcess: false }),
    fsGroup: may(numericId, 'PodSecurityContext: group that owns the volumes', 1000),
    fsGroupChangePolicy: may(
      word('OnRootMismatch', 'Always'),
      'PodSecurityContext: when ownership is set',
      'OnRootMismatch',
    ),
    seLinuxChangePolicy: may(
      word('MountOption', 'Recursive'),
      'PodSecurityContext: how SELinux labels reach volumes',
      'MountOption',
    ),
    supplementalGroups: may(listOf(numericId), 'PodSecurityContext: the same as groups', [44]),
    supplementalGroupsPolicy: may(
      word('Merge', 'Strict'),
      "PodSecurityContext: whether the image's groups count",
      'Strict',
    ),
    sysctls: may(listOf(free()), 'PodSecurityContext: kernel settings of the pod', [
      { name: 'net.ipv4.ip_forward', value: '1' },
    ]),
  }),
);

const resourceAmounts = mapOf(
  text('^[a-zA-Z0-9]([-a-zA-Z0-9./]*[a-zA-Z0-9])?$', 'the name of a resource such as memory'),
  quantity('512Mi'),
);

export const resources = named(
  'Resources',
  object({
    requests: may(resourceAmounts, 'What the scheduler reserves', { cpu: '100m', memory: '512Mi' }),
    limits: may(resourceAmounts, 'What the container may use at most', { memory: '2Gi' }),
    claims: may(listOf(free()), 'Claims of devices (core/v1)', [{ name: 'gpu' }]),
  }),
);

const portEntry = shapes('a port such as 8080 or { port, protocol }', {
  boolean: off('a port such as 8080 or { port, protocol }'),
  integer: portNumber,
  object: named(
    'ContainerPort',
    object({
      port: must(portNumber, 'Number in the container', 6881),
      protocol: may(
        shapes('TCP, UDP or a list of both', {
          string: protocol,
          array: listOf(protocol, { minItems: 1, uniqueItems: true }),
        }),
        'TCP, UDP or both; default TCP',
        ['TCP', 'UDP'],
      ),
    }),
  ),
});

const strings = (example: string) =>
  listOf(Type.Unsafe<string>({ type: 'string', expected: 'a string (quote numbers and booleans)' }), {
    expected: `a list of strings such as ${example}`,
  });

/** Keys that a container has wherever it is written. */
export const containerKeys = {
  image: may(image, 'Image with its tag, and the digest where it is pinned', 'ghcr.io/rommapp/romm:5.2.0'),
  env: may(environment, 'Environment variables; a scalar is always written as a string', {
    DB_NAME: { secret: 'database.postgres', key: 'dbname' },
    LOG_LEVEL: 'info',
  }),
  envFrom: may(listOf(environmentFrom), 'Secrets and ConfigMaps whose keys all become variables', [{ secret: 'romm' }]),
  security: may(
    shapes('restricted, image or a map such as { uid: 1000 }', {
      string: word('restricted', 'image'),
      object: securityMap,
    }),
    'Profile `restricted` (default), `image` (no security context is written), or a map laid over `restricted`',
    { uid: 1000, gid: 1000 },
  ),
  resources: may(resources, 'CPU and memory', {
    requests: { cpu: '100m', memory: '512Mi' },
    limits: { memory: '2Gi' },
  }),
  command: may(strings('[python3, /app/run.py]'), "Replaces the image's entry point", ['python3', '/app/run.py']),
  args: may(strings('[--verbose]'), "Replaces the image's arguments", ['--verbose']),
  ports: may(mapOf(portName, portEntry), 'Named ports of the container', {
    http: 8080,
    bt: { port: 6881, protocol: ['TCP', 'UDP'] },
  }),
  probe: may(probe, 'How to ask whether it is well: one of path, tcp, exec, grpc, or none with a reason', {
    path: '/api/heartbeat',
  }),
  probes: may(probes, 'The three probes one by one, in place of `probe`', {
    startup: { exec: ['/healthcheck'], failureThreshold: 30 },
  }),
  container: may(freeForm(), 'Fields of core/v1 Container, merged last', { workingDir: '/app' }),
};

export const container = named('Container', object(containerKeys, atMostOne('probe', 'probes')));
