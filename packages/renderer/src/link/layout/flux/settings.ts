import type { MergedCluster } from '../../../model/cluster.ts';
import type { CompiledApp } from '../../../model/compiled.ts';
import type { FluxKustomization } from '../../../model/generated/kubernetes.ts';
import type { Part } from '../../../model/linked.ts';

/** `spec.sourceRef` of a FluxKustomization: one of the kinds Flux reads folders from. */
export type SourceReference = Pick<FluxKustomization['spec']['sourceRef'], 'kind' | 'name'>;

/** What every FluxKustomization of a cluster shares. */
export interface FluxSettings {
  /** Folder of the tree, relative to the root: `kubernetes`. */
  output: string;
  source: SourceReference;
  interval: string;
  retryInterval: string;
  timeout: string;
  /** `readyExpr` of dependsOn: Flux ≥ 2.7. */
  hasReadyExpression: boolean;
  /** `deletionPolicy`: Flux ≥ 2.6. */
  hasDeletionPolicy: boolean;
  /** `flux bootstrap` writes `flux-system/` beside our files. */
  isCliBootstrap: boolean;
}

/** Minor version of `2.9.0`; a version that is not 2.x counts as the newest. */
const minorOf = (version: string | undefined): number => {
  const match = /^v?2\.(\d+)/u.exec(version ?? '');
  return match === null ? Number.POSITIVE_INFINITY : Number(match[1]);
};

export const settingsOf = (cluster: MergedCluster): FluxSettings => {
  const flux = cluster.definition.flux;
  const minor = minorOf(flux?.version);
  return {
    output: cluster.definition.output ?? 'kubernetes',
    source: { kind: flux?.source?.kind ?? 'GitRepository', name: flux?.source?.name ?? 'flux-system' },
    interval: flux?.interval ?? '1h',
    retryInterval: flux?.retryInterval ?? '1m',
    timeout: flux?.timeout ?? '5m',
    hasReadyExpression: minor >= 7,
    hasDeletionPolicy: minor >= 6,
    isCliBootstrap: flux?.bootstrap === 'cli',
  };
};

/** Folder of an app's FluxKustomization file and of its parts: `kubernetes/apps/games/romm`, `kubernetes/flux/cluster/stores`. */
export const folderOf = (app: CompiledApp, settings: FluxSettings): string =>
  app.section ? `${settings.output}/flux/cluster/${app.name}` : `${settings.output}/apps/${app.area}/${app.name}`;

/** Folder of one part's objects. A section has one part, whose objects stand in the section's own folder. */
export const partFolder = (part: Part, settings: FluxSettings): string => {
  const folder = folderOf(part.app, settings);
  return part.app.section ? folder : `${folder}/${part.suffix === '' ? 'app' : part.suffix}`;
};
