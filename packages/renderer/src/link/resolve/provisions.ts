import type { MergedCluster } from '../../model/cluster.ts';
import type { CompiledApp, CompiledObject } from '../../model/compiled.ts';
import type { ResourceKey } from '../../model/linked.ts';
import { assertionsOf, provisionsOf } from './provides.ts';

/** Who provides one resource. `object` is there when it is proved, absent when the app only asserts it (`provides:`). */
export interface Provision {
  app: CompiledApp;
  object?: CompiledObject;
}

export interface Provisions {
  has: (key: ResourceKey) => boolean;
  get: (key: ResourceKey) => Provision | undefined;
  /** Every known key, for did-you-mean. */
  keys: () => ResourceKey[];
  /** Keys an `external:` list names → its reason and who lists it. */
  external: ReadonlyMap<ResourceKey, { reason: string; file: string; pointer: string }>;
}

/** Index of everything the tree provides; a proved provision wins over an asserted one, the first app by id over a later. */
export const indexProvisions = (apps: readonly CompiledApp[], cluster: MergedCluster): Provisions => {
  const index = new Map<ResourceKey, Provision>();
  const add = (key: ResourceKey, provision: Provision) => {
    if (!index.has(key)) index.set(key, provision);
  };
  for (const app of apps)
    for (const object of app.objects) for (const key of provisionsOf(object.object)) add(key, { app, object });
  for (const app of apps) for (const key of assertionsOf(app)) add(key, { app });
  return {
    has: (key) => index.has(key),
    get: (key) => index.get(key),
    keys: () => [...index.keys()],
    external: externalOf(apps, cluster),
  };
};

/** `external:` of the cluster file and of apps. A key without namespace, written in an app, is of that app's namespace. */
const externalOf = (apps: readonly CompiledApp[], cluster: MergedCluster) => {
  const external = new Map<ResourceKey, { reason: string; file: string; pointer: string }>();
  for (const [key, reason] of Object.entries(cluster.definition.external ?? {}))
    external.set(key, {
      reason: String(reason),
      file: cluster.file,
      pointer: `/external/${key.replaceAll('/', '~1')}`,
    });
  for (const app of apps)
    for (const { reference, reason, pointer } of app.external) {
      const [kind, ...names] = reference.split('/');
      const full = names.length === 1 && namespacedWord.has(kind!) ? `${kind}/${app.namespace}/${names[0]}` : reference;
      external.set(full, { reason, file: app.file, pointer });
    }
  return external;
};

const namespacedWord = new Set([
  'Secret',
  'ConfigMap',
  'PersistentVolumeClaim',
  'ServiceAccount',
  'Service',
  'Gateway',
  'Issuer',
  'SecretStore',
  'Role',
]);
