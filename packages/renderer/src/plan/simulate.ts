import { byCodeUnit } from '../model/json.ts';
import type { Needs } from './needs.ts';
import type { Blocked, Plan, Reason } from './outcome.ts';
import type { FluxKustomization, Folder, ReadTree } from './read.ts';
import { applyFolder, isHeldUp, refusals, unhealthy, unmetDependencies } from './reconcile.ts';
import { viewOf, type World } from './world.ts';

export interface Run {
  tree: ReadTree;
  needs: Needs;
  world: World;
  /** Revision that everything is to reach. */
  revision: number;
  failing: ReadonlySet<string>;
  suspended: ReadonlySet<string>;
}

type Outcome = Pick<Plan, 'waves' | 'retried' | 'blocked' | 'pruned' | 'total'>;

/**
 * Reconciles until nothing moves any more. In one step every FluxKustomization that is not at the revision is tried: its
 * dependencies and its dry-run see the cluster as the step found it, its health sees what the whole step applied (a health
 * check lasts for minutes, an apply for seconds).
 */
export const simulate = (run: Run): Outcome => {
  const { tree, world, revision } = run;
  const byName = new Map(tree.kustomizations.map((kustomization) => [kustomization.name, kustomization]));
  const waves: string[][] = [];
  const failedFirst = new Map<string, Reason[]>();
  const retried: Plan['retried'] = [];
  let last = new Map<string, Reason[]>();
  for (let moved = true; moved; ) {
    const step = runStep(run, byName, pendingOf(run));
    last = step.reasons;
    moved = step.moved;
    if (step.ready.length > 0) waves.push(step.ready);
    for (const name of step.ready) {
      const reasons = failedFirst.get(name);
      if (reasons !== undefined) retried.push({ name, wave: waves.length, reasons });
    }
    for (const [name, reasons] of step.reasons) if (!failedFirst.has(name)) failedFirst.set(name, reasons);
  }
  const isDone = ({ name }: FluxKustomization): boolean => {
    const status = world.statuses.get(name);
    return status?.isReady === true && status.lastApplied === revision;
  };
  const blocked = tree.kustomizations
    .filter((kustomization) => !isDone(kustomization))
    .filter(({ name }) => !run.failing.has(name) && !run.suspended.has(name))
    .map((kustomization) => {
      if (!world.statuses.has(kustomization.name)) return blockedBy(kustomization, [absent]);
      const held = unmetDependencies(kustomization, byName, world, revision);
      return blockedBy(kustomization, held.length > 0 ? held : (last.get(kustomization.name) ?? [absent]));
    })
    .sort((left, right) => byCodeUnit(left.name, right.name));
  return { waves, retried, blocked, pruned: [...world.pruned].sort(byCodeUnit), total: tree.kustomizations.length };
};

const absent: Reason = { stage: 'absent', message: 'what applies it is blocked' };

const blockedBy = ({ name, app }: FluxKustomization, reasons: Reason[]): Blocked => ({
  name,
  ...(app === undefined ? {} : { app }),
  reasons,
  onlyStrict: reasons.every(({ stage, strict }) => stage === 'dependency' && strict === true),
});

const pendingOf = ({ tree, world, revision, suspended }: Run): FluxKustomization[] =>
  tree.kustomizations.filter(({ name }) => {
    const status = world.statuses.get(name);
    if (status === undefined || suspended.has(name)) return false;
    return !status.isReady || status.lastApplied !== revision;
  });

interface Step {
  ready: string[];
  /** Of those that were tried and failed; those held up by a dependency are not tried. */
  reasons: Map<string, Reason[]>;
  moved: boolean;
}

const runStep = (run: Run, byName: ReadonlyMap<string, FluxKustomization>, pending: FluxKustomization[]): Step => {
  const { world, needs, revision } = run;
  const reasons = new Map<string, Reason[]>();
  const before = viewOf(world, needs);
  const admitted = pending.flatMap((kustomization) => {
    if (isHeldUp(kustomization, byName, world, revision)) return [];
    const folder = folderOf(kustomization, run);
    const refused = refusals(kustomization, folder, needs, before);
    if (refused.length > 0) reasons.set(kustomization.name, refused);
    return refused.length > 0 ? [] : [{ kustomization, folder }];
  });
  let moved = false;
  for (const { kustomization, folder } of admitted) moved = applyFolder(kustomization, folder, world) || moved;
  const after = viewOf(world, needs);
  const ready: string[] = [];
  for (const { kustomization, folder } of admitted) {
    const { name } = kustomization;
    const sick: Reason[] = run.failing.has(name)
      ? [{ stage: 'failing', message: 'made to fail' }]
      : unhealthy(kustomization, folder, after);
    if (sick.length > 0) reasons.set(name, sick);
    else ready.push(name);
  }
  for (const { kustomization } of admitted) world.statuses.get(kustomization.name)!.isReady = false;
  for (const name of ready) Object.assign(world.statuses.get(name)!, { isReady: true, lastApplied: revision });
  return { ready: ready.sort(byCodeUnit), reasons, moved: moved || ready.length > 0 };
};

/** A path of an upstream repository holds what nobody here knows: it is taken to build and to become healthy. */
export const folderOf = (kustomization: FluxKustomization, { tree, needs }: Pick<Run, 'tree' | 'needs'>): Folder => {
  const app = kustomization.app === undefined ? undefined : needs.apps.get(kustomization.app);
  const isUpstream = app?.source !== undefined && kustomization.name === app.name;
  return isUpstream ? { objects: [], missing: [] } : tree.build(kustomization.path);
};
