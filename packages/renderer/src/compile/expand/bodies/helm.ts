import type { CompiledObject } from '../../../model/compiled.ts';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { isJsonObject, type JsonObject } from '../../../model/json.ts';
import type { EvaluatedApp } from '../../../model/names.ts';
import type { Body } from '../contribution.ts';
import { finding } from '../finding.ts';
import { definitionOf, listOf, mapOf, textOf } from '../written.ts';
import { targetOf } from './patches/target.ts';
import { contentOf, type PostRenderPatch, postRenderers } from './post-render.ts';
import { type Chart, chartSource, helmRelease } from './release.ts';

const patchesOf = (helm: JsonObject): PostRenderPatch[] =>
  listOf(helm['patches'])
    .filter(isJsonObject)
    .map((written) => ({
      ...(isJsonObject(written['target']) ? { target: written['target'] } : {}),
      patch: written['patch'] as PostRenderPatch['patch'],
    }));

/** A merge patch without a target has to name its object: kustomize would refuse it in the cluster. */
const nameless = (app: EvaluatedApp, helm: JsonObject): Diagnostic[] =>
  patchesOf(helm).flatMap(({ target, patch }, index) => {
    if (Object.keys(targetOf(target === undefined ? {} : { target }, contentOf(patch))).length > 0) return [];
    const message = 'found a patch that names no object, expected target, or kind and metadata.name in the patch';
    return [finding(app, { code: 'patch-unfit', pointer: `/helm/patches/${index}`, message })];
  });

/**
 * The body `helm`: any chart, `oci://` (OCIRepository, `chartRef`) or `https://` (HelmRepository), version pinned.
 *
 * 1. `values` are the author's, in their notation; `valuesFrom` is Flux's (Secrets and ConfigMaps of the app; the trait that
 *    makes one marks it `watch`).
 * 2. `patches` become post-renderers; `release` fields are merged last.
 */
export const helm: Body = (input) => {
  const written = mapOf(definitionOf(input.app)['helm']);
  const chart: Chart = { url: textOf(written['chart']) ?? '', version: textOf(written['version']) ?? '' };
  const renderers = postRenderers(patchesOf(written));
  const timeout = textOf(written['timeout']);
  const crds = textOf(written['crds']);
  const release = helmRelease(input, {
    chart,
    values: mapOf(written['values']),
    valuesFrom: listOf(written['valuesFrom']),
    postRenderers: renderers,
    release: mapOf(written['release']),
    ...(timeout === undefined ? {} : { timeout }),
    ...(crds === undefined ? {} : { crds }),
  });
  const { file } = input.app;
  const objects: CompiledObject[] = [
    { object: release, pointer: '/helm', file },
    { object: chartSource(input, chart), pointer: '/helm', file },
  ];
  return { objects, diagnostics: nameless(input.app, written) };
};

/** Secrets and ConfigMaps that `valuesFrom` reads: whoever makes them marks them `reconcile.fluxcd.io/watch: Enabled`. */
export const watchedValues = (definition: EvaluatedApp['definition']): { kind: string; name: string }[] =>
  listOf(mapOf((definition as unknown as JsonObject)['helm'])['valuesFrom'])
    .filter(isJsonObject)
    .map((source) => ({ kind: textOf(source['kind']) ?? 'Secret', name: textOf(source['name']) ?? '' }));
