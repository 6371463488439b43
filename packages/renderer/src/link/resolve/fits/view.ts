import type { CompiledApp, CompiledObject } from '../../../model/compiled.ts';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import type { Reference, ResolvedTree, ResourceKey } from '../../../model/linked.ts';
import type { Provisions } from '../provisions.ts';
import { type Bearers, bearersOf } from './bearers.ts';
import { makersOfPods } from './makers.ts';
import { type PodSet, podSetsOf } from './pods.ts';
import { type ServiceView, servicesOf } from './services.ts';

/** What rules look at: everything rendered, its pods and Services, and where something unseen may stand. */
export interface TreeView {
  objects: readonly { app: CompiledApp; compiled: CompiledObject }[];
  /** By id. */
  apps: ReadonlyMap<string, CompiledApp>;
  references: readonly Reference[];
  provisions: Provisions;
  /** Namespaces that categories declare and Keelson renders. */
  ownNamespaces: ReadonlySet<string>;
  pods: readonly PodSet[];
  services: readonly ServiceView[];
  bearers: { pods: Bearers<PodSet>; services: Bearers<ServiceView> };
  serviceOf: (key: ResourceKey) => ServiceView | undefined;
  /** A chart, an upstream folder or an operator may run pods and Services in the namespace that no table sees. */
  isOpen: (namespace: string) => boolean;
}

/** One rule: a name and what it finds in the tree. */
export interface Rule {
  name: string;
  find: (view: TreeView) => Diagnostic[];
}

export const viewOf = (tree: ResolvedTree, provisions: Provisions): TreeView => {
  const { apps, namespaces, references } = tree;
  const objects = apps.flatMap((app) => app.objects.map((compiled) => ({ app, compiled })));
  const pods = new Map<string, PodSet[]>();
  const services = new Map<string, ServiceView[]>();
  const byKey = new Map<ResourceKey, ServiceView>();
  const open = new Set(provisions.chartNamespaces);
  for (const { app, compiled } of objects) {
    for (const set of podSetsOf(app, compiled)) push(pods, set.namespace, set);
    for (const service of servicesOf(app, compiled)) {
      push(services, service.namespace, service);
      if (!byKey.has(service.key)) byKey.set(service.key, service);
    }
    if (makersOfPods(compiled.object)) open.add(compiled.object.metadata.namespace ?? app.namespace);
  }
  return {
    objects,
    apps: new Map(apps.map((app) => [app.id, app])),
    references,
    provisions,
    ownNamespaces: new Set(namespaces.flatMap(({ name, external }) => (external ? [] : [name]))),
    pods: [...pods.values()].flat(),
    services: [...services.values()].flat(),
    bearers: { pods: bearersOf(pods), services: bearersOf(services) },
    serviceOf: (key) => byKey.get(key),
    isOpen: (namespace) => open.has(namespace),
  };
};

const push = <Item>(map: Map<string, Item[]>, key: string, item: Item): void => {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
};
