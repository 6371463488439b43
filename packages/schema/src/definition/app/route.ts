/** `route` and `auth`: how people reach an app, and how it knows them. */
import { boolean, entry, freeForm, instead, listOf, may, must, named, object, shapes, text, word } from '../build.ts';
import { annotations, host, label, labels, objectName, portReference, urlPath } from '../leaves.ts';
import { environment } from './container.ts';

const entryPoint = label('an entry point of the cluster', 'internal');
const paths = listOf(urlPath, { minItems: 1 });
const service = objectName('the name of a service', 'app');
const env = may(environment, 'Variables the workload gets where the cluster meets this', { TRUST_PROXY: true });

const rule = named(
  'RouteRule',
  object({
    service: must(service, "Service that answers: a name under `workload.services`, or one of the chart's", 'api'),
    port: may(portReference, 'Port of it; default: its first', 'http'),
    paths: must(paths, 'Path prefixes it answers', ['/api']),
  }),
);

const routeKeys = {
  host: may(
    host,
    "Label that the entry point's pattern completes, or a whole host name (with a dot); default: the app's name",
    'romm',
  ),
  exposure: may(
    shapes('an entry point such as internal, or a list of them', {
      string: entryPoint,
      array: listOf(entryPoint, { minItems: 1, uniqueItems: true }),
    }),
    "Entry point of the cluster; default: the cluster's `routing.default`",
    'internal',
  ),
  auth: may(
    word('none', 'local', 'forward', 'oidc'),
    'Who checks people: nobody, the app itself, the proxy before it, or the app over OIDC',
    'oidc',
  ),
  service: may(
    service,
    "Service that answers: a name under `workload.services`, or one of the chart's; default app",
    'app',
  ),
  port: may(portReference, "Port of it; default: the service's first", 'http'),
  paths: may(paths, 'Path prefixes; default: all', ['/api']),
  rules: may(listOf(rule, { minItems: 1 }), 'Several services under one host', [{ service: 'api', paths: ['/api'] }]),
  annotations: may(annotations, 'Annotations of the route object', { 'example.com/note': 'x' }),
  matches: may(listOf(freeForm()), 'Matches of HTTPRoute, in place of `paths`', [
    { path: { type: 'PathPrefix', value: '/library' } },
  ]),
  filters: may(listOf(freeForm()), 'Filters of HTTPRoute', [
    { type: 'RequestHeaderModifier', requestHeaderModifier: { remove: ['Range'] } },
  ]),
  env,
};

export const singleRoute = named('Route', object(routeKeys));
export const listedRoute = named(
  'NamedRoute',
  object({
    name: must(label('the name of a route', 'subtitles'), 'Name, read as `<% route.<name>.host %>`', 'subtitles'),
    ...routeKeys,
  }),
);

export const route = shapes(
  'true, false, a route such as { host: romm }, or a list of them',
  {
    boolean: boolean(),
    object: singleRoute,
    array: listOf(listedRoute, { minItems: 1 }),
  },
  instead('{ host: % }'),
);

const redirect = text('^(/|[a-z][a-z0-9+.-]*:)\\S*$', 'a path such as /oauth/callback, or a whole URL');
const oidc = named(
  'OidcClient',
  object({
    redirects: must(
      listOf(redirect, { minItems: 1 }),
      'Where the issuer may send people back: paths under the route, or whole URLs',
      ['/oauth/callback'],
    ),
    labels: may(labels, 'Labels of the Secret that holds client_id and client_secret', {
      'app.kubernetes.io/part-of': 'argocd',
    }),
    env: may(environment, 'Variables the workload gets where the cluster has an issuer', {
      OIDC_CLIENT_ID: { secret: 'auth.oidc', key: 'client_id' },
    }),
  }),
);

export const auth = entry(
  'false or { oidc: { redirects: [/oauth/callback] } }',
  named(
    'Auth',
    object({
      oidc: may(
        entry('false or { redirects: [/oauth/callback] }', oidc),
        'Registers a client with the issuer; implies `route.auth: oidc`',
        { redirects: ['/oauth/callback'] },
      ),
      env,
    }),
  ),
);
