import { isJsonObject, type JsonObject, type JsonValue } from '../../../../../model/json.ts';
import { listOf, present } from '../../../written.ts';
import type { PostRenderPatch } from '../../post-render.ts';
import { compactEmpty } from '../merge.ts';
import type { ResolvedService } from '../resolved.ts';
import { splitFields } from './escape.ts';

/** ServiceSpec fields that the chart's values have under the same name. `clusterIP` it writes for ClusterIP only, before 5.3. */
const sameName = [
  'externalName',
  'loadBalancerIP',
  'loadBalancerSourceRanges',
  'loadBalancerClass',
  'internalTrafficPolicy',
  'externalTrafficPolicy',
  'allocateLoadBalancerNodePorts',
  'sessionAffinity',
  'sessionAffinityConfig',
  'externalIPs',
  'publishNotReadyAddresses',
  'ipFamilyPolicy',
  'ipFamilies',
];

/** Fields of a port that the chart's values have; it knows TCP and UDP. */
const portFields = ['name', 'port', 'targetPort', 'protocol', 'nodePort', 'appProtocol'];

const isPlainPort = (port: JsonValue): port is JsonObject =>
  isJsonObject(port) &&
  typeof port['name'] === 'string' &&
  port['protocol'] !== 'SCTP' &&
  Object.keys(port).every((key) => portFields.includes(key));

/** A port the chart cannot say: its values then hold what they can, and the whole list is put in place afterwards. */
const portPatch = (service: ResolvedService, ports: readonly JsonValue[]): PostRenderPatch => ({
  target: { kind: 'Service', name: service.name },
  patch: [{ op: 'replace', path: '/spec/ports', value: [...ports] }],
});

const portValues = (port: JsonValue, index: number): [string, JsonObject] => {
  if (isPlainPort(port)) {
    const { name, ...fields } = port;
    return [String(name), fields];
  }
  const fields: JsonObject = isJsonObject(port) ? port : {};
  return [typeof fields['name'] === 'string' ? fields['name'] : `port-${index}`, { port: fields['port'] ?? 1 }];
};

/** What the chart calls the Service: the release, with the service's key where there are several. */
const chartName = (app: string, id: string, several: boolean): string =>
  several && !app.endsWith(`-${id}`) ? `${app}-${id}` : app;

/** One service as `service.<id>` of the values, and patches for what the chart lacks. */
export const serviceValues = (
  service: ResolvedService,
  app: string,
  several: boolean,
): { values: JsonObject; patches: PostRenderPatch[] } => {
  const { type, ports, ...fields } = service.spec;
  const known = type === undefined || type === 'ClusterIP' ? ['clusterIP', ...sameName] : sameName;
  const { values, rest } = splitFields(fields, known);
  const list = listOf(ports);
  const patches: PostRenderPatch[] = [];
  if (Object.keys(rest).length > 0) {
    patches.push({ target: { kind: 'Service', name: service.name }, patch: { spec: rest } });
  }
  if (!list.every(isPlainPort)) patches.push(portPatch(service, list));
  return {
    values: compactEmpty({
      forceRename: chartName(app, service.id, several) === service.name ? undefined : service.name,
      controller: service.controller,
      ...present({ type }),
      ...values,
      ports: Object.fromEntries(list.map(portValues)),
    }),
    patches,
  };
};
