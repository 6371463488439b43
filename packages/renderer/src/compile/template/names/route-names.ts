import type { MergedApp, MergedCluster } from '../../../model/cluster.ts';
import { section, sectionText } from '../../../model/cluster-needs.ts';
import type { Diagnostic, Origin } from '../../../model/diagnostic.ts';
import type { JsonObject, JsonPointer, JsonValue } from '../../../model/json.ts';
import { isJsonObject } from '../../../model/json.ts';
import { originAt } from '../../../model/layer.ts';
import type { AppNames, RouteNames } from '../../../model/names.ts';
import { problemDiagnostic } from '../problem.ts';
import { renderScalar } from '../scalar.ts';
import { entryPointOf } from './cluster-names.ts';

export interface EvaluatedRoutes {
  route?: NonNullable<AppNames['route']>;
  hosts?: NonNullable<AppNames['hosts']>;
  /** Hosts as evaluated, by their pointer in the definition: they are not evaluated a second time. */
  evaluated: ReadonlyMap<JsonPointer, string>;
  diagnostics: Diagnostic[];
}

interface Context {
  app: MergedApp;
  cluster: MergedCluster;
  names: JsonObject;
  diagnostics: Diagnostic[];
}

const originIn = (origins: MergedApp['origins'], file: string, pointer: JsonPointer): Origin => {
  const origin = originAt(origins, pointer);
  return { file: origin?.file ?? file, pointer: origin?.pointer ?? pointer };
};

/** Text with its expressions evaluated, or the text itself after a diagnostic. */
const textWith = (text: string, names: JsonObject, origin: () => Origin, diagnostics: Diagnostic[]): string => {
  const result = renderScalar(text, names, { keepType: false });
  if ('value' in result) return String(result.value);
  diagnostics.push(problemDiagnostic(result.problem, origin()));
  return text;
};

const listOf = (value: JsonValue | undefined): string[] =>
  (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string');

/** The entry points a route is published at: those it names, else the cluster's default, else its first. */
const exposures = ({ cluster }: Context, entry: JsonObject): string[] => {
  const written = listOf(entry['exposure'] ?? section(cluster, 'routing', 'default'));
  if (written.length > 0) return written;
  const entryPoints = section(cluster, 'routing', 'entryPoints');
  return isJsonObject(entryPoints) ? Object.keys(entryPoints).slice(0, 1) : [];
};

/** The label a route says, in the pattern of an entry point; a host with a dot is taken whole (FORMAT section 4). */
const hostAt = (context: Context, label: string, entryPoint: string): { at: string; host: string } | undefined => {
  const found = entryPointOf(context.cluster, entryPoint);
  const pattern = found?.fields['host'];
  if (found === undefined || typeof pattern !== 'string') return undefined;
  if (label.includes('.')) return { at: found.name, host: label };
  const { app, cluster } = context;
  const names = { ...context.names, host: label, namespace: app.namespace };
  const origin = () => originIn(cluster.origins, cluster.file, `/routing/entryPoints/${found.name}/host`);
  return { at: found.name, host: textWith(pattern, names, origin, context.diagnostics) };
};

/**
 * `route.host` and `route.url`, or `route.<name>.*` of a list (FORMAT section 2). The label's own expressions read the base names.
 * A route on an entry point that the cluster does not have is told by the trait, at its line: until then its label stands in for the
 * host, so that what reads the host is not told as a second fault.
 */
export const routeNames = (app: MergedApp, cluster: MergedCluster, names: JsonObject): EvaluatedRoutes => {
  const written = (app.definition as unknown as JsonObject)['route'];
  const diagnostics: Diagnostic[] = [];
  const evaluated = new Map<JsonPointer, string>();
  if (written === undefined || written === null || written === false) return { evaluated, diagnostics };
  const context: Context = { app, cluster, names, diagnostics };
  const scheme = section(cluster, 'routing', 'tls') === false ? 'http' : 'https';
  const hosts: Record<string, Record<string, string>> = {};

  const namesOf = (entry: JsonObject, pointer: JsonPointer, key: string): RouteNames => {
    const host = entry['host'];
    const at = `${pointer}/host`;
    const label =
      typeof host === 'string'
        ? textWith(host, names, () => originIn(app.origins, app.file, at), diagnostics)
        : app.name;
    if (typeof host === 'string') evaluated.set(at, label);
    const found = exposures(context, entry).flatMap((entryPoint) => hostAt(context, label, entryPoint) ?? []);
    hosts[key] = Object.fromEntries(found.map(({ at: name, host: full }) => [name, full]));
    const [first] = found;
    const full = first?.host ?? label;
    return { host: full, url: `${scheme}://${full}` };
  };

  if (!Array.isArray(written)) {
    const single = namesOf(isJsonObject(written) ? written : {}, '/route', '');
    return { route: { ...single }, hosts, evaluated, diagnostics };
  }
  const route: Record<string, RouteNames> = {};
  for (const [index, entry] of written.entries()) {
    const name = isJsonObject(entry) ? entry['name'] : undefined;
    if (!isJsonObject(entry) || typeof name !== 'string') continue;
    route[name] = namesOf(entry, `/route/${index}`, name);
  }
  // Of a list, `route.host` is that of the entry called as the app is, else of the first.
  const main = route[app.name] ?? Object.values(route)[0];
  return { route: { ...main, ...route }, hosts, evaluated, diagnostics };
};

/** The issuer of the cluster's `auth.oidc` for this app: its pattern may read `app` and `cluster`. */
export const issuerOf = (
  app: MergedApp,
  cluster: MergedCluster,
  names: JsonObject,
  diagnostics: Diagnostic[],
): string | undefined => {
  const auth = (app.definition as unknown as JsonObject)['auth'];
  const pattern = sectionText(cluster, 'auth', 'oidc');
  if (!isJsonObject(auth) || !isJsonObject(auth['oidc']) || pattern === undefined) return undefined;
  return textWith(pattern, names, () => originIn(cluster.origins, cluster.file, '/auth/oidc'), diagnostics);
};
