import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { currentEnvironment } from '../../packages/kubeconform/src/index.ts';
import { type RenderResult, render } from '../../packages/renderer/src/index.ts';

export type Files = Record<string, string>;

/** A small repository with one app, in which nothing is wrong: each accident lays its files over it. */
const soundFiles: Files = {
  'placeholders.yaml': `SECRET_DOMAIN: { description: Domain everything is published under, type: fqdn, example: example.com, source: Secret/cluster-secrets }
`,
  'clusters/home.yaml': `name: home
description: One small cluster
kubernetes: 1.36.0
timezone: Europe/Amsterdam
domain: "\${SECRET_DOMAIN}"
flux: { version: 2.9.0, bootstrap: operator, source: { kind: GitRepository, name: flux-system } }
tiers:
  - apps: { home: all }
routing:
  kind: gateway
  default: internal
  entryPoints:
    internal: { host: "<% host %>.\${SECRET_DOMAIN}", gateway: network/internal, section: https }
storage: { class: block, classes: { block: local-path } }
secrets:
  externalSecrets: { store: ClusterSecretStore/vault }
  placeholders: { cluster-secrets: { from: [cluster] } }
external:
  Gateway/network/internal: made elsewhere
  ClusterSecretStore/vault: made elsewhere
  crds/external-secrets.io: made elsewhere
  crds/gateway.networking.k8s.io: made elsewhere
`,
  'apps/home/category.yaml': 'name: home\ndescription: Home automation\n',
  'apps/home/web/app.yaml': `name: web
description: What is always there
workload:
  image: docker.io/library/nginx:1.27.0
  ports: { http: 8080 }
  probe: { path: / }
route: { host: web }
`,
};

const schemas = fileURLToPath(new URL('../../schemas/kubernetes', import.meta.url));

/** Renders the sound repository with some files laid over it, for real, in a folder that goes away with the test. */
export const renderWith = async (files: Files): Promise<RenderResult> => {
  const root = mkdtempSync(join(tmpdir(), 'keelson-accident-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(laidOver(files))) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  mkdirSync(join(root, '.git'));
  return render({
    root,
    cluster: 'home',
    write: false,
    builder: 'test',
    link: {
      force: false,
      verify: {
        root,
        environment: { ...currentEnvironment(), variables: { XDG_CACHE_HOME: join(root, 'no-cache'), PATH: '' } },
        packagedSchemas: schemas,
        remember: false,
        allowEmbedded: true,
        progress: () => undefined,
      },
    },
  });
};

/** Files as they will stand; `+` before a path puts the text behind what is there. */
export const laidOver = (files: Files): Files => {
  const result = { ...soundFiles };
  for (const [path, text] of Object.entries(files)) {
    if (path.startsWith('+')) result[path.slice(1)] = (result[path.slice(1)] ?? '') + text;
    else result[path] = text;
  }
  return result;
};
