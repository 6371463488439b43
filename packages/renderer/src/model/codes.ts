import { expandCodes } from './expand-codes.ts';
import { linkCodes } from './link-codes.ts';
import { placeholderCodes } from './placeholder-codes.ts';
import { secretCodes } from './secret-codes.ts';

/**
 * Every diagnostic code, with what `docs/diagnostics.md` prints of it. The page is generated from this table
 * (`pnpm generate`) and a test holds the two equal. Codes are stable: they may be added, never renamed.
 */
export interface CodeDocumentation {
  meaning: string;
  example: string;
  cure: string;
}

export const diagnosticCodes = {
  // load
  'yaml-syntax': {
    meaning: 'A definition file is not well-formed YAML, or uses anchors, aliases, tags or duplicate keys.',
    example: 'env: { URL: <% a["b"] %> }',
    cure: 'Mend the YAML at the place named; inside flow style `{ … }`, quote `<% … %>` and `${…}`.',
  },
  'file-missing': {
    meaning: 'A definition names a file that is not in the app folder.',
    example: 'manifests: [templates/isuer.yaml]',
    cure: 'Create the file or correct its name; the nearest existing name is suggested.',
  },
  'path-outside': {
    meaning: 'A path leaves the folder it belongs to, by `..`, as an absolute path or over a symbolic link.',
    example: 'storage: { config: { files: [../../secrets.yaml] } }',
    cure: "Keep the file inside the app's own `files/` or `templates/` folder.",
  },
  'ambiguous-number': {
    meaning: 'A plain number that YAML reads otherwise than it is written, or that cannot be kept exactly.',
    example: 'defaultMode: 0644',
    cure: 'Quote it where text is meant; write the number as it is meant elsewhere (0o644 is octal in YAML 1.2).',
  },
  'extends-cycle': {
    meaning: 'A cluster file extends, over others, itself.',
    example: 'extends: home.yaml',
    cure: 'Remove one `extends`.',
  },
  // validate, check
  'schema-violation': {
    meaning: 'A value in a definition is not what its schema allows.',
    example: 'storage: { data: { size: 20 gigs } }',
    cure: 'Write what the message says was expected.',
  },
  'unknown-key': {
    meaning: 'A key that the format does not have.',
    example: 'workload: { imgae: x }',
    cure: 'Use the key suggested, or see docs/app-reference.md for all keys.',
  },
  'missing-key': {
    meaning: 'A key that must be there is not.',
    example: 'helm: { chart: oci://ghcr.io/stakater/charts/reloader }, without a version',
    cure: 'Add the key at the place named.',
  },
  'not-built': {
    meaning: 'A trait or section of the format that this version of Keelson does not render yet.',
    example: 'network: { egress: [] }',
    cure: 'Remove it, or use a version of Keelson that has it.',
  },
  'name-differs': {
    meaning: 'The name in a definition is not the name of its folder or file.',
    example: 'apps/games/romm/app.yaml: { name: room }',
    cure: 'Give both the same name.',
  },
  'body-conflict': {
    meaning: 'An app has two main bodies, or nothing to render at all.',
    example: 'workload: { image: x }\nhelm: { chart: oci://x/y }',
    cure: 'Keep one of `workload`, `helm` and `source`; `manifests` may stand beside it.',
  },
  'trait-unfit': {
    meaning: 'An app asks for something that its own definition gives no ground for.',
    example: 'backup: daily, in an app without a claim or a database of its own',
    cure: 'Remove the trait, or add what it needs.',
  },
  'name-unknown': {
    meaning:
      'A definition refers to a port, service, controller, container, volume or key of a Secret that it does not have.',
    example: 'probe: { path: /, port: htpp }',
    cure: 'Use a name that the app declares; the nearest one is suggested.',
  },
  'name-twice': {
    meaning: 'Two things of one app have the same name, or end in the same object or mount.',
    example: 'two containers that both name the port `http` with different numbers, read as `ports.http`',
    cure: 'Rename one of them.',
  },
  // merge
  'cluster-unknown': {
    meaning: 'A cluster names a category or an app that the catalogue does not have.',
    example: 'tiers: [{ apps: { games: [room] } }]',
    cure: 'Correct the name, or add the app to the catalogue; the nearest name is suggested.',
  },
  'app-twice': {
    meaning: 'An app stands twice in the tiers of a cluster, or two apps that run have one name.',
    example: 'tiers: [{ core: { games: [romm] } }, { extras: { games: [romm] } }]',
    cure: 'Name each app once; app names are unique in a cluster.',
  },
  'namespace-undeclared': {
    meaning: 'An app lives in a namespace that no category declares.',
    example: 'namespace: databse',
    cure: "Add it to `namespaces` of the app's category, or correct its name.",
  },
  'namespace-conflict': {
    meaning: 'Two categories declare one namespace differently.',
    example: 'namespaces: { media: { podSecurity: baseline } } and namespaces: { media: {} }',
    cure: 'Declare it alike in both, or in one of them only.',
  },
  // template
  'template-syntax': {
    meaning: 'An expression or text template cannot be parsed.',
    example: '<% route.host',
    cure: 'Mend the expression at the place named; delimiters are `<% %>`, `<%% %%>` and `<# #>`.',
  },
  'template-undefined': {
    meaning: 'An expression reads a name, attribute, filter or test that does not exist.',
    example: '<% rout.host %>',
    cure: 'Use a name from docs/templates.md; the nearest one is suggested. `default` covers what may be absent.',
  },
  'template-refused': {
    meaning:
      'A template uses something that is not allowed: a prototype, an unlisted function, a block tag of inheritance, a file outside the app.',
    example: '<% range.constructor("x")() %>',
    cure: 'Use plain output, if, for, set, macro, include, import and the listed filters.',
  },
  'template-type': {
    meaning: 'An expression gives an operator, a filter, a loop or a text a value of the wrong type.',
    example: 'DEBUG: "<% vars %>"',
    cure: 'Read one value, convert with `int`, `string`, `dump` or `join`, or join texts with `~`.',
  },
  'template-braces': {
    meaning: 'A scalar holds `{{ … }}` around one of the names that Keelson itself gives; it is ordinary text.',
    example: 'PUBLIC_URL: https://{{ route.host }}',
    cure: 'Write `<% route.host %>`, unless the braces are meant for another program.',
  },
  'template-budget': {
    meaning: 'A template takes more steps, depth or output than the budget allows.',
    example: '<%% for i in range(999999999) %%>',
    cure: 'Make the loop smaller, or put generated text into `files/`.',
  },
  // expand
  ...expandCodes,
  // resolve, order
  'unresolved-reference': {
    meaning: 'A rendered object refers to something that nothing on this cluster makes, asserts or lists as external.',
    example: 'route: { exposure: internal }   # its gateway `network/internal` is made by no app',
    cure: 'Add what is missing, correct the name, or list it under `external:` with a reason.',
  },
  ...linkCodes,
  'unused-external': {
    meaning: 'An entry of `external:` that nothing refers to.',
    example: 'external: { Secret/games/old: made by hand }',
    cure: 'Remove the line.',
  },
  'duplicate-object': {
    meaning: 'Two definitions make an object of the same kind, namespace and name, and say different things.',
    example: 'two apps with `manifests:` that both hold ConfigMap/media/shared',
    cure: 'Rename or remove one of the two.',
  },
  'unknown-app': {
    meaning: 'A written `dependsOn` names an app that the cluster does not run.',
    example: 'dependsOn: [{ app: media/jelyfin }]',
    cure: 'Correct the name, or add the app to a tier of the cluster file.',
  },
  'upward-dependency': {
    meaning: 'An app needs something that only starts in a higher tier.',
    example: 'an app of tier infrastructure whose claim uses a storage class of tier storage',
    cure: 'Move one of the two to another tier; CRDs many apps need are best an app of their own in the lowest tier.',
  },
  'dependency-cycle': {
    meaning: 'Parts of apps depend on each other in a circle, so none of them could start.',
    example: 'a needs b for its Secret, b needs a for its claim',
    cure: 'Break one of the references that are printed with the path.',
  },
  'redundant-dependency': {
    meaning: 'A written `dependsOn` that a proved reference or a tier implies already.',
    example: 'dependsOn: [{ app: infrastructure/external-secrets }]   # implied by `secrets:`',
    cure: 'Remove the line.',
  },
  'name-taken': {
    meaning: 'Two FluxKustomizations of a cluster would have one name.',
    example: 'an app romm-config beside an app romm that has a part -config',
    cure: 'Rename one of the apps.',
  },
  'flux-version': {
    meaning: 'The cluster runs a Flux that lacks something the tree would be better with.',
    example: 'flux: { version: 2.6.4 }   # readyExpr needs 2.7: a change then waits for all that its app depends on',
    cure: 'Nothing has to be done; with a newer Flux the edges order the first start only.',
  },
  'pod-security-floor': {
    meaning: "An app's pods need a lower Pod Security level than the cluster's `policy.podSecurity` allows.",
    example: 'policy: { podSecurity: restricted } and an app that mounts a host path',
    cure: 'Say why with `security: { reason: … }` in the app, or set the level of its namespace in category.yaml.',
  },
  // write
  'hand-edited': {
    meaning: 'A rendered file was changed by hand: rendering would lose that change.',
    example: 'an image tag edited in kubernetes/apps/games/romm/app/helmrelease.yaml',
    cure: 'Make the change in the definition, or take the rendered file with `keelson render --force`.',
  },
  'foreign-file': {
    meaning: 'A file that Keelson did not write stands where it wants to write one.',
    example: 'kubernetes/apps/games/romm/ks.yaml made by hand before the first render',
    cure: 'Move it away, or let the rendered file replace it with `keelson render --force`.',
  },
  'ledger-broken': {
    meaning: 'A `.keelson.json` cannot be read, so what Keelson owns in that folder is unknown.',
    example: 'a merge conflict left its markers in the file',
    cure: 'Restore it from git, or delete it and render with `--force`.',
  },
  'symbolic-link': {
    meaning: 'A path of the tree runs over a symbolic link; writing would leave the output folder.',
    example: 'kubernetes/apps/games -> /etc',
    cure: 'Replace the link by a real folder.',
  },
  // placeholders: check, substitute
  ...placeholderCodes,
  // secrets
  ...secretCodes,
  // verify
  'object-invalid': {
    meaning: 'A rendered object is not what the Kubernetes API (or the operator that owns its kind) takes.',
    example: 'workload: { container: { workingdir: /app } }   # the field is workingDir',
    cure: 'Correct what feeds the field named; the message says what its schema allows.',
  },
  'schema-missing': {
    meaning: 'There is no JSON Schema for the kind of a rendered object, so nothing can be said of it.',
    example: 'manifests: [templates/widget.yaml]   # apiVersion: example.com/v1, kind: Widget',
    cure: 'Add its schema with `keelson schemas add <crd.yaml>`, or list the kind under `unchecked:` of the cluster with a reason.',
  },
  'object-unreadable': {
    meaning: 'The validator cannot read a rendered object at all.',
    example: 'a text in a template that holds half of a surrogate pair',
    cure: 'Mend the value the message speaks of.',
  },
  'unchecked-kind': {
    meaning: 'Objects of a kind without a schema were let through, because `unchecked:` of the cluster lists it.',
    example: 'unchecked: { Widget.example.com: alpha, no schema yet }',
    cure: 'Nothing to do; a schema added with `keelson schemas add` makes the entry needless.',
  },
  'unused-unchecked': {
    meaning: 'An entry of `unchecked:` that no rendered object needs.',
    example: 'unchecked: { Deployment.apps: no schema }   # there is one',
    cure: 'Remove the line.',
  },
  'kubernetes-differs': {
    meaning: 'The cluster runs another minor version of Kubernetes than the schemas were made for.',
    example: 'kubernetes: 1.31.0 with schemas of 1.36.0',
    cure: 'Upgrade the cluster or Keelson; until then the schemas may allow fields the cluster does not have.',
  },
} satisfies Record<string, CodeDocumentation>;

export type DiagnosticCode = keyof typeof diagnosticCodes;
