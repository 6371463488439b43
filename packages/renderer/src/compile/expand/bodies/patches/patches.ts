import type { CompiledObject } from '../../../../model/compiled.ts';
import type { Diagnostic } from '../../../../model/diagnostic.ts';
import { byCodeUnit, isJsonObject, type JsonObject, type JsonValue } from '../../../../model/json.ts';
import { asJson, type KubernetesObject } from '../../../../model/kubernetes.ts';
import type { ExpandInput } from '../../contribution.ts';
import { finding } from '../../finding.ts';
import { definitionOf, listOf, mapOf } from '../../written.ts';
import { contentOf, type PostRenderPatch, postRenderers } from '../post-render.ts';
import { jsonPatch, type PatchResult } from './json-patch.ts';
import { strategicMerge } from './strategic-merge.ts';
import { type Patchable, targetOf, targets } from './target.ts';

interface Result {
  objects: CompiledObject[];
  diagnostics: Diagnostic[];
}

/** What an object is stays as it is, whatever name the patch bears (kustomize, `patches` with a target). */
const mergedInto = (object: KubernetesObject, patch: JsonObject): JsonObject => {
  const { apiVersion: _apiVersion, kind: _kind, metadata, ...fields } = patch;
  const { name: _name, namespace: _namespace, ...marks } = mapOf(metadata);
  return strategicMerge(asJson(object), { ...(Object.keys(marks).length === 0 ? {} : { metadata: marks }), ...fields });
};

const patched = (object: KubernetesObject, content: JsonValue): PatchResult => {
  if (Array.isArray(content)) return jsonPatch(asJson(object), content);
  if (isJsonObject(content)) return { object: mergedInto(object, content) };
  return { failed: 'found text that is neither a merge patch nor a list of operations' };
};

/** One more patch at the end of the release's post-renderer, behind those that the workload itself needs. */
const postRendered = (release: CompiledObject, patch: PostRenderPatch): CompiledObject => {
  const spec = mapOf(asJson(release.object)['spec']);
  const [made] = postRenderers([patch]);
  const [first, ...others] = listOf(spec['postRenderers']);
  const kustomize = mapOf(mapOf(first)['kustomize']);
  const added = listOf(mapOf(mapOf(made)['kustomize'])['patches']);
  const joined = { kustomize: { ...kustomize, patches: [...listOf(kustomize['patches']), ...added] } };
  return { ...release, object: { ...release.object, spec: { ...spec, postRenderers: [joined, ...others] } } };
};

/**
 * `patches` of the app, one after the other, on everything the app renders.
 *
 * 1. A rendered object that the target means is patched in place.
 * 2. One that app-template makes (`made`) is patched by the release's post-renderer.
 * 3. A patch that meets neither names what this mode does not render: an error. So is one that cannot be applied.
 */
export const applyPatches = (
  { app }: ExpandInput,
  objects: readonly CompiledObject[],
  made: readonly Patchable[],
): Result => {
  const diagnostics: Diagnostic[] = [];
  let current = [...objects];
  listOf(definitionOf(app)['patches']).forEach((entry, index) => {
    const written = mapOf(entry);
    const content = contentOf(written['patch']);
    const target = targetOf(written, content);
    const pointer = `/patches/${index}`;
    const byChart = made.some((object) => targets(target, object));
    const here = current.some(({ object }) => targets(target, object));
    if (Object.keys(target).length === 0 || !(byChart || here)) {
      diagnostics.push(unfit(app, pointer, target, [...current.map(({ object }) => object), ...made]));
      return;
    }
    current = current.map((compiled) => {
      if (byChart && compiled.object.kind === 'HelmRelease' && compiled.pointer === '/workload') {
        return postRendered(compiled, { target, patch: content as PostRenderPatch['patch'] });
      }
      if (!targets(target, compiled.object)) return compiled;
      const result = patched(compiled.object, content);
      if ('object' in result) return { ...compiled, object: result.object as unknown as KubernetesObject };
      const message = `patch of ${compiled.object.kind} ${compiled.object.metadata.name}: ${result.failed}`;
      diagnostics.push(finding(app, { code: 'patch-unfit', pointer: `${pointer}/patch`, message }));
      return compiled;
    });
  });
  return { objects: current, diagnostics };
};

const unfit = (
  app: ExpandInput['app'],
  pointer: string,
  target: JsonObject,
  rendered: readonly Patchable[],
): Diagnostic => {
  const names = [...new Set(rendered.map(({ kind, metadata }) => `${kind} ${metadata.name}`))].sort(byCodeUnit);
  const found =
    Object.keys(target).length === 0 ? 'a patch that names no object' : `a patch of ${JSON.stringify(target)}`;
  return finding(app, {
    code: 'patch-unfit',
    pointer,
    message: `found ${found}, expected one of what is rendered here: ${names.join(', ')}`,
    hint: 'Patches of what another chart makes stand under `helm.patches`.',
  });
};
