/** `apps/<category>/category.yaml`. */
import { Type } from 'typebox';
import { app, placeKeys } from './app/index.ts';
import { atMostOne, entry, mapOf, may, must, named, object, text, word } from './build.ts';
import { layerOf } from './layer.ts';
import { label, labels, line, quantity } from './leaves.ts';

export const podSecurity = word('restricted', 'baseline', 'privileged');

export const namespace = named(
  'NamespaceEntry',
  object(
    {
      podSecurity: may(
        word('auto', 'restricted', 'baseline', 'privileged'),
        'Pod Security level; auto (default): the level its rendered workloads need',
        'restricted',
      ),
      labels: may(labels, 'Labels of the namespace', { 'example.com/team': 'home' }),
      external: may(
        Type.Unsafe<true>({ type: 'boolean', enum: [true], expected: 'true' }),
        'Exists before us: referred to, never rendered',
        true,
      ),
    },
    atMostOne('external', 'podSecurity'),
  ),
);

const amounts = mapOf(text('^\\S+$', 'a resource such as requests.memory'), quantity('16Gi'));
export const quota = entry('false or a map such as { requests.memory: 16Gi }', amounts);

const limitAmounts = mapOf(text('^\\S+$', 'a resource such as memory'), quantity('512Mi'));
export const limits = entry(
  'false or a map such as { default: { memory: 512Mi } }',
  named(
    'Limits',
    object({
      default: may(limitAmounts, 'Limit of a container that says none', { memory: '512Mi' }),
      defaultRequest: may(limitAmounts, 'Request of a container that says none', { cpu: '25m', memory: '64Mi' }),
      max: may(limitAmounts, 'Most a container may ask for', { memory: '4Gi' }),
      min: may(limitAmounts, 'Least a container must ask for', { memory: '16Mi' }),
    }),
  ),
);

const openness = word('open', 'graph', 'deny');
export const networkPolicy = entry(
  'false or a map such as { ingress: graph, egress: open }',
  named(
    'NetworkPolicy',
    object({
      ingress: may(
        openness,
        'Who may reach the pods: all, the gateway, the scraper and the apps that refer to them, or nobody',
        'graph',
      ),
      egress: may(openness, 'Whom the pods may reach: all, what they refer to, or nobody', 'open'),
    }),
  ),
);

/** What a category or a cluster says of every app in it. */
export const appLayer = layerOf('App', app);

export const category = object({
  name: must(label('a name', 'games'), "The folder's name", 'games'),
  description: must(line, 'What its apps have in common, in one line', 'Games and what plays them'),
  namespace: may(placeKeys.namespace, "Namespace of its apps; default: the category's name", 'games'),
  area: may(placeKeys.area, "Its folder in the tree; default: the category's name", 'games'),
  tier: may(placeKeys.tier, 'Tier of its apps where a cluster names none', 'apps'),
  defaults: may(appLayer, 'What its apps have unless they say otherwise: keys of app.yaml', {
    tile: { group: 'Games' },
  }),
  quota: may(quota, 'ResourceQuota of its namespaces', { 'requests.memory': '16Gi' }),
  limits: may(limits, 'LimitRange of its namespaces', { default: { memory: '512Mi' } }),
  network: may(networkPolicy, 'NetworkPolicy of its namespaces', { ingress: 'graph', egress: 'open' }),
  namespaces: may(
    mapOf(label('a namespace', 'games'), entry('false or a namespace such as { podSecurity: baseline }', namespace)),
    'Every namespace its apps use',
    { games: { podSecurity: 'baseline' }, 'kube-system': { external: true } },
  ),
});

/** What a cluster says of one category. */
export const categoryLayer = layerOf('Category', category);
