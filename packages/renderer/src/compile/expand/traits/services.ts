import { isJsonObject, type JsonObject, type JsonValue } from '../../../model/json.ts';
import type { EvaluatedApp } from '../../../model/names.ts';
import { definitionOf, isOn, listOf, mapOf } from '../written.ts';

/** The object name of a service: a key of `workload.services`, else the name of a Service that a chart or template makes. */
export const serviceName = (app: EvaluatedApp, service: string): string => app.names.services[service]?.name ?? service;

/** Short host of a service in the cluster: `romm.games.svc`. */
export const serviceHost = (app: EvaluatedApp, service: string): string =>
  app.names.services[service]?.host ?? `${service}.${app.namespace}.svc`;

/**
 * The number a service answers on: a number as written, a name as the service numbers it (its own `ports` map, else the port of its
 * controller's containers), and without either the service's first port. `undefined` when it cannot be known.
 */
export const servicePort = (app: EvaluatedApp, service: string, port: JsonValue | undefined): number | undefined => {
  if (typeof port === 'number') return port;
  if (typeof port !== 'string') return app.names.services[service]?.port;
  const workload = mapOf(definitionOf(app)['workload']);
  const written = mapOf(mapOf(workload['services'])[service]);
  const renumbered = mapOf(written['ports'])[port];
  if (typeof renumbered === 'number') return renumbered;
  const controllers = mapOf(workload['controllers']);
  const controller = typeof written['controller'] === 'string' ? written['controller'] : Object.keys(controllers)[0];
  const own = controller === undefined ? undefined : portOfController(workload, controllers, controller, port);
  return own ?? portNumber(mapOf(workload['ports'])[port]) ?? app.names.ports[port];
};

/** Follows `like`, at most through every controller once. */
const portOfController = (
  workload: JsonObject,
  controllers: JsonObject,
  name: string,
  port: string,
): number | undefined => {
  let controller: JsonObject | undefined = mapOf(controllers[name]);
  for (let steps = Object.keys(controllers).length; controller !== undefined && steps > 0; steps -= 1) {
    const containers = Object.values(mapOf(controller['containers'])).filter(isJsonObject);
    for (const container of [controller, ...containers, workload]) {
      const found = portNumber(mapOf(container['ports'])[port]);
      if (found !== undefined) return found;
    }
    const { like }: JsonObject = controller;
    controller = typeof like === 'string' ? mapOf(controllers[like]) : undefined;
  }
  return undefined;
};

const portNumber = (written: JsonValue | undefined): number | undefined => {
  const number = isJsonObject(written) ? written['port'] : written;
  return typeof number === 'number' ? number : undefined;
};

/** Name of the port that a monitor scrapes when none is written: `metrics`, else the app's first. */
export const firstPortName = (app: EvaluatedApp): string | undefined =>
  'metrics' in app.names.ports ? 'metrics' : Object.keys(app.names.ports)[0];

/** True when the app has a service of this name, or may have one that is not ours to know (a chart's, a template's). */
export const hasService = (app: EvaluatedApp, service: string): boolean => {
  const definition = definitionOf(app);
  if (Object.hasOwn(app.names.services, service)) return true;
  if (service === 'app') return false;
  return (
    !isOn(definition['workload']) ||
    listOf(mapOf(definition['provides'])['services']).includes(service) ||
    app.manifests.length > 0
  );
};
