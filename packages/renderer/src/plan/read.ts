import { isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import { asJson, groupOf, hasMetadata, type KubernetesObject, objectName } from '../model/kubernetes.ts';
import type { LaidOutTree, ResourceKey } from '../model/linked.ts';

/** One FluxKustomization, as kustomize-controller reads it from the tree. */
export interface FluxKustomization {
  name: string;
  /** App that it is a part of; absent for gates, `cluster-apps` and the bootstrap FluxKustomization. */
  app?: string;
  /** `GitRepository/flux-system/flux-system`. */
  source: ResourceKey;
  path: string;
  dependsOn: { on: string; latched: boolean }[];
  wait: boolean;
  healthChecks: ResourceKey[];
  /** `apiVersion/Kind` of the kinds that `healthCheckExprs` reads. */
  expressions: ReadonlySet<string>;
  timeout?: string;
  retryInterval?: string;
  prune: boolean;
  substituteFrom: { key: ResourceKey; optional: boolean }[];
}

/** What kustomize builds of a path: the objects, and what a list names and nothing holds. */
export interface Folder {
  objects: KubernetesObject[];
  missing: string[];
}

export interface ReadTree {
  kustomizations: FluxKustomization[];
  build: (path: string) => Folder;
}

/** Name of the FluxKustomization that bootstrap makes; it is not in the tree. */
export const bootstrapName = 'flux-system';

/** Reads the FluxKustomizations and folders from the documents of the tree, so that what is planned is what is committed. */
export const readTree = (tree: LaidOutTree, output: string): ReadTree => {
  const documents = new Map(tree.files.map((file) => [file.path, file.documents]));
  const kustomizations = tree.files.flatMap((file) =>
    file.documents.flatMap(({ object, app }) =>
      isFluxKustomization(object) ? [{ ...read(object), ...(app === undefined ? {} : { app }) }] : [],
    ),
  );
  const own = kustomizations.find(({ name }) => name === 'cluster-apps');
  const bootstrap: FluxKustomization = {
    name: bootstrapName,
    source: own?.source ?? `GitRepository/${bootstrapName}/${bootstrapName}`,
    path: `./${output}/flux`,
    dependsOn: [],
    wait: false,
    healthChecks: [],
    expressions: new Set(),
    prune: true,
    substituteFrom: [],
  };
  const built = new Map<string, Folder>();
  const build = (path: string): Folder => {
    const folder = path.replace(/^\.\//u, '').replace(/\/$/u, '');
    const known = built.get(folder);
    if (known !== undefined) return known;
    const result: Folder = { objects: [], missing: [] };
    built.set(folder, result);
    const list = documents.get(`${folder}/kustomization.yaml`)?.[0]?.object;
    if (list === undefined) result.missing.push(`${folder}/kustomization.yaml`);
    for (const resource of stringsOf(list?.['resources'] as JsonValue | undefined)) {
      const target = `${folder}/${resource.replace(/^\.\//u, '')}`;
      const file = documents.get(target);
      // `./flux-system` is made by `flux bootstrap` and never in the tree (FORMAT section 4).
      if (file === undefined && target === `${output}/flux/${bootstrapName}`) continue;
      if (file !== undefined) {
        result.objects.push(...file.map(({ object }) => object));
        continue;
      }
      const inner = build(target);
      result.objects.push(...inner.objects);
      result.missing.push(...inner.missing);
    }
    return result;
  };
  return { kustomizations: [bootstrap, ...kustomizations], build };
};

const isFluxKustomization = (object: KubernetesObject): boolean =>
  object.kind === 'Kustomization' &&
  groupOf(object.apiVersion) === 'kustomize.toolkit.fluxcd.io' &&
  hasMetadata(object);

const read = (object: KubernetesObject): FluxKustomization => {
  const spec = objectAt(asJson(object)['spec']);
  const source = objectAt(spec['sourceRef']);
  const namespace = object.metadata.namespace ?? bootstrapName;
  return {
    name: object.metadata.name,
    source: `${textAt(source, 'kind')}/${textAt(source, 'namespace') ?? namespace}/${textAt(source, 'name')}`,
    path: textAt(spec, 'path') ?? './',
    dependsOn: listOf(spec['dependsOn']).map((item) => ({
      on: textAt(item, 'name') ?? '',
      latched: textAt(item, 'readyExpr') !== undefined,
    })),
    wait: spec['wait'] === true,
    healthChecks: listOf(spec['healthChecks']).map((item) => objectName(referenceOf(item))),
    expressions: new Set(
      listOf(spec['healthCheckExprs']).map((item) => `${textAt(item, 'apiVersion')}/${textAt(item, 'kind')}`),
    ),
    ...optional('timeout', textAt(spec, 'timeout')),
    ...optional('retryInterval', textAt(spec, 'retryInterval')),
    prune: spec['prune'] === true,
    substituteFrom: listOf(objectAt(spec['postBuild'])['substituteFrom']).map((item) => ({
      key: `${textAt(item, 'kind')}/${namespace}/${textAt(item, 'name')}`,
      optional: item['optional'] === true,
    })),
  };
};

const optional = <Key extends string>(key: Key, value: string | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [name in Key]?: string };

const referenceOf = (item: JsonObject) => {
  const namespace = textAt(item, 'namespace');
  const metadata = { name: textAt(item, 'name') ?? '', ...(namespace === undefined ? {} : { namespace }) };
  return { kind: textAt(item, 'kind') ?? '', metadata };
};

const objectAt = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : {});
const textAt = (value: JsonObject, key: string): string | undefined =>
  typeof value[key] === 'string' ? value[key] : undefined;
const listOf = (value: JsonValue | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);
const stringsOf = (value: JsonValue | undefined): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
