import { bodies } from '../../../../src/compile/expand/bodies/bodies.ts';
import { applyPatches } from '../../../../src/compile/expand/bodies/patches/patches.ts';
import type { Contribution, ExpandInput } from '../../../../src/compile/expand/contribution.ts';
import type { CompiledObject } from '../../../../src/model/compiled.ts';
import type { Diagnostic } from '../../../../src/model/diagnostic.ts';
import { isJsonObject, type JsonObject } from '../../../../src/model/json.ts';
import type { AppNames } from '../../../../src/model/names.ts';
import { postRender, type Rendered, renderAppTemplate } from './app-template-oracle.ts';
import { charted, inputOf, plain } from './fixture.ts';
import { normalise } from './normalise.ts';

const run = (
  input: ExpandInput,
  contribution: Contribution,
): { objects: CompiledObject[]; diagnostics: Diagnostic[] } => {
  const body = bodies.workload(input, contribution);
  const patched = applyPatches(input, body.objects, body.chartObjects ?? []);
  return { objects: patched.objects, diagnostics: [...body.diagnostics, ...patched.diagnostics] };
};

export const releaseOf = (objects: readonly CompiledObject[]): JsonObject | undefined => {
  const spec = objects.find(({ object }) => object.kind === 'HelmRelease')?.object['spec'];
  return isJsonObject(spec) ? spec : undefined;
};

/** What the cluster runs in both modes: the chart's render of the values with its post-renderers, and the plain objects. */
export const bothWays = (definition: JsonObject, contribution: Contribution = {}, names: Partial<AppNames> = {}) => {
  const chartInput = inputOf(definition, charted, names);
  const withChart = run(chartInput, contribution);
  const withManifests = run(inputOf(definition, plain, names), contribution);
  const release = releaseOf(withChart.objects);
  const { name, namespace } = chartInput.app;
  const rendered =
    release === undefined
      ? []
      : postRender(
          renderAppTemplate(name, namespace, release['values'] ?? {}),
          (release['postRenderers'] ?? []) as JsonObject[],
        );
  const beside = withChart.objects
    .map(({ object }) => object as unknown as Rendered)
    .filter(({ kind }) => kind !== 'HelmRelease' && kind !== 'OCIRepository');
  return {
    /** Kind and name → normalised object. */
    chart: byObject([...rendered, ...beside]),
    manifests: byObject(withManifests.objects.map(({ object }) => object as unknown as Rendered)),
    values: (release?.['values'] ?? {}) as JsonObject,
    postRenderers: (release?.['postRenderers'] ?? []) as JsonObject[],
    withChart,
    withManifests,
    diagnostics: withManifests.diagnostics,
  };
};

/** The account the chart makes for itself has no counterpart: it has no rights, and no pod holds its token. */
const byObject = (objects: readonly Rendered[]): Record<string, unknown> =>
  Object.fromEntries(
    objects
      .filter(({ kind }) => kind !== 'ServiceAccount')
      .map((object) => [`${object.kind} ${object.metadata.name}`, normalise(object)]),
  );
