/** Small trees for the model of Flux: apps by hand, through the real rooms `order` and `layout`. */
import { layoutFlux } from '../../src/link/layout/flux/flux.ts';
import { order } from '../../src/link/order/order.ts';
import type { MergedCluster } from '../../src/model/cluster.ts';
import type { CompiledApp, CompiledObject } from '../../src/model/compiled.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { KubernetesObject } from '../../src/model/kubernetes.ts';
import type { LaidOutTree, Reference, ResolvedTree } from '../../src/model/linked.ts';
import type { Placeholder } from '../../src/model/placeholder.ts';
import type { Plan } from '../../src/plan/outcome.ts';
import { type PlanOptions, plan } from '../../src/plan/plan.ts';

export const clusterOf = (
  tiers: number,
  version = '2.9.0',
  placeholders: readonly Placeholder[] = [],
): MergedCluster => ({
  name: 'test',
  file: 'clusters/test.yaml',
  definition: { name: 'test', flux: { version } } as unknown as MergedCluster['definition'],
  origins: new Map(),
  tiers: Array.from({ length: tiers }, (_, index) => ({ name: `t${index}`, apps: [] })),
  selected: new Map(),
  namespaces: new Map(),
  placeholders,
});

export const objectOf = (
  apiVersion: string,
  kind: string,
  name: string,
  more: Record<string, unknown> = {},
  namespace: string | undefined = 'apps',
): KubernetesObject =>
  ({
    apiVersion,
    kind,
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    ...more,
  }) as unknown as KubernetesObject;

export const compiledOf = (object: KubernetesObject, more: Partial<CompiledObject> = {}): CompiledObject => ({
  object,
  pointer: '/manifests/0',
  file: 'apps/all/x/app.yaml',
  ...more,
});

export const releaseOf = (name: string): CompiledObject =>
  compiledOf(objectOf('helm.toolkit.fluxcd.io/v2', 'HelmRelease', name, { spec: { values: {} } }));

export const appOf = (name: string, objects: CompiledObject[], more: Partial<CompiledApp> = {}): CompiledApp => ({
  id: `all/${name}`,
  name,
  category: 'all',
  description: name,
  namespace: 'apps',
  area: 'all',
  tier: 0,
  file: `apps/all/${name}/app.yaml`,
  bootstrap: false,
  body: 'helm',
  objects,
  provides: {},
  dependsOn: [],
  external: [],
  health: [],
  routes: [],
  ...more,
});

export const referenceOf = (
  app: CompiledApp,
  object: CompiledObject,
  to: string,
  provider: { app: CompiledApp; object?: CompiledObject } | undefined,
  more: Partial<Reference> = {},
): Reference => ({
  from: { app: app.id, object, pointer: '/spec' },
  to,
  grade: provider === undefined ? 'unknown' : provider.object === undefined ? 'asserted' : 'proved',
  ...(provider === undefined
    ? {}
    : { provider: { app: provider.app.id, ...(provider.object === undefined ? {} : { object: provider.object }) } }),
  ...more,
});

export const resolvedOf = (apps: CompiledApp[], references: Reference[]): ResolvedTree => ({
  apps: [...apps].sort((left, right) => (left.id < right.id ? -1 : 1)),
  references,
  namespaces: [
    {
      name: 'apps',
      area: 'all',
      file: 'apps/all/category.yaml',
      pointer: '',
      external: false,
      podSecurity: 'privileged',
      podSecurityWritten: true,
      labels: {},
    },
  ],
});

export interface Laid {
  resolved: ResolvedTree;
  laidOut: LaidOutTree;
  /** Errors of the linker. */
  refused: Diagnostic[];
}

export const laidOutOf = (resolved: ResolvedTree, cluster: MergedCluster): Laid => {
  const ordered = order(resolved, cluster);
  const laidOut = layoutFlux(ordered.items, cluster);
  const refused = [...ordered.diagnostics, ...laidOut.diagnostics].filter(({ severity }) => severity === 'error');
  return { resolved, laidOut: laidOut.items, refused };
};

export const planOf = ({ resolved, laidOut }: Laid, options: Partial<PlanOptions> = {}): Plan =>
  plan(resolved, laidOut, { mode: 'bootstrap', output: 'kubernetes', ...options });

/** The tree with the spec of one FluxKustomization changed, as by hand. */
export const withSpec = (
  laid: Laid,
  name: string,
  change: (spec: Record<string, unknown>) => Record<string, unknown>,
): Laid => ({
  ...laid,
  laidOut: {
    ...laid.laidOut,
    files: laid.laidOut.files.map((file) => ({
      ...file,
      documents: file.documents.map((document) => {
        const { object } = document;
        if (object.kind !== 'Kustomization' || object.metadata?.name !== name) return document;
        const spec = change(object['spec'] as unknown as Record<string, unknown>);
        return { ...document, object: { ...object, spec } as unknown as KubernetesObject };
      }),
    })),
  },
});

/** The step (from 1) in which a FluxKustomization becomes ready; 0 when it never does. */
export const stepOf = (made: Plan, name: string): number => made.waves.findIndex((wave) => wave.includes(name)) + 1;

export const blockedNames = (made: Plan): string[] => made.blocked.map(({ name }) => name);

export const messagesOf = (made: Plan, name: string): string[] =>
  made.blocked.find((blocked) => blocked.name === name)?.reasons.map(({ message }) => message) ?? [];
