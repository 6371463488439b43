/**
 * An independent, small model of what the chart app-template 5 renders from values, written from its documentation, its values
 * schema and renders of it, so that the two writers of `workload` can be compared object by object where the chart itself is
 * not at hand. It shares no code with the renderer and refuses every value it does not know.
 */
import { parse } from 'yaml';

// biome-ignore lint/suspicious/noExplicitAny: a model of untyped templates
type Json = any;
export interface Rendered {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace: string; labels: Record<string, string>; annotations?: Record<string, string> };
  spec?: Json;
}

const knownKeys = (what: string, value: Json, keys: readonly string[]): void => {
  for (const key of Object.keys(value ?? {})) {
    if (!keys.includes(key)) throw new Error(`${what}: the chart has no value ${key}`);
  }
};

/** Go's `with`/`if`: nothing for zero, empty text, empty maps and lists, false. */
const given = (value: Json): boolean =>
  !(
    value === undefined ||
    value === null ||
    value === false ||
    value === 0 ||
    value === '' ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );

/** `tpl`: the one action the renderer may write is a raw string; anything else would be evaluated. */
const tpl = (text: string): string => {
  const rendered = text.replaceAll('{{ `{{` }}', '\u0000');
  if (rendered.includes('{{')) throw new Error(`the chart would evaluate ${text}`);
  return rendered.replaceAll('\u0000', '{{');
};
const tplDeep = (value: Json): Json =>
  typeof value === 'string'
    ? tpl(value)
    : Array.isArray(value)
      ? value.map(tplDeep)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, tplDeep(each)]))
        : value;

/** Evaluated by some versions of the chart and not by others: no template may stand there at all. */
const raw = (what: string, value: Json): Json => {
  if (JSON.stringify(value ?? null).includes('{{')) throw new Error(`${what}: not every version evaluates this`);
  return value;
};

const sorted = <Value>(map: Record<string, Value> | undefined): [string, Value][] =>
  Object.entries(map ?? {}).sort(([left], [right]) => (left < right ? -1 : 1));

const resourceName = (release: string, id: string, value: Json, count: number): string => {
  if (given(value.forceRename)) return tpl(value.forceRename).toLowerCase();
  return count > 1 && !release.endsWith(`-${id}`) ? `${release}-${id}` : release;
};

const selector = (release: string, controller: string) => ({
  'app.kubernetes.io/controller': controller,
  'app.kubernetes.io/instance': release,
  'app.kubernetes.io/name': release,
});

const envOf = (env: Json): Json[] => {
  if (!given(env)) return [];
  const entries: [string, Json][] = Array.isArray(env)
    ? env.map(({ name, ...rest }: Json) => [name, 'value' in rest ? rest.value : rest])
    : sorted(env);
  return entries.map(([name, value]) => {
    if (typeof value === 'string') return { name, value: tpl(value) };
    if (typeof value === 'number' || typeof value === 'boolean') return { name, value: String(value) };
    return { name, valueFrom: value.valueFrom ?? value };
  });
};

const imageOf = (image: Json): Json => {
  if (typeof image === 'string') return { image };
  knownKeys('image', image, ['repository', 'tag', 'pullPolicy']);
  const reference = `${image.repository}:${image.tag}`;
  return { image: reference, ...(given(image.pullPolicy) ? { imagePullPolicy: image.pullPolicy } : {}) };
};

const containerFields = [
  'command',
  'args',
  'workingDir',
  'securityContext',
  'lifecycle',
  'terminationMessagePath',
  'terminationMessagePolicy',
  'ports',
  'resources',
  'restartPolicy',
  'stdin',
  'tty',
];

const mountsOf = (persistence: Json, controller: string, container: string): Json[] =>
  sorted<Json>(persistence).flatMap(([name, item]) => {
    const listed = item.globalMounts !== undefined || item.advancedMounts !== undefined;
    const mounts = [...(item.globalMounts ?? []), ...(item.advancedMounts?.[controller]?.[container] ?? [])];
    const places = listed ? mounts : [{ path: `/${name}` }];
    return places.map((mount: Json) => {
      knownKeys('mount', mount, ['path', 'subPath', 'readOnly', 'subPathExpr', 'mountPropagation']);
      return {
        name,
        mountPath: mount.path,
        ...(given(mount.subPath) ? { subPath: mount.subPath } : {}),
        ...(given(mount.readOnly) ? { readOnly: true } : {}),
      };
    });
  });

const containerOf = (name: string, value: Json, controller: string, persistence: Json): Json => {
  knownKeys('container', value, ['dependsOn', 'image', 'env', 'envFrom', 'probes', ...containerFields]);
  const made: Json = { name, ...imageOf(value.image) };
  for (const field of containerFields) if (given(value[field])) made[field] = raw(field, value[field]);
  const env = envOf(value.env);
  if (env.length > 0) made.env = env;
  if (given(value.envFrom)) made.envFrom = tplDeep(value.envFrom);
  for (const [probe, written] of sorted<Json>(value.probes)) {
    knownKeys('probe', written, ['enabled', 'custom', 'spec']);
    if (written.enabled === true && written.custom === true) made[`${probe}Probe`] = tplDeep(written.spec);
  }
  const mounts = mountsOf(persistence, controller, name);
  if (mounts.length > 0) made.volumeMounts = mounts;
  return made;
};

/** By name, but for what `dependsOn` puts behind another. */
const inOrder = (containers: Record<string, Json> | undefined): [string, Json][] => {
  const waiting = sorted<Json>(containers);
  const done: [string, Json][] = [];
  while (waiting.length > 0) {
    const at = waiting.findIndex(
      ([, { dependsOn }]) => dependsOn === undefined || done.some(([name]) => name === dependsOn),
    );
    if (at < 0) throw new Error('the chart finds a circle of dependsOn');
    done.push(...waiting.splice(at, 1));
  }
  return done;
};

const volumeOf = (name: string, item: Json): Json => {
  const common = ['type', 'globalMounts', 'advancedMounts'];
  const keep = (fields: Record<string, Json>) =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => given(value)));
  switch (item.type ?? 'persistentVolumeClaim') {
    case 'persistentVolumeClaim':
      knownKeys('persistence', item, ['existingClaim', ...common]);
      return { name, persistentVolumeClaim: { claimName: tpl(item.existingClaim) } };
    case 'nfs':
      knownKeys('persistence', item, ['server', 'path', ...common]);
      return { name, nfs: { server: item.server, path: item.path } };
    case 'emptyDir':
      knownKeys('persistence', item, ['medium', 'sizeLimit', ...common]);
      return { name, emptyDir: keep({ medium: item.medium, sizeLimit: item.sizeLimit }) };
    case 'hostPath':
      knownKeys('persistence', item, ['hostPath', 'hostPathType', ...common]);
      return { name, hostPath: keep({ path: item.hostPath, type: item.hostPathType }) };
    case 'secret':
      knownKeys('persistence', item, ['name', 'defaultMode', 'items', ...common]);
      return { name, secret: keep({ secretName: item.name, defaultMode: item.defaultMode, items: item.items }) };
    case 'configMap':
      knownKeys('persistence', item, ['name', 'defaultMode', 'items', ...common]);
      return { name, configMap: keep({ name: item.name, defaultMode: item.defaultMode, items: item.items }) };
    case 'custom':
      knownKeys('persistence', item, ['volumeSpec', ...common]);
      return { name, ...item.volumeSpec };
    default:
      throw new Error(`the chart has no persistence type ${item.type}`);
  }
};

const volumesOf = (persistence: Json, controller: string): Json[] =>
  sorted<Json>(persistence)
    .filter(
      ([, item]) =>
        given(item.globalMounts) ||
        given(item.advancedMounts?.[controller]) ||
        (!given(item.globalMounts) && !given(item.advancedMounts)),
    )
    .map(([name, item]) => volumeOf(name, item));

const podFields = [
  'enableServiceLinks',
  'automountServiceAccountToken',
  'priorityClassName',
  'runtimeClassName',
  'schedulerName',
  'securityContext',
  'hostname',
  'hostIPC',
  'hostNetwork',
  'hostPID',
  'hostUsers',
  'shareProcessNamespace',
  'dnsPolicy',
  'dnsConfig',
  'hostAliases',
  'imagePullSecrets',
  'terminationGracePeriodSeconds',
  'resources',
  'restartPolicy',
  'nodeSelector',
  'affinity',
  'topologySpreadConstraints',
  'tolerations',
];
const alwaysWritten: Record<string, Json> = {
  enableServiceLinks: false,
  automountServiceAccountToken: false,
  hostIPC: false,
  hostNetwork: false,
  hostPID: false,
};

const podOf = (release: string, id: string, controller: Json, values: Json): Json => {
  knownKeys('pod', controller.pod, ['annotations', 'labels', ...podFields]);
  knownKeys('defaultPodOptions', values.defaultPodOptions, ['annotations', 'labels', ...podFields]);
  const option = (name: string): Json => {
    const own = controller.pod?.[name];
    if (typeof own === 'boolean' || given(own)) return own;
    const shared = values.defaultPodOptions?.[name];
    return typeof shared === 'boolean' || given(shared) ? shared : alwaysWritten[name];
  };
  const spec: Json = {};
  for (const field of podFields) {
    const value = option(field);
    if (value !== undefined) spec[field] = raw(field, value);
  }
  spec.dnsPolicy ??= spec.hostNetwork ? 'ClusterFirstWithHostNet' : 'ClusterFirst';
  if (controller.type === 'cronjob') spec.restartPolicy ??= 'Never';
  const ownAccount = values.global?.createDefaultServiceAccount === false ? 'default' : release;
  spec.serviceAccountName = controller.serviceAccount?.name ?? ownAccount;
  const init = inOrder(controller.initContainers).map(([name, each]) =>
    containerOf(name, each, id, values.persistence),
  );
  if (init.length > 0) spec.initContainers = init;
  spec.containers = inOrder(controller.containers).map(([name, each]) =>
    containerOf(name, each, id, values.persistence),
  );
  const volumes = volumesOf(values.persistence, id);
  if (volumes.length > 0) spec.volumes = volumes;
  const annotations = option('annotations');
  return {
    metadata: {
      ...(given(annotations) ? { annotations: tplDeep(annotations) } : {}),
      labels: { ...(option('labels') ?? {}), ...selector(release, id) },
    },
    spec,
  };
};

const orDefault = (value: Json, otherwise: Json): Json => value ?? otherwise;

const cronSpec = (controller: Json, template: Json): Json => {
  const { cronjob } = controller;
  knownKeys('cronjob', cronjob, [
    'schedule',
    'timeZone',
    'suspend',
    'concurrencyPolicy',
    'startingDeadlineSeconds',
    'successfulJobsHistory',
    'failedJobsHistory',
    'backoffLimit',
    'activeDeadlineSeconds',
    'ttlSecondsAfterFinished',
    'parallelism',
  ]);
  const job: Json = { backoffLimit: orDefault(cronjob.backoffLimit, 6), template };
  for (const field of ['activeDeadlineSeconds', 'ttlSecondsAfterFinished', 'parallelism']) {
    if (given(cronjob[field])) job[field] = cronjob[field];
  }
  return {
    suspend: cronjob.suspend ?? false,
    concurrencyPolicy: cronjob.concurrencyPolicy ?? 'Forbid',
    startingDeadlineSeconds: orDefault(cronjob.startingDeadlineSeconds, 30),
    ...(given(cronjob.timeZone) ? { timeZone: cronjob.timeZone } : {}),
    schedule: cronjob.schedule,
    successfulJobsHistoryLimit: orDefault(cronjob.successfulJobsHistory, 1),
    failedJobsHistoryLimit: orDefault(cronjob.failedJobsHistory, 1),
    jobTemplate: { spec: job },
  };
};

const kinds: Record<string, [string, string]> = {
  deployment: ['apps/v1', 'Deployment'],
  statefulset: ['apps/v1', 'StatefulSet'],
  daemonset: ['apps/v1', 'DaemonSet'],
  cronjob: ['batch/v1', 'CronJob'],
};

const controllerSpec = (release: string, id: string, controller: Json, values: Json): Json => {
  const template = podOf(release, id, controller, values);
  if (controller.type === 'cronjob') return cronSpec(controller, template);
  const common = {
    revisionHistoryLimit: orDefault(controller.revisionHistoryLimit, 3),
    selector: { matchLabels: selector(release, id) },
    template,
  };
  if (controller.type === 'daemonset') {
    return { ...common, updateStrategy: { type: controller.strategy ?? 'RollingUpdate' } };
  }
  if (controller.type === 'statefulset') {
    const { serviceName, podManagementPolicy, persistentVolumeClaimRetentionPolicy, ...unknown } =
      controller.statefulset ?? {};
    knownKeys('statefulset', unknown, []);
    return {
      ...common,
      replicas: controller.replicas,
      podManagementPolicy: podManagementPolicy ?? 'OrderedReady',
      updateStrategy: { type: controller.strategy ?? 'RollingUpdate' },
      serviceName: serviceName ?? release,
      ...(given(persistentVolumeClaimRetentionPolicy) ? { persistentVolumeClaimRetentionPolicy } : {}),
    };
  }
  return {
    ...common,
    replicas: orDefault(controller.replicas, 1),
    strategy: { type: controller.strategy ?? 'Recreate' },
  };
};

const serviceFields = [
  'loadBalancerIP',
  'loadBalancerSourceRanges',
  'loadBalancerClass',
  'externalName',
  'internalTrafficPolicy',
  'externalTrafficPolicy',
  'sessionAffinity',
  'sessionAffinityConfig',
  'externalIPs',
  'publishNotReadyAddresses',
  'ipFamilyPolicy',
  'ipFamilies',
];

const serviceSpec = (release: string, service: Json, controllers: Json): Json => {
  knownKeys('service', service, [
    'forceRename',
    'controller',
    'type',
    'ports',
    'clusterIP',
    'allocateLoadBalancerNodePorts',
    ...serviceFields,
  ]);
  if (controllers[service.controller] === undefined)
    throw new Error(`the chart has no controller ${service.controller}`);
  const spec: Json = { type: service.type ?? 'ClusterIP', selector: selector(release, service.controller) };
  for (const field of serviceFields) if (given(service[field])) spec[field] = raw(field, service[field]);
  if (spec.type === 'ClusterIP' && given(service.clusterIP)) spec.clusterIP = service.clusterIP;
  if ('allocateLoadBalancerNodePorts' in service)
    spec.allocateLoadBalancerNodePorts = service.allocateLoadBalancerNodePorts;
  spec.ports = sorted<Json>(service.ports).map(([name, port]) => {
    knownKeys('port', port, ['port', 'targetPort', 'protocol', 'nodePort', 'appProtocol']);
    if (port.protocol === 'SCTP') throw new Error('the chart has no protocol SCTP');
    return {
      name,
      port: port.port,
      targetPort: port.targetPort ?? port.port,
      protocol: port.protocol ?? 'TCP',
      ...(given(port.nodePort) ? { nodePort: port.nodePort } : {}),
      ...(given(port.appProtocol) ? { appProtocol: port.appProtocol } : {}),
    };
  });
  return spec;
};

/** All objects of a release with these values. */
export const renderAppTemplate = (release: string, namespace: string, values: Json): Rendered[] => {
  knownKeys('values', values, ['global', 'controllers', 'defaultPodOptions', 'service', 'persistence']);
  knownKeys('global', values.global, ['createDefaultServiceAccount', 'labels']);
  const labels = {
    'app.kubernetes.io/instance': release,
    'app.kubernetes.io/name': release,
    'app.kubernetes.io/managed-by': 'Helm',
    'helm.sh/chart': 'app-template-5.1.0',
    ...tplDeep(values.global?.labels ?? {}),
  };
  const controllers = sorted<Json>(values.controllers);
  const services = sorted<Json>(values.service);
  const objects: Rendered[] = controllers.map(([id, controller]) => {
    knownKeys('controller', controller, [
      'type',
      'forceRename',
      'annotations',
      'replicas',
      'strategy',
      'revisionHistoryLimit',
      'cronjob',
      'statefulset',
      'serviceAccount',
      'pod',
      'initContainers',
      'containers',
    ]);
    const [apiVersion, kind] = kinds[controller.type ?? 'deployment']!;
    return {
      apiVersion,
      kind,
      metadata: {
        name: resourceName(release, id, controller, controllers.length),
        namespace,
        labels: { ...labels, 'app.kubernetes.io/controller': id },
        ...(given(controller.annotations) ? { annotations: tplDeep(controller.annotations) } : {}),
      },
      spec: controllerSpec(release, id, controller, values),
    };
  });
  for (const [id, service] of services) {
    const name = resourceName(release, id, service, services.length);
    objects.push({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace, labels: { ...labels, 'app.kubernetes.io/service': name } },
      spec: serviceSpec(release, service, values.controllers),
    });
  }
  if (values.global?.createDefaultServiceAccount !== false) {
    objects.push({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: release, namespace, labels } });
  }
  return objects;
};

const mergeKey = (items: Json[]): string | undefined =>
  ['name', 'mountPath', 'containerPort', 'port'].find((key) => items.every((item) => item?.[key] !== undefined));

/** kustomize's strategic merge, as far as the renderer uses it. */
const smp = (base: Json, patch: Json): Json => {
  const isMap = (value: Json) => typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isMap(patch)) return patch;
  const merged: Json = { ...(isMap(base) ? base : {}) };
  for (const [key, value] of Object.entries(patch) as [string, Json][]) {
    if (Array.isArray(value) && Array.isArray(merged[key]) && ['containers', 'initContainers'].includes(key)) {
      const by = mergeKey([...merged[key], ...value]) ?? 'name';
      const rest = value.filter((item: Json) => !merged[key].some((before: Json) => before[by] === item[by]));
      merged[key] = merged[key].map((before: Json) =>
        smp(before, value.find((item: Json) => item[by] === before[by]) ?? {}),
      );
      merged[key].push(...rest);
    } else merged[key] = smp(merged[key], value);
  }
  return merged;
};

/** The release's post-renderers on what the chart rendered. A patch whose target is not there is an error, as in kustomize. */
export const postRender = (objects: Rendered[], renderers: Json[]): Rendered[] =>
  renderers
    .flatMap((renderer: Json) => renderer.kustomize.patches)
    .reduce((current: Rendered[], { target, patch: text }: Json) => {
      const patch = parse(text);
      const hit = (object: Rendered) => object.kind === target.kind && object.metadata.name === target.name;
      if (!current.some(hit)) throw new Error(`no ${target.kind} ${target.name} to patch`);
      return current.map((object) => {
        if (!hit(object)) return object;
        if (!Array.isArray(patch)) return smp(object, patch);
        const copy: Json = structuredClone(object);
        for (const { op, path, value } of patch) {
          if (op !== 'replace' || path !== '/spec/ports') throw new Error(`the model knows no ${op} ${path}`);
          copy.spec.ports = value;
        }
        return copy;
      });
    }, objects);
