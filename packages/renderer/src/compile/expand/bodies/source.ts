import type { KubernetesObject } from '../../../model/kubernetes.ts';
import type { Body } from '../contribution.ts';
import { definitionOf, mapOf, textOf } from '../written.ts';
import { intervalOf } from './release.ts';

const apiVersion = 'source.toolkit.fluxcd.io/v1';

/** `refs/…` is a reference name, forty hexadecimal digits a commit, anything else a tag (Flux GitRepository, `spec.ref`). */
const gitReference = (version: string): Record<string, string> => {
  if (version.startsWith('refs/')) return { name: version };
  return /^[0-9a-f]{40}$/u.test(version) ? { commit: version } : { tag: version };
};

const ociReference = (version: string): Record<string, string> =>
  version.startsWith('sha256:') ? { digest: version } : { tag: version };

/** `./config/crd` of `config/crd`; a whole repository is `./`. */
const folderOf = (path: string | undefined): string => (path === undefined ? './' : `./${path}`);

/**
 * The body `source`: a folder of somebody else's repository, applied as it is. It gives no object of its own, but the
 * GitRepository or OCIRepository that stands in ks.yaml beside the FluxKustomization, and the folder that one points at.
 * The source lives in `flux-system`, where its FluxKustomization is.
 */
export const source: Body = (input) => {
  const written = mapOf(definitionOf(input.app)['source']);
  const version = textOf(written['version']) ?? '';
  const path = textOf(written['path']);
  const git = textOf(written['git']);
  const metadata = { name: input.app.name, namespace: 'flux-system' };
  const interval = intervalOf(input);
  const object: KubernetesObject =
    git === undefined
      ? {
          apiVersion,
          kind: 'OCIRepository',
          metadata,
          spec: { interval, ref: ociReference(version), url: textOf(written['oci']) ?? '' },
        }
      : {
          apiVersion,
          kind: 'GitRepository',
          metadata,
          spec: { interval, ref: gitReference(version), url: git },
        };
  return { objects: [], source: { object, path: folderOf(path) }, diagnostics: [] };
};
