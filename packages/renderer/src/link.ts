import { layoutFlux } from './link/layout/flux/flux.ts';
import { order } from './link/order/order.ts';
import { resolve } from './link/resolve/resolve.ts';
import { serializeTree } from './link/serialize/serialize-tree.ts';
import { lintPlaceholders } from './link/substitute/lint/lint.ts';
import { explainVerdicts } from './link/substitute/lint/verdicts.ts';
import { substituteTree } from './link/substitute/substitute-tree.ts';
import { type VerifyOptions, type VerifySummary, verify } from './link/verify/verify.ts';
import { plan } from './link/write/plan.ts';
import type { MergedCluster } from './model/cluster.ts';
import type { CompiledApp, CompiledCategory } from './model/compiled.ts';
import { type Diagnostic, hasErrors } from './model/diagnostic.ts';
import type { PlaceholderUses } from './model/placeholder-uses.ts';
import type { ChangeSet, VerifiedFile } from './model/tree.ts';

export interface LinkOptions {
  root: string;
  output: string;
  force: boolean;
  verify: VerifyOptions;
}

export interface Linked {
  files: VerifiedFile[];
  /** Absent when something has an error: what was not proved is no tree to compare with. */
  changeSet?: ChangeSet;
  summary: VerifySummary & { apps: number; files: number };
  uses: PlaceholderUses;
  diagnostics: Diagnostic[];
}

/** All compiled categories + cluster → the tree, proved and planned but not written. Problems of every stage come out together. */
export const link = async (
  categories: readonly CompiledCategory[],
  sections: readonly CompiledApp[],
  cluster: MergedCluster,
  options: LinkOptions,
): Promise<Linked> => {
  const resolved = resolve(categories, sections, cluster);
  const ordered = order(resolved.items, cluster);
  const linted = lintPlaceholders(ordered.items, resolved.items.references, cluster);
  const laidOut = layoutFlux(ordered.items, cluster);
  const serialized = serializeTree(laidOut.items);
  const expected = substituteTree(serialized, laidOut.items.substitution, cluster);
  const verified = await verify(serialized, expected.items, cluster, options.verify);
  const explained = { diagnostics: explainVerdicts(verified.diagnostics, expected.items, cluster.placeholders) };
  const found = [resolved, ordered, linted, laidOut, expected, explained].flatMap((stage) => stage.diagnostics);
  const planned = hasErrors(found) ? undefined : plan(options.root, options.output, verified.items, options);
  return {
    files: verified.items,
    ...(planned === undefined ? {} : { changeSet: planned.items }),
    summary: { ...verified.summary, apps: countApps(resolved.items.apps), files: serialized.length },
    uses: linted.items,
    diagnostics: [...found, ...(planned?.diagnostics ?? [])],
  };
};

const countApps = (apps: readonly CompiledApp[]): number => apps.filter((app) => app.section !== true).length;
