import type { JsonObject, JsonPointer, JsonValue } from '../../../model/json.ts';
import { isJsonObject, segmentsOf } from '../../../model/json.ts';

type Ports = ReadonlyMap<string, number>;

/** A controller of the workload, as far as names need it. */
interface ControllerOutline {
  name: string;
  kind: string;
  /** Ports of each container, init containers included, by the container's name. */
  containers: ReadonlyMap<string, Ports>;
}

const mapOf = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : {});

const portsOf = (value: JsonValue | undefined): Ports => {
  const ports = Object.entries(mapOf(value)).flatMap(([name, port]) => {
    const number = isJsonObject(port) ? port['port'] : port;
    return typeof number === 'number' ? [[name, number] as const] : [];
  });
  return new Map(ports);
};

/** Container name → its ports: what `like` gives, then the keys of `workload`, of the controller and of the container. */
const containersOf = (workload: JsonObject, name: string, seen: readonly string[]): ReadonlyMap<string, Ports> => {
  const controllers = mapOf(workload['controllers']);
  const controller = mapOf(controllers[name]);
  const { like } = controller;
  const inherited = typeof like === 'string' && !seen.includes(like) && Object.hasOwn(controllers, like);
  const result = new Map(inherited ? containersOf(workload, like, [...seen, name]) : []);
  const written = { ...mapOf(controller['init']), ...mapOf(controller['containers']) };
  for (const [container, fields] of Object.entries(written)) {
    const below = result.get(container) ?? portsOf(workload['ports']);
    result.set(container, new Map([...below, ...portsOf(mapOf(fields)['ports'])]));
  }
  const own = portsOf(controller['ports']);
  if (own.size > 0 || result.size === 0) {
    result.set('app', new Map([...(result.get('app') ?? portsOf(workload['ports'])), ...own]));
  }
  return result;
};

const kindOf = (workload: JsonObject, name: string, seen: readonly string[] = []): string => {
  const controllers = mapOf(workload['controllers']);
  const { kind, like } = mapOf(controllers[name]);
  if (typeof kind === 'string') return kind;
  if (typeof like === 'string' && !seen.includes(like)) return kindOf(workload, like, [...seen, name]);
  return typeof workload['kind'] === 'string' ? workload['kind'] : 'deployment';
};

const controllersOf = (app: string, workload: JsonObject): ControllerOutline[] => {
  const names = Object.keys(mapOf(workload['controllers']));
  return (names.length === 0 ? [app] : names).map((name) => ({
    name,
    kind: kindOf(workload, name),
    containers: containersOf(workload, name, []),
  }));
};

/** Numbers by name; a name that two containers give differently is left out. */
const unambiguous = (all: readonly Ports[]): Record<string, number> => {
  const found = new Map<string, number | undefined>();
  for (const ports of all) {
    for (const [name, port] of ports) found.set(name, found.has(name) && found.get(name) !== port ? undefined : port);
  }
  return Object.fromEntries([...found].filter((entry): entry is [string, number] => entry[1] !== undefined));
};

/** `ports.<name>` of the whole app. */
export const portNames = (app: string, workload: JsonValue | undefined): Record<string, number> =>
  isJsonObject(workload)
    ? unambiguous(controllersOf(app, workload).flatMap(({ containers }) => [...containers.values()]))
    : {};

/** The ports that an expression at `pointer` of the definition reads first: those of the container it stands in. */
export const ownPorts = (app: string, workload: JsonValue | undefined, pointer: JsonPointer): Ports | undefined => {
  const [body, list, controller, group, container] = segmentsOf(pointer);
  if (body !== 'workload' || list !== 'controllers' || controller === undefined || !isJsonObject(workload))
    return undefined;
  const found = controllersOf(app, workload).find(({ name }) => name === controller);
  const inContainer = group === 'containers' || group === 'init' ? container : 'app';
  return found?.containers.get(inContainer ?? 'app');
};

export interface ServiceNames {
  name: string;
  host: string;
  port?: number;
}

const isServed = ({ kind }: ControllerOutline): boolean => kind !== 'job' && kind !== 'cronjob';

const firstPort = (written: JsonValue | undefined, ports: ReadonlyMap<string, number>): number | undefined => {
  if (Array.isArray(written)) return ports.get(String(written[0]));
  const [renumbered] = Object.values(mapOf(written));
  return typeof renumbered === 'number' ? renumbered : [...ports.values()][0];
};

/**
 * `services.<x>.{name,host,port}`: those written, and `app`, which is there for the only controller that serves something
 * (FORMAT section 1). `app` is `<app>`, others are `<app>-<service>`.
 */
export const serviceNames = (
  app: { name: string; namespace: string },
  workload: JsonValue | undefined,
): Record<string, ServiceNames> => {
  if (!isJsonObject(workload)) return {};
  const controllers = controllersOf(app.name, workload);
  const [only] = controllers.length === 1 ? controllers : [];
  const written = mapOf(workload['services']);
  const portsAt = (controller: string | undefined): ReadonlyMap<string, number> => {
    const owner = controller === undefined ? only : controllers.find(({ name }) => name === controller);
    return new Map([...(owner?.containers.values() ?? [])].flatMap((ports) => [...ports]));
  };
  const implied = only !== undefined && isServed(only) && portsAt(undefined).size > 0 && !Object.hasOwn(written, 'app');
  const entries = { ...(implied ? { app: {} } : {}), ...written };
  const names: Record<string, ServiceNames> = {};
  for (const [key, service] of Object.entries(entries)) {
    if (!isJsonObject(service)) continue;
    const controller = typeof service['controller'] === 'string' ? service['controller'] : undefined;
    const name = key === 'app' ? app.name : `${app.name}-${key}`;
    const port = firstPort(service['ports'], portsAt(controller));
    names[key] = { name, host: `${name}.${app.namespace}.svc`, ...(port === undefined ? {} : { port }) };
  }
  return names;
};
