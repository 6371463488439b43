/** `secrets`, `auth`, `monitoring`, `tile`, `notifications`, `receiver`, `policy`. */
import {
  boolean,
  entry,
  exactlyOne,
  freeForm,
  integer,
  listOf,
  mapOf,
  may,
  must,
  named,
  object,
  off,
  shapes,
  text,
  word,
} from '../build.ts';
import { limits, networkPolicy, podSecurity, quota } from '../category.ts';
import { duration, host, label, objectName, reason, url, words } from '../leaves.ts';

const storeReference = text(
  '^(ClusterSecretStore|SecretStore)/[a-z0-9]([-a-z0-9.]*[a-z0-9])?$',
  'ClusterSecretStore/name such as ClusterSecretStore/onepassword',
);
const keyReference = text('^Secret/[^/\\s]+/[^/\\s]+$', 'Secret/namespace/name such as Secret/flux-system/sops-age');

const filled = object({ from: may(listOf(words, { minItems: 1 }), 'Items or files it is read from', ['cluster']) });

export const clusterSecrets = named(
  'ClusterSecrets',
  object(
    {
      externalSecrets: may(
        object({
          store: must(storeReference, 'Store that every ExternalSecret reads', 'ClusterSecretStore/onepassword'),
          refreshInterval: may(duration('1h'), 'How often it is read again', '1h'),
          provider: may(freeForm(), "External Secrets' own `spec.provider`: the store is rendered too", {
            onepassword: { connectHost: 'http://onepassword-connect' },
          }),
        }),
        'Met by External Secrets',
        { store: 'ClusterSecretStore/onepassword', refreshInterval: '1h' },
      ),
      sops: may(
        object({
          recipients: must(listOf(words, { minItems: 1 }), 'Public keys that files are encrypted to', [
            'age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqsqqqqqq',
          ]),
          key: may(keyReference, 'Secret that Flux decrypts with', 'Secret/flux-system/sops-age'),
          isolate: may(boolean(), 'A secret file may be read by its own app only', true),
        }),
        'Met by files encrypted with SOPS beside each app',
        {
          recipients: ['age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqsqqqqqq'],
          key: 'Secret/flux-system/sops-age',
        },
      ),
      existing: may(
        object({ reason: must(reason, 'Why no Secret is rendered', 'Secrets are made by hand') }),
        'Secrets are only referred to',
        { reason: 'Secrets are made by hand' },
      ),
      placeholders: may(
        mapOf(objectName('the name of a Secret', 'cluster-secrets'), entry('false or { from: [item] }', filled)),
        'Secrets of namespace flux-system that fill placeholders',
        { 'cluster-secrets': { from: ['cluster'] } },
      ),
    },
    exactlyOne('externalSecrets', 'sops', 'existing'),
  ),
);

const addressOrWord = 'a URL, local, none or false';
const metBy = shapes(addressOrWord, {
  boolean: off(addressOrWord),
  string: text('^(local|none|https?://\\S.*|[^]*<%[^]*)$', addressOrWord),
});

export const clusterAuth = entry(
  'false or a section such as { by: authentik }',
  named(
    'ClusterAuth',
    object({
      by: may(label('an app', 'authentik'), 'App that knows the people', 'authentik'),
      oidc: may(
        metBy,
        '`route.auth: oidc`: the issuer, or what the wish becomes (local, none)',
        'https://auth.example.com/application/o/<% app.name %>/',
      ),
      forward: may(
        metBy,
        '`route.auth: forward`: who is asked on each request, or what the wish becomes',
        'http://ak-outpost-forward.auth.svc:9000',
      ),
    }),
  ),
);

const oneOf = <const Words extends readonly string[]>(...words: Words) => {
  const expected = `${words.join(', ')} or false`;
  return shapes(expected, {
    boolean: off(expected),
    string: { ...word(...words), expected } as ReturnType<typeof word<Words>>,
  });
};

export const monitoring = entry(
  'false or a section such as { metrics: prometheus }',
  named(
    'Monitoring',
    object({
      metrics: may(
        oneOf('prometheus', 'victoria'),
        'What `metrics` becomes: ServiceMonitor or VMServiceScrape',
        'prometheus',
      ),
      uptime: may(oneOf('gatus', 'uptime-kuma', 'blackbox'), 'What `monitor` is collected for', 'gatus'),
      dashboards: may(oneOf('grafana-operator', 'sidecar'), 'What `metrics.dashboards` become', 'grafana-operator'),
      logs: may(oneOf('loki', 'victoria-logs'), 'Where logs are', 'loki'),
      traces: may(oneOf('jaeger', 'tempo'), 'Where traces are', 'jaeger'),
      alerts: may(boolean(), "Alert rules of Keelson's own", true),
      status: may(url, 'Status page', 'https://status.example.com'),
    }),
  ),
);

export const clusterTile = entry(
  'false or { by: homepage }',
  object({ by: must(word('homepage', 'homarr'), 'What `tile` is collected for', 'homepage') }),
);

const notification = named(
  'Notification',
  object({
    to: must(label('a provider', 'discord'), 'Kind of the Flux Provider', 'discord'),
    secret: may(
      objectName('the name of a Secret', 'discord-webhook'),
      'Secret with its address or token',
      'discord-webhook',
    ),
    events: may(word('error', 'info'), 'Which events', 'error'),
  }),
);
const notificationsExpected = 'false or a list such as [{ to: discord, secret: discord-webhook }]';
export const notifications = shapes(notificationsExpected, {
  boolean: off(notificationsExpected),
  array: listOf(notification),
});

export const receiver = entry(
  'false or { host, secret }',
  named(
    'Receiver',
    object({
      host: must(host, 'Host that the push comes to', 'flux-webhook'),
      secret: must(objectName('the name of a Secret', 'github-webhook'), 'Secret with the token', 'github-webhook'),
    }),
  ),
);

const access = named(
  'Access',
  object({
    groups: may(listOf(words, { minItems: 1 }), 'Groups of people', ['family']),
    users: may(listOf(words, { minItems: 1 }), 'People', ['alice']),
    role: must(label('a ClusterRole', 'view'), 'ClusterRole they get in every namespace', 'view'),
  }),
);

export const policy = named(
  'Policy',
  object({
    podSecurity: may(podSecurity, 'Floor that a namespace may not go below without a reason', 'restricted'),
    network: may(networkPolicy, 'NetworkPolicy of every namespace', { ingress: 'graph', egress: 'open' }),
    probes: may(word('required', 'optional'), 'Whether a workload without probes is an error', 'required'),
    quota: may(quota, "ResourceQuota of every category's namespace", { 'requests.memory': '16Gi' }),
    limits: may(limits, "LimitRange of every category's namespace", { default: { memory: '512Mi' } }),
    priorities: may(
      mapOf(label('a priority class', 'critical'), integer(-2147483648, 1000000000, 'a priority such as 1000')),
      'PriorityClasses',
      { critical: 1000000, low: -1000 },
    ),
    literals: may(
      mapOf(text('^[^\\s/]+(/[^\\s/]+)+$', 'category/app/name as the finding prints it'), reason),
      'Texts that look like secrets and are none, and why',
      { 'games/romm/DEMO_PASSWORD': 'printed on the login page' },
    ),
    access: may(
      mapOf(label('a name', 'viewer'), entry('false or { groups, role }', access)),
      'Who may do what in the namespaces',
      { viewer: { groups: ['family'], role: 'view' } },
    ),
  }),
);
