import type { MergedCluster } from '../../model/cluster.ts';
import type { CompiledApp, CompiledObject } from '../../model/compiled.ts';
import { byCodeUnit, pointerOf } from '../../model/json.ts';
import type { ResourceKey } from '../../model/linked.ts';
import { isAppTemplateRelease } from '../../model/pod-specs.ts';
import { isClusterScopedKind } from '../../model/scope.ts';
import { assertionsOf, provisionsOf } from './provides.ts';

/** Who provides one resource. `object` is there when it is proved, absent when the app only asserts it (`provides:`). */
export interface Provision {
  app: CompiledApp;
  object?: CompiledObject;
}

export interface External {
  reason: string;
  file: string;
  pointer: string;
  /** The app that lists it; absent for the cluster file. */
  app?: CompiledApp;
}

export interface Provisions {
  has: (key: ResourceKey) => boolean;
  get: (key: ResourceKey) => Provision | undefined;
  /** Every known key, for did-you-mean. */
  keys: () => ResourceKey[];
  /** Keys an `external:` list names → its reason and who lists it. */
  external: ReadonlyMap<ResourceKey, External>;
  /** Namespaces in which a chart or an upstream folder makes objects that no table sees. */
  chartNamespaces: ReadonlySet<string>;
}

/** Index of everything the tree provides; a proved provision wins over an asserted one, the lowest tier and the first app by id over a later. */
export const indexProvisions = (apps: readonly CompiledApp[], cluster: MergedCluster): Provisions => {
  const index = new Map<ResourceKey, Provision>();
  const chartNamespaces = new Set<string>();
  const ordered = [...apps].sort((left, right) => left.tier - right.tier || byCodeUnit(left.id, right.id));
  const add = (key: ResourceKey, provision: Provision) => {
    if (!index.has(key)) index.set(key, provision);
  };
  for (const app of ordered) {
    if (!app.section) add(`App/${app.name}`, { app, ...routeOf(app) });
    if (app.body === 'source') chartNamespaces.add(app.namespace);
    for (const object of app.objects) {
      for (const key of provisionsOf(object.object)) add(key, { app, object });
      const { kind, metadata } = object.object;
      if (kind === 'HelmRelease' && !isAppTemplateRelease(object.object)) chartNamespaces.add(metadata.namespace ?? '');
    }
  }
  for (const app of ordered) for (const key of assertionsOf(app)) add(key, { app });
  return {
    has: (key) => index.has(key),
    get: (key) => index.get(key),
    keys: () => [...index.keys()],
    external: externalOf(apps, cluster),
    chartNamespaces,
  };
};

/** What makes `apps.<x>.url` true. */
const routeOf = (app: CompiledApp): { object?: CompiledObject } => {
  const object = app.objects.find(({ object: { kind } }) => ['HTTPRoute', 'Ingress', 'IngressRoute'].includes(kind));
  return object === undefined ? {} : { object };
};

/** `external:` of the cluster file and of apps. A name without a namespace, written in an app, is of that app's namespace. */
const externalOf = (apps: readonly CompiledApp[], cluster: MergedCluster): ReadonlyMap<ResourceKey, External> => {
  const external = new Map<ResourceKey, External>();
  for (const [key, reason] of Object.entries(cluster.definition.external ?? {}))
    external.set(key, { reason: String(reason), file: cluster.file, pointer: pointerOf(['external', key]) });
  for (const app of apps)
    for (const { reference, reason, pointer } of app.external) {
      const [kind = '', ...names] = reference.split('/');
      const isNamespaced = /^[A-Z]/u.test(kind) && !isClusterScopedKind(kind) && names.length === 1;
      const key = isNamespaced ? `${kind}/${app.namespace}/${names[0]}` : reference;
      external.set(key, { reason, file: app.file, pointer, ...(app.section ? {} : { app }) });
    }
  return external;
};
