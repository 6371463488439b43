/**
 * What two objects have to be equal in: everything, after Kubernetes' own defaults are filled in and what only tells who wrote
 * them is taken away. Every line here is a difference that is meant; there is no other.
 */
// biome-ignore lint/suspicious/noExplicitAny: walks objects of every kind
type Json = any;

const byName = (left: Json, right: Json): number => (String(left.name) < String(right.name) ? -1 : 1);

/** The order of variables matters only where one reads another. */
const environment = (env: Json[]): Json[] =>
  env.some(({ value }) => typeof value === 'string' && value.includes('$(')) ? env : [...env].sort(byName);

const container = (each: Json): Json => {
  const made: Json = { ...each };
  if (made.env) made.env = environment(made.env);
  // A container's ports are information only (core/v1), unless they are opened on the node.
  if (made.ports && !made.ports.some(({ hostPort }: Json) => hostPort !== undefined)) delete made.ports;
  if (made.volumeMounts) {
    made.volumeMounts = [...made.volumeMounts].sort((left: Json, right: Json) =>
      left.mountPath < right.mountPath ? -1 : 1,
    );
  }
  return made;
};

const pod = (template: Json, release: string): Json => {
  const spec: Json = {
    hostIPC: false,
    hostNetwork: false,
    hostPID: false,
    dnsPolicy: 'ClusterFirst',
    ...template.spec,
    containers: [...template.spec.containers].map(container).sort(byName),
  };
  if (spec.initContainers) spec.initContainers = spec.initContainers.map(container);
  if (spec.volumes) spec.volumes = [...spec.volumes].sort(byName);
  // The chart's own account has no rights and no token: the same as the namespace's.
  if (
    spec.serviceAccountName === undefined ||
    (spec.serviceAccountName === release && !spec.automountServiceAccountToken)
  ) {
    spec.serviceAccountName = 'default';
  }
  return { ...template, spec };
};

const service = (spec: Json): Json => ({
  type: 'ClusterIP',
  ...spec,
  ports: (spec.ports ?? []).map((port: Json) => ({ protocol: 'TCP', targetPort: port.port, ...port })).sort(byName),
});

const controller = (object: Json): Json => {
  const spec: Json = { ...object.spec };
  // Old ReplicaSets kept: the chart's default is 3, Kubernetes' 10; nothing runs differently.
  spec.revisionHistoryLimit = spec.revisionHistoryLimit === 3 ? 10 : (spec.revisionHistoryLimit ?? 10);
  if (object.kind !== 'DaemonSet') spec.replicas ??= 1;
  const strategy = object.kind === 'Deployment' ? 'strategy' : 'updateStrategy';
  spec[strategy] = { type: 'RollingUpdate', ...spec[strategy] };
  if (object.kind === 'StatefulSet') spec.podManagementPolicy ??= 'OrderedReady';
  spec.template = pod(spec.template, object.metadata.labels['app.kubernetes.io/name']);
  return spec;
};

const cronJob = (object: Json): Json => {
  const job = object.spec.jobTemplate.spec;
  const template = pod(job.template, object.metadata.labels['app.kubernetes.io/name']);
  return { suspend: false, ...object.spec, jobTemplate: { spec: { backoffLimit: 6, ...job, template } } };
};

const toolLabels = ['helm.sh/chart', 'app.kubernetes.io/managed-by'];

export const normalise = (object: Json): Json => {
  const metadata: Json = { ...object.metadata };
  metadata.labels = Object.fromEntries(
    Object.entries(metadata.labels ?? {}).filter(([key]) => !toolLabels.includes(key)),
  );
  const isController = ['Deployment', 'StatefulSet', 'DaemonSet'].includes(object.kind);
  const spec = isController
    ? controller(object)
    : object.kind === 'CronJob'
      ? cronJob(object)
      : object.kind === 'Service'
        ? service(object.spec)
        : object.spec;
  return { ...object, metadata, spec };
};
