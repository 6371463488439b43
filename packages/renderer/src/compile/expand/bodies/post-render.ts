import { stringify } from 'yaml';
import type { JsonObject, JsonValue } from '../../../model/json.ts';

/** One kustomize patch of what a chart makes. */
export interface PostRenderPatch {
  target?: JsonObject;
  /** A map is a strategic merge patch, a list are JSON 6902 operations, text is either as it stands. */
  patch: JsonObject | JsonValue[] | string;
}

/**
 * A patch as text. Strings are quoted: a placeholder in them is substituted inside this text, where kustomize cannot drop
 * quotes (DESIGN section 5), so `"${PORT}"` stays a string.
 */
const textOfPatch = (patch: PostRenderPatch['patch']): string =>
  typeof patch === 'string'
    ? patch
    : stringify(patch, { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' });

/** `spec.postRenderers` of a HelmRelease; no patches, no post-renderer. */
export const postRenderers = (patches: readonly PostRenderPatch[]): JsonObject[] =>
  patches.length === 0
    ? []
    : [
        {
          kustomize: {
            patches: patches.map(({ target, patch }) => ({
              ...(target === undefined ? {} : { target }),
              patch: textOfPatch(patch),
            })),
          },
        },
      ];
