/** A platform of N apps: bodies and traits in about the shares that public home platforms have them, over ten categories and four tiers. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const categories = [
  { name: 'infrastructure', tier: 'infrastructure' },
  { name: 'storage', tier: 'storage' },
  { name: 'databases', tier: 'storage' },
  { name: 'auth', tier: 'core' },
  { name: 'monitoring', tier: 'core' },
  { name: 'games', tier: 'apps' },
  { name: 'media', tier: 'apps' },
  { name: 'productivity', tier: 'apps' },
  { name: 'home', tier: 'apps' },
  { name: 'tools', tier: 'apps' },
] as const;
const tiers = ['infrastructure', 'storage', 'core', 'apps'] as const;

/** Writes placeholders.yaml, clusters/home.yaml and apps/ for `count` apps below the root. */
export const generatePlatform = (root: string, count: number): void => {
  const apps = Array.from({ length: count }, (_none, index) => ({
    name: `app-${String(index).padStart(4, '0')}`,
    category: categories[index % categories.length]!.name,
    text: appText(index),
  }));
  put(root, 'placeholders.yaml', placeholders);
  put(root, 'clusters/home.yaml', clusterText(apps));
  for (const { name, tier } of categories)
    put(
      root,
      `apps/${name}/category.yaml`,
      `name: ${name}\ndescription: Category ${name}\ntier: ${tier}\nnamespace: ${name}\ndefaults: { tile: { group: ${name} } }\n`,
    );
  for (const { name, category, text } of apps) put(root, `apps/${category}/${name}/app.yaml`, text);
  for (const [index, { name, category }] of apps.entries())
    if (kindOf(index) === 'manifests') put(root, `apps/${category}/${name}/templates/objects.yaml`, manifestTemplate);
};

/** The app that the bench changes: a workload near the middle. */
export const changedApp = (count: number): string => {
  let index = Math.floor(count / 2);
  while (kindOf(index) !== 'workload') index += 1;
  return `apps/${categories[index % categories.length]!.name}/app-${String(index).padStart(4, '0')}/app.yaml`;
};

const kindOf = (index: number): 'workload' | 'helm' | 'manifests' =>
  index % 20 === 7 ? 'manifests' : index % 4 === 1 ? 'helm' : 'workload';

const appText = (index: number): string => {
  const name = `app-${String(index).padStart(4, '0')}`;
  const kind = kindOf(index);
  const head = `name: ${name}\ndescription: Number ${index} of the platform\n`;
  if (kind === 'helm') return `${head}${helmBody(name, index)}`;
  if (kind === 'manifests') return `${head}manifests: [templates/objects.yaml]\nvars: { count: 3 }\n`;
  return `${head}${workloadBody(name, index)}${traits(name, index)}`;
};

const helmBody = (name: string, index: number): string => `helm:
  chart: oci://ghcr.io/example/charts/chart-${index % 40}
  version: 1.${index % 30}.0
  values:
    fullnameOverride: ${name}
    replicas: ${1 + (index % 3)}
    image: { repository: ghcr.io/example/${name}, tag: 1.2.${index} }
    serviceMonitor: { enabled: true, interval: 1m, labels: { team: home } }
    resources:
      requests: { cpu: 10m, memory: 64Mi }
      limits: { memory: 256Mi }
    config:
      url: https://${name}.\${SECRET_DOMAIN}
      timezone: <% cluster.timezone %>
      listeners: [{ name: http, port: 8080 }, { name: metrics, port: 9090 }]
`;

const workloadBody = (name: string, index: number): string => `workload:
  image: ghcr.io/example/${name}:1.2.${index}
  ports: { http: 8080${index % 3 === 0 ? ', metrics: 9090' : ''} }
  env:
    LOG_LEVEL: info
    PORT: <% ports.http %>
    ${index % 5 === 4 ? 'NAME: <% app.name %>' : 'PUBLIC_URL: https://<% route.host %>'}
    FEATURE_A: true
    WORKERS: ${1 + (index % 4)}
${index % 3 === 2 ? `    API_KEY: { secret: ${name}, key: API_KEY }\n` : ''}  probe: { path: /healthz }
  resources: { requests: { cpu: 50m, memory: 128Mi }, limits: { memory: 512Mi } }
`;

const traits = (name: string, index: number): string =>
  [
    index % 5 === 4 ? '' : `route: { host: ${name} }\n`,
    index % 3 === 1
      ? ''
      : `storage:\n  data: { size: ${1 + (index % 20)}Gi, mount: /data }\n${index % 6 === 0 ? '  library: { shared: media, path: things, mount: { path: /library, readOnly: true } }\n' : ''}`,
    index % 3 === 2 ? `secrets:\n  ${name}: { keys: [API_KEY, SESSION_KEY] }\n` : '',
    index % 10 === 2 ? `database: { postgres: { cluster: own, size: 5Gi } }\n` : '',
    index % 10 === 8 ? 'cache: { valkey: true }\n' : '',
    index % 3 === 0 ? 'metrics: { port: metrics, path: /metrics }\n' : '',
  ].join('');

const manifestTemplate = `<%% for index in range(vars.count) %%>
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: <% app.name %>-<% index %>
data:
  index: "<% index %>"
  zone: <% cluster.timezone %>
<%% endfor %%>
`;

const placeholders = `SECRET_DOMAIN: { description: The domain everything is published under, type: fqdn, example: example.com, source: Secret/cluster-secrets }
NFS_STORAGE_HOST: { description: Address of the NAS, type: host, example: 10.0.0.5, source: ConfigMap/cluster-settings }
`;

const clusterText = (apps: readonly { name: string; category: string }[]): string => {
  const ofTier = (tier: string): string =>
    categories
      .filter((category) => category.tier === tier)
      .map(({ name }) => {
        const names = apps.filter((app) => app.category === name).map((app) => app.name);
        return `      ${name}: [${names.join(', ')}]\n`;
      })
      .join('');
  return `name: home
description: A generated platform
kubernetes: 1.36.0
timezone: Europe/Amsterdam
domain: "\${SECRET_DOMAIN}"
flux: { version: 2.9.0, bootstrap: operator, source: { kind: GitRepository, name: flux-system, branch: main } }
workloads: { body: app-template, chart: "oci://ghcr.io/bjw-s-labs/helm/app-template", version: 5.1.0 }
images: { valkey: "docker.io/valkey/valkey:8.0.1" }
tiers:
${tiers.map((tier) => `  - ${tier}:\n${ofTier(tier)}`).join('')}routing:
  kind: gateway
  default: internal
  entryPoints:
    internal: { host: "<% host %>.\${SECRET_DOMAIN}", gateway: network/internal, section: https }
storage:
  class: block
  classes: { block: openebs-hostpath, database: openebs-hostpath }
  shared:
    media: { nfs: { server: "\${NFS_STORAGE_HOST}", path: /mnt/tank/media } }
databases:
  postgres: { by: cloudnative-pg, cluster: own, instances: 1, size: 5Gi, class: database }
  valkey: { cluster: own, memory: 128Mi }
secrets:
  externalSecrets: { store: ClusterSecretStore/onepassword, refreshInterval: 1h }
monitoring: { metrics: prometheus }
settings: { NFS_STORAGE_HOST: 10.0.0.5 }
external:
  Gateway/network/internal: made by hand
  StorageClass/openebs-hostpath: made by the installer
  ClusterSecretStore/onepassword: made by hand
  Secret/flux-system/cluster-secrets: made by hand
  crds/gateway.networking.k8s.io: installed with the nodes
  crds/external-secrets.io: installed with the nodes
  crds/postgresql.cnpg.io: installed with the nodes
  crds/monitoring.coreos.com: installed with the nodes
`;
};

const put = (root: string, path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
