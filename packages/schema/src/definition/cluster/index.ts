/** `clusters/<name>.yaml`. */

import { type Static, Type } from 'typebox';
import { reasons } from '../app/index.ts';
import { exactlyOne, listOf, mapOf, may, must, named, object, shapes, text, word } from '../build.ts';
import { appLayer, categoryLayer } from '../category.ts';
import {
  cidr,
  domain,
  image,
  label,
  line,
  pattern,
  placeholderName,
  reason,
  relativePath,
  scalar,
  threeNumbers,
  timezone,
} from '../leaves.ts';
import { clusterBackup, databases, storage } from './data.ts';
import { argocd, flux, workloads } from './engine.ts';
import { clusterDevices, k3s, nodes, talos } from './machines.ts';
import { clusterAuth, clusterSecrets, clusterTile, monitoring, notifications, policy, receiver } from './people.ts';
import { routing } from './routing.ts';

const categoryName = label('a category', 'games');
const tierName = label('a tier', 'apps');
const appName = label('an app', 'romm');
const path = text('^[^/\\s][^\\n]*$', 'a path relative to the root such as apps');

const tier = mapOf(
  tierName,
  mapOf(
    categoryName,
    shapes('a list of apps such as [romm], or all', {
      string: word('all'),
      array: listOf(appName, { uniqueItems: true }),
    }),
  ),
  { minProperties: 1, maxProperties: 1, expected: 'one tier such as { apps: { games: [romm] } }' },
);

type Overrides = Record<string, Static<typeof appLayer> | Static<typeof categoryLayer>>;
const overrideName = text(
  '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(/[a-z0-9]([-a-z0-9]*[a-z0-9])?)?$',
  'a category or category/app such as games/romm',
);
export const overrides = Type.Unsafe<Overrides>({
  type: 'object',
  propertyNames: { ...overrideName },
  patternProperties: { '^[^/]*$': categoryLayer, '/': appLayer },
});

const settings = mapOf(placeholderName, scalar);

const environment = named(
  'ClusterEnvironment',
  object({
    namespace: may(pattern('staging-<% namespace %>'), 'Pattern of namespaces', 'staging-<% namespace %>'),
    settings: may(settings, 'On top of `settings`', { SECRET_DOMAIN: 'staging.example.com' }),
    defaults: may(appLayer, 'On top of `defaults`', { backup: false }),
    overrides: may(overrides, 'On top of `overrides`', { 'media/jellyfin': { enabled: false } }),
    policy: may(policy, 'On top of `policy`', { quota: { 'requests.memory': '4Gi' } }),
  }),
);

export const environments = named(
  'ClusterEnvironments',
  object({
    once: may(listOf(overrideName), 'Categories or apps rendered with the last environment only', ['infrastructure']),
    each: must(
      mapOf(label('an environment', 'staging'), environment, { minProperties: 1 }),
      'Environments by name, each a full render',
      { staging: { namespace: 'staging-<% namespace %>' } },
    ),
  }),
);

export const cluster = object(
  {
    name: must(label('a name', 'home'), "The file's name", 'home'),
    description: must(line, 'What it is, in one line', 'Talos home cluster of one operator'),
    extends: may(
      text('^[^/\\s][^\\n]*\\.ya?ml$', 'a file beside this one such as global.yaml'),
      'Nameless cluster-shaped file under this one',
      'global.yaml',
    ),
    kubernetes: must(threeNumbers, 'Version of Kubernetes, three numbers', '1.36.0'),
    timezone: must(timezone, 'Time zone of containers and schedules', 'Europe/Amsterdam'),
    podCidr: may(cidr, 'Network of the pods', '10.42.0.0/16'),
    serviceCidr: may(cidr, 'Network of the services', '10.43.0.0/16'),
    domain: may(domain, 'Domain everything is published under', 'example.com'),
    flux: may(flux, 'The tree is applied by Flux', {
      version: '2.9.0',
      bootstrap: 'operator',
      source: { kind: 'GitRepository', name: 'flux-system' },
    }),
    argocd: may(argocd, 'The tree is applied by Argo CD', {
      version: '3.4.0',
      repo: 'https://github.com/example/home-platform',
    }),
    layout: may(word('per-app', 'per-tier', 'overlays'), 'Shape of the tree; default per-app', 'per-app'),
    folders: may(mapOf(tierName, relativePath('infrastructure/crds')), 'Folder of each tier (layout per-tier)', {
      'infrastructure-crds': 'infrastructure/crds',
    }),
    workloads: may(workloads, 'What `workload` becomes: manifests, or a HelmRelease of app-template', 'manifests'),
    catalogue: may(path, 'Folder of the categories; default apps', 'apps'),
    output: may(relativePath('kubernetes'), 'Folder of the tree; default kubernetes', 'kubernetes'),
    images: may(mapOf(label('a use', 'shell'), image), 'Images that traits use', {
      shell: 'docker.io/library/busybox:1.37.0',
    }),
    tiers: must(listOf(tier, { minItems: 1 }), 'What runs, in order: tier, category, apps (or all)', [
      { infrastructure: { infrastructure: ['cert-manager'] } },
      { apps: { games: 'all' } },
    ]),
    defaults: may(appLayer, 'What every app has unless a later layer says otherwise: keys of app.yaml', {
      tile: true,
      route: { auth: 'forward' },
    }),
    overrides: may(overrides, "Last word: `category` takes category.yaml's keys, `category/app` app.yaml's", {
      'games/romm': { route: { exposure: 'external' } },
    }),
    routing: may(routing, 'How routes are met', { kind: 'gateway', default: 'internal' }),
    storage: may(storage, 'How storage is met', { class: 'block', classes: { block: 'ceph-block' } }),
    backup: may(clusterBackup, 'How backup is met', { by: 'volsync', schedules: { daily: '30 2 * * *' } }),
    databases: may(databases, 'How databases and caches are met', {
      postgres: { by: 'cloudnative-pg', cluster: 'own' },
    }),
    secrets: may(clusterSecrets, 'How secrets are met', {
      externalSecrets: { store: 'ClusterSecretStore/onepassword' },
    }),
    settings: may(settings, 'ConfigMap cluster-settings: values of placeholders that are no secret', {
      NFS_STORAGE_HOST: '10.0.0.5',
    }),
    auth: may(clusterAuth, 'How people are known', {
      by: 'authentik',
      forward: 'http://ak-outpost-forward.auth.svc:9000',
    }),
    monitoring: may(monitoring, 'How apps are watched', { metrics: 'prometheus', uptime: 'gatus' }),
    devices: may(clusterDevices, 'What a device is here', { gpu: 'gpu.intel.com/i915', zigbee: false }),
    tile: may(clusterTile, 'What shows the tiles', { by: 'homepage' }),
    notifications: may(notifications, 'Who is told of what happens in Flux or Argo CD', [
      { to: 'discord', secret: 'discord-webhook', events: 'error' },
    ]),
    receiver: may(receiver, 'Push in place of waiting for the interval', {
      host: 'flux-webhook',
      secret: 'github-webhook',
    }),
    policy: may(policy, 'What holds for everything', { podSecurity: 'restricted', probes: 'required' }),
    talos: may(talos, 'The machines run Talos', { version: 'v1.13.0', endpoint: 'https://10.0.0.10:6443' }),
    k3s: may(k3s, 'The machines run k3s', { version: 'v1.36.0+k3s1', disable: ['traefik'] }),
    nodes: may(nodes, 'The machines', { 'k8s-1': { role: 'controlplane', address: '10.0.0.11' } }),
    external: may(reasons, 'What is referred to and made elsewhere, and why', {
      'Secret/flux-system/sops-age': 'put there at bootstrap',
    }),
    unchecked: may(
      mapOf(text('^[A-Z][A-Za-z0-9]*(\\.[a-z0-9.-]+)?$', 'Kind.group such as Widget.example.com'), reason),
      'Kinds without a schema that are let through, and why',
      { 'Widget.example.com': 'alpha, no schema yet' },
    ),
    environments: may(environments, 'Several renders of one cluster', {
      each: { staging: { namespace: 'staging-<% namespace %>' } },
    }),
  },
  { ...exactlyOne('flux', 'argocd'), not: { required: ['talos', 'k3s'] } },
);
