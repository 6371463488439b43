/** What applies the tree (`flux`, `argocd`), and in what shape the tree is written. */
import { boolean, listOf, may, must, named, object, shapes, text, word } from '../build.ts';
import { duration, label, threeNumbers, version, words } from '../leaves.ts';

const gitUrl = text('^(https?|ssh|oci)://\\S+$', 'the URL of a repository such as https://github.com/owner/name');

const fluxSource = named(
  'FluxSource',
  object({
    kind: must(
      word('GitRepository', 'OCIRepository', 'Bucket'),
      'Kind of the source that Flux watches',
      'GitRepository',
    ),
    name: must(label('a name', 'flux-system'), 'Its name, in namespace flux-system', 'flux-system'),
    branch: may(words, 'Branch that is applied', 'main'),
    tag: may(words, 'Tag that is applied', 'latest'),
    url: may(gitUrl, 'Its URL, where Keelson installs Flux', 'https://github.com/example/home-ops'),
    interval: may(duration('1m'), 'How often Flux looks for a new revision', '5m'),
  }),
);

export const flux = named(
  'FluxEngine',
  object({
    version: must(threeNumbers, 'Version of Flux; features are used only where it has them', '2.9.0'),
    bootstrap: must(word('cli', 'operator'), 'Who installs Flux: the Flux CLI or flux-operator', 'operator'),
    source: must(fluxSource, 'What Flux watches', {
      kind: 'GitRepository',
      name: 'flux-system',
      branch: 'main',
      interval: '5m',
    }),
    interval: may(duration('1h'), 'How often it reconciles without a new revision; default 1h', '1h'),
    retryInterval: may(duration('1m'), 'How long it waits after a failure; default 1m', '1m'),
    timeout: may(duration('5m'), 'How long it waits for readiness; default 5m', '5m'),
    strict: may(boolean(), "Whether the controller's strict substitution is on; default true", true),
  }),
);

const sync = named(
  'ArgoSync',
  object({
    automated: may(boolean(), 'Apply without asking', true),
    prune: may(boolean(), 'Delete what left the tree', true),
    selfHeal: may(boolean(), 'Put drift back', true),
    options: may(listOf(text('^[A-Za-z]+=\\S+$', 'an option such as ServerSideApply=true')), 'Sync options', [
      'ServerSideApply=true',
    ]),
  }),
);

export const argocd = named(
  'ArgoEngine',
  object({
    version: must(threeNumbers, 'Version of Argo CD', '3.4.0'),
    namespace: may(label('a namespace', 'argocd'), 'Namespace of the Applications; default argocd', 'argocd'),
    project: may(label('a project', 'home'), 'AppProject that is rendered', 'home'),
    repo: must(gitUrl, 'Repository that holds the tree', 'https://github.com/example/home-platform'),
    revision: may(words, 'Branch, tag or commit that is applied', 'main'),
    applications: may(word('per-app', 'per-tier'), 'What one Application holds', 'per-app'),
    sync: may(sync, 'How it syncs', { automated: true, prune: true }),
  }),
);

export const workloads = shapes('manifests, or { body: app-template, chart, version }', {
  string: word('manifests'),
  object: named(
    'WorkloadBody',
    object({
      body: must(word('app-template'), 'Chart that `workload` becomes values of', 'app-template'),
      chart: must(
        text('^oci://\\S+$', 'an OCI URL such as oci://ghcr.io/bjw-s-labs/helm/app-template'),
        'Where that chart is',
        'oci://ghcr.io/bjw-s-labs/helm/app-template',
      ),
      version: must(version, 'Its version', '5.1.0'),
    }),
  ),
});
