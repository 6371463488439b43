/**
 * Every name that an expression `<% … %>` may read. One table: `template` resolves by it, messages suggest from it, `keelson
 * explain` and the documentation print it. In `pattern`, `<…>` stands for a name of the definition or the cluster.
 */
export interface ExpressionName {
  pattern: string;
  description: string;
  type: 'string' | 'integer' | 'boolean' | 'list' | 'any';
  /** Where it may be read; everywhere when absent. */
  only?: 'cluster patterns';
  /** It may only be printed: no filter, condition or set (its value is known when everything is linked). */
  printedOnly?: true;
}

const name = (
  pattern: string,
  description: string,
  type: ExpressionName['type'] = 'string',
  more: Partial<ExpressionName> = {},
): ExpressionName => ({
  pattern,
  description,
  type,
  ...more,
});

const has = (need: string, description: string) =>
  name(`cluster.has.${need}`, `The cluster meets the need: ${description}`, 'boolean');
const printed = (pattern: string, description: string) => name(pattern, description, 'string', { printedOnly: true });
const patternOnly = (pattern: string, description: string) =>
  name(pattern, description, 'string', { only: 'cluster patterns' });

export const expressionNames: readonly ExpressionName[] = [
  name('app.name', 'Name of the app'),
  name('app.namespace', 'Namespace of its objects'),
  name('app.category', 'Category it belongs to'),
  name('app.description', 'Its description'),
  name('vars.<name>', "A value of the app's `vars`, which a cluster may override", 'any'),
  name('ports.<name>', "Number of a port: the own container's, else the app's if no other has the name", 'integer'),
  name('route.host', 'Whole host name of the only or first route'),
  name('route.url', 'URL of the only or first route'),
  name('route.<name>.host', 'Whole host name of a named route'),
  name('services.<service>.name', 'Name of a Service of the app'),
  name('services.<service>.host', 'Host name of a Service inside the cluster'),
  name('services.<service>.port', 'First port of a Service', 'integer'),
  name('storage.<entry>.name', 'Name of the volume'),
  name('storage.<entry>.claim', 'Name of the claim'),
  name('storage.<entry>.path', 'Where it is mounted first'),
  name('secrets.<secret>.name', 'Name of a Secret of the app'),
  name('database.postgres.host', 'Host of the database'),
  name('database.postgres.port', 'Port of the database', 'integer'),
  name('database.postgres.name', 'Name of the database'),
  name('database.postgres.user', 'User of the database'),
  name('database.postgres.secret', 'Secret with its keys username, password, dbname and uri'),
  ...(['valkey', 'redis'] as const).flatMap((store) => [
    name(`cache.${store}.host`, 'Host of the cache'),
    name(`cache.${store}.port`, 'Port of the cache', 'integer'),
    name(`cache.${store}.url`, 'URL of the cache'),
  ]),
  name('auth.oidc.issuer', 'Issuer of the OIDC client'),
  name('auth.oidc.discovery', "URL of the issuer's discovery document"),
  name('auth.oidc.authorizeUrl', 'URL that people are sent to'),
  name('auth.oidc.tokenUrl', 'URL that gives tokens'),
  name('auth.oidc.userinfoUrl', 'URL that says who somebody is'),
  name('auth.oidc.secret', 'Secret with the keys client_id and client_secret'),
  printed('apps.<app>.url', 'URL of another app of the cluster'),
  printed('apps.<app>.host', 'Host name of another app of the cluster'),
  printed('apps.<app>.namespace', 'Namespace of another app of the cluster'),
  name('cluster.name', 'Name of the cluster'),
  name('cluster.timezone', 'Its time zone'),
  name('cluster.domain', 'Domain everything is published under'),
  name('cluster.podCidr', 'Network of the pods'),
  name('cluster.serviceCidr', 'Network of the services'),
  name('cluster.apps', 'Names of the apps that it runs', 'list'),
  name('cluster.storage.classes.<purpose>', 'StorageClass of a purpose'),
  name('cluster.addresses.<name>', 'Address of an entry point or pool'),
  name('cluster.pools.<name>', 'Range of an address pool'),
  name('cluster.flux.version', 'Version of Flux'),
  name('cluster.flux.url', 'Repository that Flux watches'),
  name('cluster.flux.ref', 'Branch or tag that Flux applies'),
  name('cluster.flux.path', 'Folder that Flux applies'),
  name('cluster.tls.email', 'Where the certificate authority writes to'),
  has('metrics', 'metrics are read'),
  has('oidc', 'people sign in over OIDC'),
  has('forward', 'a proxy asks who somebody is'),
  has('tile', 'a dashboard shows tiles'),
  has('monitor', 'apps are asked whether they are up'),
  has('backup', 'claims are backed up'),
  has('gateway', 'routes become HTTPRoutes'),
  has('ingress', 'routes become Ingresses'),
  has('wildcard', 'one certificate serves every route'),
  has('logs', 'logs are collected'),
  has('replication', 'volumes are kept equal on several nodes'),
  patternOnly('host', 'Label that a route says'),
  patternOnly('role', 'Role of a node of a static volume'),
  patternOnly('namespace', 'Namespace that a category says'),
];
