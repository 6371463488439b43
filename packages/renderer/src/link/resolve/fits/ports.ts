import type { Diagnostic } from '../../../model/diagnostic.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../model/json.ts';
import { asJson, groupOf, objectName } from '../../../model/kubernetes.ts';
import { nearest } from '../../../model/nearest.ts';
import { valuesAt } from '../fields.ts';
import { type End, finding } from '../finding.ts';
import type { ServiceView } from './services.ts';
import type { Rule, TreeView } from './view.ts';

const gatewayRoute = ['/spec/rules/*/backendRefs/*', '/spec/rules/*/filters/*/requestMirror/backendRef'];

/** Where a kind names a Service and its port (API reference of each kind); an Ingress writes `port: { name | number }`. */
const backends: Readonly<Record<string, readonly string[]>> = {
  'gateway.networking.k8s.io/HTTPRoute': gatewayRoute,
  'gateway.networking.k8s.io/GRPCRoute': gatewayRoute,
  'gateway.networking.k8s.io/TLSRoute': gatewayRoute,
  'gateway.networking.k8s.io/TCPRoute': gatewayRoute,
  'gateway.networking.k8s.io/UDPRoute': gatewayRoute,
  'networking.k8s.io/Ingress': ['/spec/rules/*/http/paths/*/backend/service', '/spec/defaultBackend/service'],
  'traefik.io/IngressRoute': ['/spec/routes/*/services/*'],
};

/** A route's port must be one of the Service behind it. */
export const backendPorts: Rule = {
  name: 'the port of a backend is one of its Service',
  find: (view) =>
    view.objects.flatMap(({ app, compiled }) => {
      const { object } = compiled;
      const namespace = object.metadata.namespace ?? app.namespace;
      return (backends[`${groupOf(object.apiVersion)}/${object.kind}`] ?? []).flatMap((path) =>
        valuesAt(asJson(object), path).flatMap(({ value, pointer }): Diagnostic[] => {
          if (!isJsonObject(value) || (value['kind'] ?? 'Service') !== 'Service') return [];
          const service = serviceAt(view, value, namespace);
          const [port, field] = portIn(value['port']);
          if (service === undefined || port === undefined || hasPort(service, port)) return [];
          const at = { app, compiled, pointer: `${pointer}/port${field}`, mention: String(port) };
          return [noSuchPort(at, port, service)];
        }),
      );
    }),
};

const serviceAt = (view: TreeView, { name, namespace }: JsonObject, own: string): ServiceView | undefined =>
  view.serviceOf(`Service/${typeof namespace === 'string' ? namespace : own}/${String(name)}`);

/** The port as it is written, and where below `port`. */
const portIn = (port: JsonValue | undefined): [string | number | undefined, string] => {
  if (typeof port === 'number' || typeof port === 'string') return [port, ''];
  if (!isJsonObject(port)) return [undefined, ''];
  const field = port['number'] === undefined ? 'name' : 'number';
  const value = port[field];
  return [typeof value === 'number' || typeof value === 'string' ? value : undefined, `/${field}`];
};

const holdsPlaceholder = (value: JsonValue | undefined): boolean => typeof value === 'string' && value.includes('${');

const hasPort = ({ ports }: ServiceView, port: string | number): boolean =>
  holdsPlaceholder(port) ||
  ports.some(({ name, port: number }) => name === port || String(number) === String(port) || holdsPlaceholder(number));

/** `http (8080), metrics (9090)`. */
const portsInWords = ({ ports }: ServiceView): string =>
  ports.map(({ name, port }) => (name === undefined ? String(port) : `${name} (${String(port)})`)).join(', ') || 'none';

const noSuchPort = (at: End, port: string | number, service: ServiceView): Diagnostic => {
  const near =
    typeof port === 'string'
      ? nearest(
          port,
          service.ports.flatMap(({ name }) => name ?? []),
        )
      : undefined;
  return finding(
    at,
    {
      code: 'port-mismatch',
      message: `${objectName(at.compiled.object)} sends to port ${port} of ${service.key}, which has no such port: it has ${portsInWords(service)}`,
      hint: near === undefined ? 'Name a port of the Service, or add one to it.' : `Did you mean ${near}?`,
    },
    [{ message: `${service.key} is made here`, end: { ...service, pointer: service.pointer } }],
  );
};
