import type { CodeDocumentation } from './codes.ts';

/** Codes of the room `expand`: what an app asks for and its cluster, its files or its services do not have. */
export const expandCodes = {
  'need-unmet': {
    meaning: "An app's own file asks for something that this cluster does not meet.",
    example: 'monitor: { path: /health }   # the cluster says `monitoring: { uptime: false }`',
    cure: 'Nothing has to be done for a note; for an error, say in the cluster file how the need is met, or switch the trait off.',
  },
  'entry-point-unknown': {
    meaning: 'A route names an exposure that is no entry point of the cluster.',
    example: 'route: { exposure: intern }',
    cure: 'Use one of `routing.entryPoints` of the cluster file, or add it there.',
  },
  'service-unknown': {
    meaning: 'A route or a metrics endpoint names a service or a port that the app does not have.',
    example: 'route: { service: web, port: htpp }',
    cure: "Use a name of `workload.services` and its ports; for a chart's service, give its name and its port's number.",
  },
  'storage-class-unknown': {
    meaning: 'A claim names a storage class that the cluster does not have.',
    example: 'storage: { data: { size: 5Gi, class: fast } }',
    cure: 'Use one of `storage.classes` of the cluster file (names by purpose), or add it there.',
  },
  'shared-volume-unknown': {
    meaning: 'A storage entry names a shared volume that the cluster does not have, or that says no way to be met.',
    example: 'storage: { library: { shared: medai } }',
    cure: 'Use one of `storage.shared` of the cluster file, or add it there.',
  },
  'file-content': {
    meaning: 'A file of the app cannot be used for what it is named for.',
    example: 'metrics: { rules: [files/rules.yaml] }   # the file has no `groups`',
    cure: 'Mend the file: alert rules are a YAML map with `groups`, dashboards are the JSON that Grafana exports.',
  },
  'manifest-shape': {
    meaning: 'A document of `manifests` is no Kubernetes object.',
    example: 'kind: ConfigMap without metadata.name',
    cure: 'Give each document apiVersion, kind and metadata.name.',
  },
  'settings-quote': {
    meaning: "A value of `settings` holds a single quote, which Flux's substitution cannot carry into YAML safely.",
    example: `settings: { GREETING: "it's" }`,
    cure: 'Write the value without the quote, or put it into a Secret that the app reads itself.',
  },
  'patch-unfit': {
    meaning: 'A patch names a kind or an object that is not rendered in this mode, or cannot be applied to it.',
    example: 'patches: [{ target: { kind: StatefulSet }, patch: … }], in an app that has a Deployment',
    cure: 'Name what is rendered; the message lists it.',
  },
} satisfies Record<string, CodeDocumentation>;
