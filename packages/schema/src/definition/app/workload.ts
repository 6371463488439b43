/** `workload`: the main body whose objects Keelson writes itself. */
import { atMostOne, entry, freeForm, integer, listOf, mapOf, may, named, object, shapes, word } from '../build.ts';
import { annotations, cron, label, portName, portNumber } from '../leaves.ts';
import { container, containerKeys } from './container.ts';

const containerName = label('the name of a container', 'app');
const controllerName = label('the name of a controller', 'server');
const containerEntry = entry('false or a container such as { image: … }', container);

const annotationsOfParts = named(
  'WorkloadAnnotations',
  object({
    pod: may(annotations, 'Annotations of the pods', { 'k8s.v1.cni.cncf.io/networks': 'iot' }),
    controller: may(annotations, 'Annotations of the Deployment, StatefulSet, DaemonSet, CronJob or Job', {
      'reloader.stakater.com/auto': 'true',
    }),
  }),
);

const controllerKeys = {
  kind: may(
    word('deployment', 'statefulset', 'daemonset', 'cronjob', 'job'),
    'What runs the pods; default deployment',
    'deployment',
  ),
  replicas: may(integer(0, undefined, 'a number of pods such as 1'), 'How many pods', 1),
  strategy: may(
    shapes('Recreate, RollingUpdate, OnDelete or the apps/v1 field', {
      string: word('Recreate', 'RollingUpdate', 'OnDelete'),
      object: freeForm(),
    }),
    'How pods are replaced; default Recreate with a ReadWriteOnce claim',
    'Recreate',
  ),
  schedule: may(cron, "When a cronjob runs, in the cluster's time zone", '30 2 * * *'),
  run: may(
    integer(1, undefined, 'a number of runs such as 1'),
    'Which run of a set-up Job this is; raise it to run the Job again',
    1,
  ),
  pod: may(freeForm(), 'Fields of core/v1 PodSpec, merged last', { priorityClassName: 'normal' }),
  controller: may(freeForm(), "Fields of the controller's spec, merged last", { revisionHistoryLimit: 3 }),
  annotations: may(annotationsOfParts, 'Annotations of pods and controllers', {
    pod: { 'k8s.v1.cni.cncf.io/networks': 'iot' },
  }),
};

export const controller = named(
  'Controller',
  object(
    {
      like: may(
        controllerName,
        'The same as this controller but for what is written here; container keys mean its container `app`',
        'worker',
      ),
      ...controllerKeys,
      containers: may(mapOf(containerName, containerEntry), 'Containers by name; the main one is `app`', {
        app: { image: 'ghcr.io/owner/name:1.2.3' },
      }),
      init: may(
        mapOf(containerName, containerEntry),
        'Containers that run before, in order; with `container: { restartPolicy: Always }` a sidecar that stays',
        { vpn: { image: 'ghcr.io/qdm12/gluetun:v3.41.3', container: { restartPolicy: 'Always' } } },
      ),
      ...containerKeys,
    },
    atMostOne('probe', 'probes'),
  ),
);

export const service = named(
  'Service',
  object({
    controller: may(controllerName, 'Controller whose pods answer; default: the only one', 'server'),
    type: may(word('ClusterIP', 'LoadBalancer', 'NodePort'), 'Kind of Service; default ClusterIP', 'LoadBalancer'),
    ports: may(
      shapes('a list of port names such as [http], or a map from name to number', {
        array: listOf(portName, { minItems: 1, uniqueItems: true }),
        object: mapOf(portName, portNumber),
      }),
      'Names of ports; a map only to renumber. Default: all of its controller',
      ['http'],
    ),
    service: may(freeForm(), 'Fields of core/v1 ServiceSpec, merged last', { externalTrafficPolicy: 'Local' }),
  }),
);

export const workload = named(
  'Workload',
  object(
    {
      ...controllerKeys,
      controllers: may(
        mapOf(controllerName, entry('false or a controller such as { containers: { app: … } }', controller)),
        'Several controllers, each with several containers; the keys of `workload` are their defaults',
        {
          server: { containers: { app: { image: 'ghcr.io/owner/name:1.2.3' } } },
          worker: { like: 'server', command: ['worker'] },
        },
      ),
      services: may(
        mapOf(label('the name of a service', 'app'), entry('false or a service such as { ports: [http] }', service)),
        'Services; `app` is always there unless it is false. Name `app` gives `<app>`, others `<app>-<service>`',
        { app: { ports: ['http'] }, bt: { type: 'LoadBalancer', ports: ['bt'] } },
      ),
      ...containerKeys,
    },
    atMostOne('probe', 'probes'),
  ),
);
