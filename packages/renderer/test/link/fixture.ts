import { parse, parseAllDocuments } from 'yaml';
import { order } from '../../src/link/order/order.ts';
import { resolve } from '../../src/link/resolve/resolve.ts';
import type { MergedCluster } from '../../src/model/cluster.ts';
import type { CompiledApp, CompiledCategory, CompiledNamespace, CompiledObject } from '../../src/model/compiled.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { KubernetesObject } from '../../src/model/kubernetes.ts';
import type { OrderedTree, Part } from '../../src/model/linked.ts';
import type { Placeholder } from '../../src/model/placeholder.ts';

/** An object written as YAML. */
export const objectOf = (yaml: string): KubernetesObject => parse(yaml) as KubernetesObject;

export interface AppOptions extends Partial<Omit<CompiledApp, 'objects'>> {
  /** Documents in YAML; an entry with `more` lays compiled fields over its object. */
  objects?: string | CompiledObject[];
}

/** Objects as a definition's `manifests` would give them. */
export const compiled = (yaml: string, more: Partial<CompiledObject> = {}): CompiledObject[] =>
  parseAllDocuments(yaml).map((document, index) => ({
    object: document.toJS() as KubernetesObject,
    pointer: `/manifests/${index}`,
    file: 'apps/games/app/app.yaml',
    ...more,
  }));

/** A compiled app; `games/<name>` in tier 0 unless said otherwise. */
export const appOf = (name: string, options: AppOptions = {}): CompiledApp => {
  const { objects = [], category = 'games', ...more } = options;
  const file = `apps/${category}/${name}/app.yaml`;
  const list = typeof objects === 'string' ? compiled(objects) : objects;
  return {
    id: `${category}/${name}`,
    name,
    category,
    description: name,
    namespace: category,
    area: category,
    tier: 0,
    file,
    bootstrap: false,
    body: 'none',
    provides: {},
    dependsOn: [],
    external: [],
    health: [],
    routes: [],
    ...more,
    objects: list.map((one) => ({ ...one, file: one.file === 'apps/games/app/app.yaml' ? file : one.file })),
  };
};

/** A section of the cluster file. */
export const sectionOf = (name: string, objects: string): CompiledApp => ({
  ...appOf(name, { category: 'cluster', namespace: 'flux-system', objects }),
  section: true,
  file: 'clusters/home.yaml',
});

export const tierNames = ['crds', 'infrastructure', 'core', 'apps'];

export const clusterOf = (yaml = '', placeholders: readonly Partial<Placeholder>[] = []): MergedCluster => ({
  name: 'home',
  file: 'clusters/home.yaml',
  definition: {
    name: 'home',
    flux: { version: '2.9.0', bootstrap: 'operator' },
    ...((parse(yaml) ?? {}) as JsonObject),
  } as unknown as MergedCluster['definition'],
  origins: new Map(),
  tiers: tierNames.map((name) => ({ name, apps: [] })),
  selected: new Map(),
  namespaces: new Map(),
  placeholders: placeholders.map((row) => ({
    name: 'X',
    description: 'x',
    type: 'string',
    example: 'x',
    source: { kind: 'Secret', name: 'cluster-secrets' },
    origin: { file: 'placeholders.yaml', pointer: '' },
    ...row,
  })),
});

export const namespaceOf = (name: string, more: Partial<CompiledNamespace> = {}): CompiledNamespace => ({
  name,
  area: name,
  file: `apps/${name}/category.yaml`,
  pointer: '',
  external: false,
  podSecurity: 'auto',
  podSecurityWritten: false,
  labels: {},
  ...more,
});

/** Apps by category, each with the namespaces its apps live in. */
export const categoriesOf = (
  apps: readonly CompiledApp[],
  namespaces: readonly CompiledNamespace[] = [],
): CompiledCategory[] =>
  [...new Set(apps.map((app) => app.category))].map((category) => {
    const own = apps.filter((app) => app.category === category);
    const names = new Set([
      ...own.map((app) => app.namespace),
      ...own.flatMap((app) => app.objects.flatMap(({ object }) => object.metadata.namespace ?? [])),
    ]);
    const said = new Set(namespaces.map((namespace) => namespace.name));
    return {
      version: 1,
      cluster: 'home',
      category,
      file: `apps/${category}/category.yaml`,
      inputHash: '',
      namespaces: [
        ...[...names].filter((name) => !said.has(name)).map((name) => namespaceOf(name)),
        ...namespaces.filter((namespace) => namespace.file === `apps/${category}/category.yaml`),
      ],
      apps: own,
      diagnostics: [],
    };
  });

export interface Linked {
  tree: OrderedTree;
  diagnostics: Diagnostic[];
  /** `code: message` of every diagnostic. */
  lines: string[];
}

/** resolve and order. */
export const link = (
  apps: readonly CompiledApp[],
  { sections = [], cluster = clusterOf() }: { sections?: CompiledApp[]; cluster?: MergedCluster } = {},
): Linked => {
  const resolved = resolve(categoriesOf(apps), sections, cluster);
  const ordered = order(resolved.items, cluster);
  const diagnostics = [...resolved.diagnostics, ...ordered.diagnostics];
  return {
    tree: ordered.items,
    diagnostics,
    lines: diagnostics.map(({ code, message }) => `${code}: ${message}`),
  };
};

/** Part name → tier and what it depends on, strict edges with `!`. */
export const edgesOf = ({ tree }: Linked): Record<string, string> =>
  Object.fromEntries(
    tree.parts.map((part) => [
      part.name,
      [tierNames[part.tier], ...part.dependsOn.map(({ on, latched }) => (latched ? on : `${on}!`))].join(' '),
    ]),
  );

export const partOf = ({ tree }: Linked, name: string): Part => {
  const part = tree.parts.find((one) => one.name === name);
  if (part === undefined) throw new Error(`no part ${name} among ${tree.parts.map((one) => one.name).join(', ')}`);
  return part;
};

// What most tests speak of, in YAML.

export const configMap = (name: string, namespace = 'games', data = 'a: b') =>
  `{ apiVersion: v1, kind: ConfigMap, metadata: { name: ${name}, namespace: ${namespace} }, data: { ${data} } }`;

export const secret = (name: string, namespace = 'games') =>
  `{ apiVersion: v1, kind: Secret, metadata: { name: ${name}, namespace: ${namespace} }, stringData: { a: b } }`;

export const externalSecret = (name: string, namespace = 'games', store = 'vault') =>
  `{ apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: { name: ${name}, namespace: ${namespace} }, spec: { secretStoreRef: { kind: ClusterSecretStore, name: ${store} }, target: { name: ${name} } } }`;

export const store = (name = 'vault') =>
  `{ apiVersion: external-secrets.io/v1, kind: ClusterSecretStore, metadata: { name: ${name} }, spec: {} }`;

/** A Deployment that reads Secrets by envFrom, mounts claims, and holds texts in env. */
export const deployment = (
  name: string,
  options: { secrets?: string[]; claims?: string[]; env?: string[]; namespace?: string } = {},
): string => {
  const { secrets = [], claims = [], env = [], namespace = 'games' } = options;
  return JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      template: {
        spec: {
          containers: [
            {
              name: 'app',
              env: env.map((value, index) => ({ name: `V${index}`, value })),
              envFrom: secrets.map((one) => ({ secretRef: { name: one } })),
              volumeMounts: claims.map((name) => ({ name, mountPath: `/${name}` })),
            },
          ],
          volumes: claims.map((claimName) => ({ name: claimName, persistentVolumeClaim: { claimName } })),
        },
      },
    },
  });
};

export const claim = (name: string, namespace = 'games') =>
  `{ apiVersion: v1, kind: PersistentVolumeClaim, metadata: { name: ${name}, namespace: ${namespace} }, spec: {} }`;

export const release = (name: string, namespace = 'games', values = '{}') =>
  `{ apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, metadata: { name: ${name}, namespace: ${namespace} }, spec: { values: ${values} } }`;

/** Documents of one app. */
export const documents = (...objects: string[]): string => objects.map((one) => `---\n${one}\n`).join('');
