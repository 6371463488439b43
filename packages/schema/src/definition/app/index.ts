/** `apps/<category>/<app>/app.yaml`. */
import {
  atMostOne,
  boolean,
  condition,
  entry,
  instead,
  listOf,
  mapOf,
  may,
  must,
  named,
  object,
  text,
} from '../build.ts';
import { anyText, label, labels, line, objectReference, reason, relativePath, templatePath } from '../leaves.ts';
import { backup } from './backup.ts';
import { helm, patch, source, vars } from './chart.ts';
import { cache, database, secrets } from './data.ts';
import { devices, network, rbac } from './rights.ts';
import { auth, route } from './route.ts';
import { storage } from './storage.ts';
import { metrics, monitor, tile } from './watch.ts';
import { workload } from './workload.ts';

const appReference = text(
  '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(/[a-z0-9]([-a-z0-9]*[a-z0-9])?)?$',
  'the name of an app such as qbittorrent',
);

export const dependency = named(
  'Dependency',
  object(
    {
      app: must(appReference, 'App that must be ready first (its last part)', 'qbittorrent'),
      reason: may(reason, 'Why', 'tests the download client before it accepts it'),
      strict: may(boolean(), 'Check on every change, not only at the first start; needs a reason', true),
    },
    {
      ...condition({ properties: { strict: { const: true } }, required: ['strict'] }, { required: ['reason'] }),
      ...instead('{ app: %, reason: … }'),
    },
  ),
);

const names = (example: string) =>
  listOf(text('^\\S+$', `a name such as ${example}`), { minItems: 1, uniqueItems: true });
export const provides = entry(
  'false or a map such as { crds: [cert-manager.io] }',
  named(
    'Provides',
    object({
      crds: may(names('cert-manager.io'), 'API groups of its CRDs', ['cert-manager.io']),
      webhooks: may(names('cert-manager.io'), 'API groups its admission webhooks answer for', ['external-secrets.io']),
      storageClasses: may(names('ceph-block'), 'StorageClasses', ['ceph-block']),
      snapshotClasses: may(names('csi-ceph-block'), 'VolumeSnapshotClasses', ['csi-ceph-block']),
      ingressClasses: may(names('traefik'), 'IngressClasses', ['traefik']),
      gateways: may(names('network/internal'), 'Gateways', ['network/internal']),
      stores: may(names('onepassword'), 'Secret stores', ['onepassword']),
      issuers: may(names('letsencrypt'), 'Certificate issuers', ['letsencrypt']),
      services: may(names('grafana-service'), 'Services', ['grafana-service']),
      secrets: may(names('grafana-admin'), 'Secrets', ['grafana-admin']),
      configMaps: may(names('trust-bundle'), 'ConfigMaps', ['trust-bundle']),
      apis: may(names('v1beta1.metrics.k8s.io'), 'Aggregated APIs', ['v1beta1.metrics.k8s.io']),
      loadBalancer: may(
        text('^\\S+$', 'one name such as metallb'),
        'Addresses for Services of type LoadBalancer',
        'metallb',
      ),
    }),
  ),
);

export const healthCheck = named(
  'HealthCheck',
  object({
    apiVersion: must(
      text('^[^/\\s]+(/[^/\\s]+)?$', 'an API version such as ceph.rook.io/v1'),
      'API version of the object',
      'ceph.rook.io/v1',
    ),
    kind: must(text('^[A-Z][A-Za-z0-9]*$', 'a kind such as CephCluster'), 'Kind of the object', 'CephCluster'),
    name: must(anyText, 'Name of the object', 'rook-ceph'),
    current: may(anyText, 'CEL expression that is true when it is ready', "status.ceph.health in ['HEALTH_OK']"),
    failed: may(anyText, 'CEL expression that is true when it has failed', "status.ceph.health == 'HEALTH_ERR'"),
  }),
);

export const reasons = mapOf(objectReference, reason);

/** Keys that apps and categories both have. */
export const placeKeys = {
  namespace: may(label('a namespace', 'games'), "Namespace of its objects; default: the category's", 'games'),
  area: may(relativePath('games'), "Folder of the category in the tree; default: the category's name", 'games'),
  tier: may(label('a tier', 'apps'), 'Tier where a cluster names none', 'apps'),
};

export const app = object(
  {
    name: must(label('a name', 'romm'), "The folder's name; objects are called so", 'romm'),
    description: must(line, 'What it is, in one line', 'Manager and player for ROM collections'),
    ...placeKeys,
    enabled: may(boolean(), 'false: not rendered here; default true', false),
    bootstrap: may(boolean(), 'Needed before Flux runs: it is applied first', true),
    labels: may(labels, 'Labels of all its objects', { 'example.com/team': 'home' }),
    vars: may(vars, 'Values that a cluster may override, read as `<% vars.x %>`', { instances: 1 }),
    workload: may(workload, 'Main body that Keelson writes: controllers, containers, services', {
      image: 'ghcr.io/rommapp/romm:5.2.0',
      ports: { http: 8080 },
    }),
    helm: may(helm, 'Main body that is a Helm chart', {
      chart: 'oci://ghcr.io/stakater/charts/reloader',
      version: '2.2.16',
    }),
    source: may(source, "Main body that is a folder of somebody else's repository", {
      git: 'https://github.com/kubernetes-sigs/gateway-api',
      version: 'v1.6.1',
      path: 'config/crd',
    }),
    manifests: may(
      listOf(templatePath, { minItems: 1, uniqueItems: true }),
      'Text templates of further objects, beside any body',
      ['templates/issuer.yaml'],
    ),
    route: may(route, 'How people reach it', { host: 'romm', auth: 'oidc' }),
    auth: may(auth, 'Registers an OIDC client', { oidc: { redirects: ['/oauth/callback'] } }),
    storage: may(storage, 'Volumes, files and folders; the kind is told by the first key', {
      data: { size: '20Gi', mount: '/data' },
    }),
    secrets: may(secrets, 'Secrets and their keys', { romm: { keys: ['AUTH_SECRET_KEY'] } }),
    database: may(database, 'A database', { postgres: { name: 'romm' } }),
    cache: may(cache, 'A Valkey or Redis instance', { valkey: true }),
    monitor: may(monitor, 'Is it up: asked by Gatus or Uptime Kuma', { path: '/', interval: '1m' }),
    metrics: may(metrics, 'Metrics, alert rules and dashboards', { port: 'metrics' }),
    tile: may(tile, 'Tile on the dashboard', { group: 'Games', icon: 'romm' }),
    backup: may(backup, 'Backup of every claim and own database', 'daily'),
    rbac: may(rbac, 'Rights at the Kubernetes API', { own: [{ resources: ['pods'], verbs: ['get'] }] }),
    network: may(network, 'Traffic allowed besides what the graph knows', {
      egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }],
    }),
    devices: may(devices, 'Hardware; the cluster says what a name is', { gpu: 1 }),
    dependsOn: may(
      listOf(dependency, instead('[{ app: %, reason: … }]')),
      'Apps that must be ready first and that no reference shows',
      [{ app: 'qbittorrent', reason: 'tests it' }],
    ),
    provides: may(provides, 'What it brings that Keelson cannot see', { crds: ['cert-manager.io'] }),
    external: may(reasons, 'What it refers to and is made by hand, and why', {
      'Secret/onepassword-credentials': 'made at bootstrap',
    }),
    health: may(listOf(healthCheck, { minItems: 1 }), 'When objects that a chart makes are ready', [
      {
        apiVersion: 'ceph.rook.io/v1',
        kind: 'CephCluster',
        name: 'rook-ceph',
        current: "status.ceph.health in ['HEALTH_OK']",
      },
    ]),
    patches: may(listOf(patch, { minItems: 1 }), 'Patches of the rendered objects', [
      { target: { kind: 'Deployment', name: 'romm' }, patch: { spec: { revisionHistoryLimit: 1 } } },
    ]),
  },
  { ...atMostOne('workload', 'helm', 'source'), dependencies: { source: ['provides'] } },
);
