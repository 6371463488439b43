import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import type { Contribution, ExpandInput } from '../../../../src/compile/expand/contribution.ts';
import type { MergedCluster } from '../../../../src/model/cluster.ts';
import type { JsonObject } from '../../../../src/model/json.ts';
import type { KubernetesObject } from '../../../../src/model/kubernetes.ts';
import type { AppNames, EvaluatedApp } from '../../../../src/model/names.ts';

/** Beside the checkout; absent on other machines, where the tests that read it skip. */
export const shared = resolve(import.meta.dirname, '../../../../../../../shared');
export const hasShared = existsSync(join(shared, 'example'));

export const appTemplate = {
  body: 'app-template',
  chart: 'oci://ghcr.io/bjw-s-labs/helm/app-template',
  version: '5.1.0',
};

export const clusterOf = (definition: JsonObject): MergedCluster => ({
  name: 'home',
  file: 'clusters/home.yaml',
  definition: { timezone: 'Europe/Amsterdam', ...definition } as unknown as MergedCluster['definition'],
  origins: new Map(),
  tiers: [],
  selected: new Map(),
  namespaces: new Map(),
  placeholders: [],
});

export const charted = clusterOf({ workloads: appTemplate });
export const plain = clusterOf({ workloads: 'manifests' });

/** An app as the room `check` hands it on. `names` is laid over what the definition gives by itself. */
export const appOf = (
  definition: JsonObject,
  names: Partial<AppNames> = {},
  rest: Partial<EvaluatedApp> = {},
): EvaluatedApp => {
  const name = String(definition['name'] ?? 'romm');
  const namespace = String(definition['namespace'] ?? 'games');
  const secrets = Object.keys((definition['secrets'] ?? {}) as JsonObject);
  return {
    id: `games/${name}`,
    category: 'games',
    name,
    description: 'An app of the tests',
    namespace,
    area: 'games',
    tier: 0,
    file: `apps/games/${name}/app.yaml`,
    definition: definition as unknown as EvaluatedApp['definition'],
    origins: new Map(),
    quoted: new Set(),
    templates: new Map(),
    files: new Map(),
    manifests: [],
    renderedFiles: new Map(),
    names: {
      app: { name, namespace, category: 'games', description: '' },
      vars: {},
      ports: {},
      services: {},
      storage: {},
      secrets: Object.fromEntries(secrets.map((secret) => [secret, { name: secret }])),
      cluster: {},
      ...names,
    },
    ...rest,
  };
};

export const inputOf = (
  definition: JsonObject,
  cluster: MergedCluster,
  names: Partial<AppNames> = {},
  rest: Partial<EvaluatedApp> = {},
): ExpandInput => ({ app: appOf({ name: 'romm', ...definition }, names, rest), cluster });

/** A contribution with one volume by source. */
export const mounting = (
  name: string,
  source: JsonObject,
  mounts: NonNullable<Contribution['volumes']>[number]['mounts'],
  exclusive?: boolean,
): Contribution => ({
  volumes: [{ name, source, mounts, ...(exclusive === undefined ? {} : { exclusive }), pointer: `/storage/${name}` }],
});

export const readYaml = (path: string): JsonObject => parse(readFileSync(path, 'utf8')) as JsonObject;

export const readObjects = (path: string): KubernetesObject[] =>
  parseAllDocuments(readFileSync(path, 'utf8')).map((document) => document.toJS() as KubernetesObject);
