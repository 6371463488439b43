import type { Diagnostic } from '../../../model/diagnostic.ts';
import { isJsonObject, type JsonValue } from '../../../model/json.ts';
import { objectName } from '../../../model/kubernetes.ts';
import type { ContainerView } from '../../../model/pod-specs.ts';
import { finding } from '../finding.ts';
import { selectorOf } from './labels.ts';
import type { PodSet } from './pods.ts';
import type { ServicePort, ServiceView } from './services.ts';
import type { Rule } from './view.ts';

interface DeclaredPort {
  name: string | undefined;
  number: JsonValue | undefined;
}

const declaredIn = ({ value }: ContainerView): DeclaredPort[] =>
  (Array.isArray(value['ports']) ? value['ports'] : []).flatMap((port) =>
    isJsonObject(port)
      ? [{ name: typeof port['name'] === 'string' ? port['name'] : undefined, number: port['containerPort'] }]
      : [],
  );

const inWords = (ports: readonly DeclaredPort[]): string =>
  ports.map(({ name, number }) => (name === undefined ? String(number) : `${name} (${String(number)})`)).join(', ') ||
  'none';

const isOpenText = (value: JsonValue | undefined): boolean => typeof value === 'string' && value.includes('${');

/**
 * What a container does not declare it may still listen on: a number is only a warning, and only beside ports that are declared. A
 * name must be declared.
 */
const verdict = (port: JsonValue, ports: readonly DeclaredPort[]): 'error' | 'warning' | undefined => {
  if (isOpenText(port) || ports.some(({ number }) => isOpenText(number))) return undefined;
  if (typeof port === 'string' && !/^\d+$/u.test(port))
    return ports.some(({ name }) => name === port) ? undefined : 'error';
  const isKnown = ports.length === 0 || ports.some(({ number }) => String(number) === String(port));
  return isKnown ? undefined : 'warning';
};

/** The port that a Service sends to must be one of the containers it picks. */
export const targetPorts: Rule = {
  name: 'the target port of a Service is one of its pods',
  find: (view) =>
    view.services.flatMap((service) => {
      const selector = selectorOf(service.value['selector']);
      if (service.isChart || selector === undefined) return [];
      const pods = view.bearers.pods.picked(service.namespace, selector).filter((set) => !set.isChart);
      return pods.length === 0 ? [] : service.ports.flatMap((port) => unfit(service, port, pods));
    }),
};

const unfit = (service: ServiceView, port: ServicePort, pods: readonly PodSet[]): Diagnostic[] => {
  const target = port.value['targetPort'] ?? port.port;
  if (target === undefined || target === null) return [];
  const declared = pods.flatMap(({ view }) => view.containers.flatMap(declaredIn));
  const severity = verdict(target, declared);
  if (severity === undefined) return [];
  const field = port.value['targetPort'] === undefined ? 'port' : 'targetPort';
  const first = pods[0]!;
  const pod = objectName(first.compiled.object);
  return [
    finding(
      {
        app: service.app,
        compiled: service.compiled,
        pointer: `${port.pointer}/${field}`,
        mention: String(target),
      },
      {
        code: 'port-mismatch',
        severity,
        message: `${service.key} sends to port ${String(target)} of ${pod}, whose containers declare ${inWords(declared)}`,
        hint: 'Write the port of the container, by its name or number, or declare it there.',
      },
      [{ message: `${pod} is made here`, end: { ...first, pointer: `${first.view.pointer}/containers` } }],
    ),
  ];
};

const probeKinds = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const actions = ['httpGet', 'tcpSocket', 'grpc'];

/** A probe asks a port of its own container. */
export const probePorts: Rule = {
  name: 'the port of a probe is one of its container',
  find: (view) =>
    view.pods.flatMap((set) =>
      set.view.containers.flatMap((container) =>
        probesOf(container).flatMap(({ pointer, port }): Diagnostic[] => {
          const declared = declaredIn(container);
          const severity = verdict(port, declared);
          if (severity === undefined) return [];
          const name = String(container.value['name']);
          return [
            finding(
              { ...set, pointer, mention: String(port) },
              {
                code: 'port-mismatch',
                severity,
                message: `a probe of container ${name} of ${objectName(set.compiled.object)} asks port ${String(port)}; the container declares ${inWords(declared)}`,
                hint: 'Write a port that the container declares, or declare this one.',
              },
              [
                {
                  message: `container ${name} is written here`,
                  end: { ...set, pointer: declared.length === 0 ? container.pointer : `${container.pointer}/ports` },
                },
              ],
            ),
          ];
        }),
      ),
    ),
};

/** Probes as core/v1 has them, and as app-template's values do. */
const probesOf = ({ value, pointer }: ContainerView): { pointer: string; port: JsonValue }[] => {
  const { probes, lifecycle } = value;
  return [
    ...probeKinds.flatMap((kind) => portsOf(value[kind], `${pointer}/${kind}`)),
    ...Object.entries(isJsonObject(probes) ? probes : {}).flatMap(([kind, probe]) =>
      isJsonObject(probe) ? portsOf(probe['spec'], `${pointer}/probes/${kind}/spec`) : [],
    ),
    ...Object.entries(isJsonObject(lifecycle) ? lifecycle : {}).flatMap(([kind, action]) =>
      portsOf(action, `${pointer}/lifecycle/${kind}`),
    ),
  ];
};

const portsOf = (probe: JsonValue | undefined, pointer: string): { pointer: string; port: JsonValue }[] => {
  if (!isJsonObject(probe)) return [];
  return actions.flatMap((action) => {
    const asked = probe[action];
    const port = isJsonObject(asked) ? asked['port'] : undefined;
    return port === undefined || port === null ? [] : [{ pointer: `${pointer}/${action}/port`, port }];
  });
};
