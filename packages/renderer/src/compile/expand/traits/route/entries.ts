import type { Diagnostic, Staged } from '../../../../model/diagnostic.ts';
import { isJsonObject, type JsonObject, type JsonPointer, type JsonValue } from '../../../../model/json.ts';
import type { AppNames, RouteNames } from '../../../../model/names.ts';
import type { ExpandInput } from '../../contribution.ts';
import { choices, finding } from '../../finding.ts';
import { definitionOf, isOn, listOf, mapOf, stringsOf, textOf, textsOf } from '../../written.ts';
import { hasService, serviceName, servicePort } from '../services.ts';
import { type Authentication, authenticationOf } from './authentication.ts';
import { type EntryPoint, readEntryPoints } from './entry-points.ts';

/** One entry of `route`, resolved. */
export interface RouteEntry extends ExpandInput {
  /** The entry's name in a list; `''` for a single route. */
  key: string;
  pointer: JsonPointer;
  /** `<app>` for a single route and the entry of the app's own name, `<app>-<name>` for others. */
  objectName: string;
  host: string;
  url: string;
  /** Entry points that answer alike: same host and same clients. One object each. */
  publications: Publication[];
  authentication: Authentication;
  annotations: Record<string, string>;
  rules: RouteRule[];
}

export interface Publication {
  /** Object name: the entry's for the first, with the entry point's name behind it for others. */
  name: string;
  host: string;
  /** Client networks that are let in; empty: all. */
  from: string[];
  entryPoints: EntryPoint[];
}

export interface RouteRule {
  service: string;
  port: number;
  /** Path prefixes; none: everything. */
  paths: string[];
  /** Gateway API matches and filters, as written. */
  matches: JsonObject[];
  filters: JsonObject[];
}

/** Resolves `route:` (a map or a list of maps) against the table of names and the cluster's entry points. */
export const readRoutes = (input: ExpandInput): Staged<RouteEntry[]> => {
  const written = definitionOf(input.app)['route'];
  const list = Array.isArray(written);
  const read = listOf(written).map((entry, index) =>
    readRoute(input, mapOf(entry), list ? `/route/${index}` : '/route', list),
  );
  return { items: read.flatMap(({ items }) => items), diagnostics: read.flatMap(({ diagnostics }) => diagnostics) };
};

const readRoute = (
  input: ExpandInput,
  written: JsonObject,
  pointer: JsonPointer,
  named: boolean,
): Staged<RouteEntry[]> => {
  const { app } = input;
  const key = named ? (textOf(written['name']) ?? '') : '';
  const address = addressOf(app.names, key);
  const entryPoints = readEntryPoints(input, written['exposure'], pointer);
  if (address === undefined) return { items: [], diagnostics: entryPoints.diagnostics };
  const objectName = key === '' || key === app.name ? app.name : `${app.name}-${key}`;
  const rules = readRules(input, written, pointer);
  const entry: RouteEntry = {
    ...input,
    key,
    pointer,
    objectName,
    ...address,
    publications: publicationsOf(app.names, key, objectName, address.host, entryPoints.items),
    authentication: authenticationOf(input, written),
    annotations: stringsOf(written['annotations']),
    rules: rules.items,
  };
  return {
    items: rules.items.length === 0 ? [] : [entry],
    diagnostics: [...entryPoints.diagnostics, ...rules.diagnostics],
  };
};

/** `route.host` and `route.url` of the table of names, or those of the named entry. */
const addressOf = ({ route }: AppNames, key: string): RouteNames | undefined => {
  const named = key === '' ? undefined : route?.[key];
  if (typeof named === 'object') return { host: named.host, url: named.url };
  const { host, url } = route ?? {};
  return typeof host === 'string' && typeof url === 'string' ? { host, url } : undefined;
};

/** Entry points may publish the same app under hosts of their own: an object of one never lets in the host of another. */
const publicationsOf = (
  names: AppNames,
  key: string,
  objectName: string,
  host: string,
  entryPoints: EntryPoint[],
): Publication[] => {
  const publications = new Map<string, Publication>();
  for (const entryPoint of entryPoints) {
    const here = names.hosts?.[key]?.[entryPoint.name] ?? host;
    const alike = JSON.stringify([here, entryPoint.class ?? '', entryPoint.from]);
    const known = publications.get(alike);
    const name = publications.size === 0 ? objectName : `${objectName}-${entryPoint.name}`;
    if (known === undefined)
      publications.set(alike, { name, host: here, from: entryPoint.from, entryPoints: [entryPoint] });
    else known.entryPoints.push(entryPoint);
  }
  return [...publications.values()];
};

const readRules = (input: ExpandInput, route: JsonObject, pointer: JsonPointer): Staged<RouteRule[]> => {
  const written = listOf(route['rules']).filter(isJsonObject);
  const read =
    written.length === 0
      ? [readRule(input, route, pointer)]
      : written.map((rule, index) => readRule(input, rule, `${pointer}/rules/${index}`));
  return { items: read.flatMap(({ items }) => items), diagnostics: read.flatMap(({ diagnostics }) => diagnostics) };
};

const readRule = ({ app }: ExpandInput, written: JsonObject, pointer: JsonPointer): Staged<RouteRule[]> => {
  const service = textOf(written['service']) ?? 'app';
  const known = Object.keys(app.names.services);
  if (!hasService(app, service)) {
    const message = isOn(written['service'])
      ? `the route names service ${service}, which the app does not have`
      : 'the route names no service, and the app has none called app';
    const hint =
      known.length === 0
        ? 'Name the Service that the chart or template makes: `service: <name>`, with its `port:`.'
        : choices(service, known);
    return refused(finding(app, { code: 'service-unknown', pointer, message, hint }));
  }
  const port = servicePort(app, service, written['port']);
  if (port === undefined) {
    const message = `the port of service ${service} is not known${isOn(written['port']) ? ` by the name ${String(written['port'])}` : ''}`;
    const hint = 'Write `port:` with a name of the service, or with a number.';
    return refused(finding(app, { code: 'service-unknown', pointer, message, hint }));
  }
  const rule: RouteRule = {
    service: serviceName(app, service),
    port,
    paths: textsOf(written['paths']),
    matches: mapsOf(written['matches']),
    filters: mapsOf(written['filters']),
  };
  return { items: [rule], diagnostics: [] };
};

const mapsOf = (written: JsonValue | undefined): JsonObject[] => listOf(written).filter(isOn).map(mapOf);

const refused = (diagnostic: Diagnostic): Staged<RouteRule[]> => ({ items: [], diagnostics: [diagnostic] });
