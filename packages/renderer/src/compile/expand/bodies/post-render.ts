import { parse, stringify } from 'yaml';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../model/json.ts';
import { mapOf, textOf } from '../written.ts';

/** One kustomize patch of what a chart makes. */
export interface PostRenderPatch {
  target?: JsonObject;
  /** A map is a strategic merge patch, a list are JSON 6902 operations, text is either. */
  patch: JsonObject | JsonValue[] | string;
}

/** API versions of the kinds that charts make most; of any other kind the patch or its target has to say it. */
const apiVersions: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  CronJob: 'batch/v1',
  Job: 'batch/v1',
};

const apiVersionOf = (target: JsonObject, kind: string): string => {
  const group = textOf(target['group']);
  const version = textOf(target['version']) ?? 'v1';
  if (group !== undefined) return group === '' ? version : `${group}/${version}`;
  return apiVersions[kind] ?? version;
};

/**
 * A merge patch with apiVersion, kind and name, without which kustomize does not take it for one (checked with kustomize 5). Where
 * there is a target, only that says what is patched; the object keeps its own kind and name.
 */
const completed = (target: JsonObject, patch: JsonObject): JsonObject => {
  const kind = textOf(patch['kind']) ?? textOf(target['kind']) ?? 'Any';
  const { apiVersion, kind: _kind, metadata, ...fields } = patch;
  const { name, ...rest } = mapOf(metadata);
  return {
    apiVersion: textOf(apiVersion) ?? apiVersionOf(target, kind),
    kind,
    metadata: { name: textOf(name) ?? textOf(target['name']) ?? 'any', ...rest },
    ...fields,
  };
};

/** The patch behind its text; text that is no YAML stays text, and is refused where it is applied. */
export const contentOf = (patch: JsonValue | undefined): JsonValue => {
  if (typeof patch !== 'string') return patch ?? {};
  try {
    return parse(patch) as JsonValue;
  } catch {
    return patch;
  }
};

const names = (patch: JsonObject): boolean =>
  ['apiVersion', 'kind'].every((key) => patch[key] !== undefined) && mapOf(patch['metadata'])['name'] !== undefined;

/**
 * A patch as text. Strings are quoted: a placeholder in them is substituted inside this text, where kustomize cannot drop
 * quotes (DESIGN section 5), so `"${PORT}"` stays a string. Text that is complete is left as it was written.
 */
const textOfPatch = ({ target, patch }: PostRenderPatch): string => {
  const content = contentOf(patch);
  if (typeof patch === 'string' && !(isJsonObject(content) && !names(content))) return patch;
  const written = isJsonObject(content) ? completed(target ?? {}, content) : content;
  return stringify(written, { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' });
};

/** `spec.postRenderers` of a HelmRelease; no patches, no post-renderer. */
export const postRenderers = (patches: readonly PostRenderPatch[]): JsonObject[] =>
  patches.length === 0
    ? []
    : [
        {
          kustomize: {
            patches: patches.map((each) => ({
              ...(each.target === undefined ? {} : { target: each.target }),
              patch: textOfPatch(each),
            })),
          },
        },
      ];
