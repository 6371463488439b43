import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expand } from '../../../../src/compile/expand/expand.ts';
import { expandCluster } from '../../../../src/compile/expand/sections/sections.ts';
import { load } from '../../../../src/compile/load/load.ts';
import { mergeCategory, mergeCluster } from '../../../../src/compile/merge/merge.ts';
import { template } from '../../../../src/compile/template/evaluate-app.ts';
import type { CompiledApp } from '../../../../src/model/compiled.ts';
import type { Diagnostic } from '../../../../src/model/diagnostic.ts';
import { objectName } from '../../../../src/model/kubernetes.ts';
import { findingsOf, hasOracle, sharedPath } from '../oracle.ts';

const catalogue = sharedPath('catalogue');

/** What both clusters say alike: enough for every draft to be met. */
const common = `
kubernetes: 1.36.0
timezone: Europe/Amsterdam
podCidr: 10.42.0.0/16
serviceCidr: 10.43.0.0/16
domain: "\${SECRET_DOMAIN}"
flux: { version: 2.9.0, bootstrap: operator, source: { kind: GitRepository, name: flux-system, branch: main, interval: 5m } }
images: { postgres: ghcr.io/cloudnative-pg/postgresql:18.1, valkey: docker.io/valkey/valkey:8.0.1 }
defaults: { tile: true, monitor: true, route: { auth: forward } }
databases: { postgres: { by: cloudnative-pg, cluster: own, instances: 1, size: 5Gi, class: database }, valkey: { memory: 128Mi } }
auth: { by: authentik, oidc: local, forward: "http://ak-outpost-forward.auth.svc:9000" }
monitoring: { metrics: prometheus, uptime: gatus, dashboards: grafana-operator, logs: loki }
tile: { by: homepage }
overrides: { infrastructure/flux-instance: { vars: { url: "https://example.com/home" } }, infrastructure/traefik: { enabled: false } }
settings: { NFS_STORAGE_HOST: 10.0.0.5, MEDIA_SERVER: /mnt/media, LAN_CIDR: 10.0.0.0/24, LOAD_BALANCER_CIDR: 10.0.0.16/28 }
`;

const clusters = {
  gateway: `${common}
workloads: { body: app-template, chart: "oci://ghcr.io/bjw-s-labs/helm/app-template", version: 5.1.0 }
routing:
  kind: gateway
  default: internal
  entryPoints:
    internal: { host: "<% host %>.\${SECRET_DOMAIN}", gateway: network/internal, section: https, address: 10.0.0.21, from: ["\${LAN_CIDR}"] }
    external: { host: "<% host %>.\${SECRET_DOMAIN}", gateway: network/external, section: https, address: 10.0.0.22 }
  addresses: { by: cilium, pools: { default: 10.0.0.16/28 } }
  tls: { issuer: letsencrypt, server: production, challenge: cloudflare, wildcard: network/wildcard-tls, email: a@example.com }
storage:
  class: block
  classes: { block: ceph-block, files: nfs, database: openebs-hostpath }
  shared:
    media: { nfs: { server: "\${NFS_STORAGE_HOST}", path: "\${MEDIA_SERVER}" } }
    documents: { nfs: { server: "\${NFS_STORAGE_HOST}", path: /documents } }
    backups: { hostPath: { path: /mnt/backup } }
secrets:
  externalSecrets: { store: ClusterSecretStore/onepassword, refreshInterval: 1h, provider: { fake: { data: [] } } }
  placeholders: { cluster-secrets: { from: [cluster] } }
`,
  ingress: `${common}
workloads: manifests
routing:
  kind: ingress
  default: internal
  entryPoints:
    internal: { host: "<% host %>.l.\${SECRET_DOMAIN}", class: traefik, address: 10.0.0.21 }
    external: internal
  addresses: { by: metallb, pools: { default: 10.0.0.16/28 } }
  tls: { issuer: letsencrypt, server: production, challenge: cloudflare, email: a@example.com }
storage:
  mode: local
  class: local
  classes: { local: local-path, database: local-path, files: nfs }
  shared:
    media: { claim: shared-data, size: 8Ti, nfs: { server: nas, path: /m }, local: { path: /var/lib/media-data, node: homelab } }
    documents: { local: { path: /var/lib/documents, node: homelab } }
    backups: { hostPath: { path: /mnt/backup } }
secrets: { existing: { reason: made by hand }, placeholders: { cluster-secrets: {} } }
`,
};

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

/** A repository of all drafts, with one cluster that runs them all. */
const repository = (cluster: string): string => {
  const root = mkdtempSync(join(tmpdir(), 'keelson-drafts-'));
  roots.push(root);
  cpSync(catalogue, join(root, 'apps'), { recursive: true });
  cpSync(sharedPath('catalogue-clusters/placeholders.yaml'), join(root, 'placeholders.yaml'));
  const categories = readdirSync(catalogue, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const tiers = `tiers: [{ all: { ${categories.map(({ name }) => `${name}: all`).join(', ')} } }]\n`;
  mkdirSync(join(root, 'clusters'));
  writeFileSync(join(root, 'clusters/all.yaml'), `name: all\ndescription: Every draft\n${cluster}${tiers}`);
  return root;
};

interface Expanded {
  apps: CompiledApp[];
  diagnostics: Diagnostic[];
}

const expandAll = async (text: string): Promise<Expanded> => {
  const { items: sources } = await load({ root: repository(text), cluster: 'all' });
  const { items: cluster } = mergeCluster(sources);
  const results = sources.categories
    .flatMap((category) => mergeCategory(category, sources, cluster).items.apps)
    .map((app) => expand(template(app, cluster).items, cluster));
  const sections = expandCluster(cluster);
  return {
    apps: [...results.map(({ items }) => items), ...sections.items],
    diagnostics: [...results, sections].flatMap(({ diagnostics }) => diagnostics),
  };
};

/** Collectors whose facts are a later issue's. */
const notBuilt = [
  'not-built apps/networking/blocky/app.yaml /storage/names/collect',
  'not-built apps/storage/volsync-failover/app.yaml /storage/targets/collect',
];

/** Bodies and manifests have tests of their own. */
const notOfTraits = /^\/(?:workload|helm|source|manifests)/u;

if (!existsSync(catalogue)) console.warn('notice: ../shared/catalogue is absent, its drafts are not expanded');

describe.skipIf(!existsSync(catalogue))('every draft of the catalogue', () => {
  describe.each(Object.entries(clusters))('on a cluster with %s', (_, text) => {
    // Not while tests are collected: a skipped suite is collected too.
    let expanded: Promise<Expanded>;
    beforeAll(() => {
      expanded = expandAll(text);
    });

    it('is expanded without an error but for what is not built', async () => {
      const { diagnostics, apps } = await expanded;
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      expect(errors.map(({ code, origin }) => `${code} ${origin?.file} ${origin?.pointer}`).sort()).toEqual(notBuilt);
      expect(apps.length).toBeGreaterThan(60);
    });

    it('gives every object its namespace and its origin', async () => {
      const { apps } = await expanded;
      const objects = apps.flatMap((app) => app.objects.filter(({ pointer }) => !pointer.startsWith('/manifests')));
      const clusterWide = new Set(['PersistentVolume', 'ClusterRole', 'ClusterRoleBinding', 'ClusterSecretStore']);
      const without = objects.filter(
        ({ object }) => object.metadata.namespace === undefined && !clusterWide.has(object.kind),
      );
      expect(without.map(({ object }) => objectName(object))).toEqual([]);
      expect(objects.filter(({ pointer, file }) => pointer === '' || file === '')).toEqual([]);
    });

    it.skipIf(!hasOracle)('makes objects that the upstream schemas accept', async () => {
      const { apps } = await expanded;
      const ours = apps.flatMap((app) => app.objects.filter(({ pointer }) => !notOfTraits.test(pointer)));
      const objects = ours.filter(({ collectSecrets }) => collectSecrets !== true);
      expect(objects.length).toBeGreaterThan(120);
      const findings = objects.flatMap(({ object }) =>
        findingsOf(object).map((finding) => `${objectName(object)}: ${finding}`),
      );
      expect([...new Set(findings)]).toEqual([]);
    });
  });
});
