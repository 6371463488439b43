import { validateMerged } from '@keelson/schema';
import type { MergedCluster } from '../../model/cluster.ts';
import type { Diagnostic, Staged } from '../../model/diagnostic.ts';
import type { EvaluatedApp } from '../../model/names.ts';
import { problemDiagnostic } from '../../model/problem.ts';
import { asExamples } from './examples.ts';
import { originOf } from './origin-of.ts';
import { placeholderFaults } from './placeholders.ts';
import { rules } from './rules.ts';

/*
 * The room `check`: one evaluated app as a whole.
 *  1. Every placeholder of the definition, its manifests and its rendered files is documented.
 *  2. The full schema, with example values in place of placeholders and of what is read of other apps, types true.
 *  3. The rules that one app alone can break: files that are not there, a trait that nothing gives ground for.
 * The app goes through unchanged.
 */

const bySchema = (app: EvaluatedApp, cluster: MergedCluster): Diagnostic[] => {
  const examples = asExamples(app.definition as unknown as Parameters<typeof asExamples>[0], cluster.placeholders);
  const problems = examples.validate((data) => validateMerged('app', data));
  return problems.map((problem) => problemDiagnostic(problem, originOf(app, problem.pointer)));
};

/** Checks an evaluated app. Items: the same app. */
export const check = (app: EvaluatedApp, cluster: MergedCluster): Staged<EvaluatedApp> => {
  const diagnostics = [...placeholderFaults(app, cluster.placeholders), ...bySchema(app, cluster)];
  // A rule reads a definition whose shape is right.
  const ruled = diagnostics.length === 0 ? rules.flatMap((rule) => rule(app, cluster)) : [];
  return { items: app, diagnostics: [...diagnostics, ...ruled] };
};
