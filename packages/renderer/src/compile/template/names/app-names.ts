import type { MergedApp, MergedCluster } from '../../../model/cluster.ts';
import { sectionText } from '../../../model/cluster-needs.ts';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import type { JsonObject, JsonPointer } from '../../../model/json.ts';
import { isJsonObject } from '../../../model/json.ts';
import { originAt } from '../../../model/layer.ts';
import type { AppNames } from '../../../model/names.ts';
import { evaluateDefinition } from '../template.ts';
import { namesOfCluster } from './cluster-names.ts';
import { cacheNames, databaseNames, secretNames, storageNames } from './data-names.ts';
import { oidcNames } from './oidc-names.ts';
import { issuerOf, routeNames } from './route-names.ts';
import { portNames, serviceNames } from './workload-names.ts';

/** First segments that names may have: `default` may stand over one that this app does not have. */
export const nameRoots = [
  'app',
  'vars',
  'ports',
  'route',
  'services',
  'storage',
  'secrets',
  'database',
  'cache',
  'auth',
  'apps',
  'cluster',
] as const;

export interface NamedApp {
  names: AppNames;
  /** `vars` and the routes' hosts, evaluated already, by their pointer in the definition. */
  evaluated: ReadonlyMap<JsonPointer, string | JsonObject>;
}

/** Names that stand in the table and are absent where the app does not have what they speak of. */
const withoutAbsent = (names: Record<string, unknown>): AppNames =>
  Object.fromEntries(Object.entries(names).filter(([, value]) => value !== undefined)) as unknown as AppNames;

/** What expressions may read of the table: `hosts` is the route trait's alone. */
export const readableNames = ({ hosts: _hosts, ...names }: AppNames): JsonObject => names as unknown as JsonObject;

/**
 * The table of names of one app (FORMAT section 2), from its merged definition and the cluster; pure. `vars` and `route.host` may
 * hold expressions themselves: `vars` reads all names but `vars` and `route`, hosts read all but `route`.
 */
export const namesOfApp = (app: MergedApp, cluster: MergedCluster): { items: NamedApp; diagnostics: Diagnostic[] } => {
  const definition = app.definition as unknown as JsonObject;
  const { name, namespace, category, description } = app;
  const base = withoutAbsent({
    app: { name, namespace, category, description },
    ports: portNames(app.name, definition['workload']),
    services: serviceNames(app, definition['workload']),
    storage: storageNames(app, cluster),
    secrets: secretNames(app),
    database: databaseNames(app, cluster),
    cache: cacheNames(app, cluster),
    cluster: namesOfCluster(cluster),
  });
  const vars = evaluateVars(app, readableNames(base));
  const withVars = { ...base, vars: vars.items };
  const routes = routeNames(app, cluster, readableNames(withVars));
  const diagnostics = [...vars.diagnostics, ...routes.diagnostics];
  const issuer = issuerOf(app, cluster, readableNames(withVars), diagnostics);
  const names = withoutAbsent({
    ...withVars,
    route: routes.route,
    hosts: routes.hosts,
    auth: issuer === undefined ? undefined : { oidc: oidcNames(app.name, issuer, sectionText(cluster, 'auth', 'by')) },
  });
  const evaluated = new Map<JsonPointer, string | JsonObject>(routes.evaluated);
  if (definition['vars'] !== undefined) evaluated.set('/vars', vars.items);
  return { items: { names, evaluated }, diagnostics };
};

const evaluateVars = (app: MergedApp, names: JsonObject): { items: JsonObject; diagnostics: Diagnostic[] } => {
  const vars = (app.definition as unknown as JsonObject)['vars'];
  if (!isJsonObject(vars)) return { items: {}, diagnostics: [] };
  return evaluateDefinition({
    definition: vars,
    names,
    isQuoted: (pointer) => app.quoted.has(`/vars${pointer}`),
    originOf: (pointer) => {
      const origin = originAt(app.origins, `/vars${pointer}`);
      return { file: origin?.file ?? app.file, pointer: origin?.pointer ?? `/vars${pointer}` };
    },
    roots: nameRoots,
  });
};
