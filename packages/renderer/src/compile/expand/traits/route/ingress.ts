import type { Diagnostic } from '../../../../model/diagnostic.ts';
import { isJsonObject, type JsonObject } from '../../../../model/json.ts';
import type { KubernetesObject } from '../../../../model/kubernetes.ts';
import type { Contribution } from '../../contribution.ts';
import { unmetNeed } from '../../finding.ts';
import { made, metadataOf } from '../../made.ts';
import { present, textOf } from '../../written.ts';
import type { Publication, RouteEntry, RouteRule } from './entries.ts';
import { protection } from './ingress-protection.ts';
import { ingressTls } from './tls.ts';

/**
 * Ingress: one object a host and class. Matches are kept as far as an Ingress can say them (paths); filters are the Gateway API's,
 * and an app that writes one is told that this cluster does without.
 */
export const ingress = (entry: RouteEntry): Contribution => {
  const protections = entry.publications.map((publication) => protection(entry, publication));
  const objects = entry.publications.flatMap((publication, index) => [
    ingressObject(entry, publication, protections[index]!.items.annotations),
    ...protections[index]!.items.objects,
  ]);
  return {
    objects: objects.map((object) => made(entry.app, entry.pointer, object)),
    diagnostics: [...protections.flatMap(({ diagnostics }) => diagnostics), ...unsaid(entry)],
  };
};

const ingressObject = (
  entry: RouteEntry,
  publication: Publication,
  protecting: Record<string, string>,
): KubernetesObject => {
  const { tls, annotations } = ingressTls(entry, publication);
  const paths = entry.rules.flatMap((rule) => pathsOf(rule).map((path) => ({ ...path, backend: backendOf(rule) })));
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: metadataOf(publication.name, entry.app.namespace, {
      annotations: { ...annotations, ...protecting, ...entry.annotations },
    }),
    spec: present({
      ingressClassName: publication.entryPoints[0]?.class,
      rules: [{ host: publication.host, http: { paths } }],
      tls,
    }),
  };
};

const backendOf = ({ service, port }: RouteRule): JsonObject => ({
  service: { name: service, port: { number: port } },
});

/** Gateway API's path types under an Ingress' names; without a path, everything. */
const pathsOf = ({ paths, matches }: RouteRule): { path: string; pathType: string }[] => {
  const matched = matches.flatMap(({ path }) =>
    isJsonObject(path)
      ? [{ path: textOf(path['value']) ?? '/', pathType: path['type'] === 'Exact' ? 'Exact' : 'Prefix' }]
      : [],
  );
  const all = [...paths.map((path) => ({ path, pathType: 'Prefix' })), ...matched];
  return all.length === 0 ? [{ path: '/', pathType: 'Prefix' }] : all;
};

/** What of the rules an Ingress cannot say. */
const unsaid = ({ app, pointer, rules }: RouteEntry): Diagnostic[] => {
  const words = [
    ...(rules.some(({ filters }) => filters.length > 0) ? ['filters'] : []),
    ...(rules.some(({ matches }) => matches.some((match) => Object.keys(match).some((key) => key !== 'path')))
      ? ['matches']
      : []),
  ];
  return words.flatMap((word) =>
    unmetNeed(app, pointer, `an Ingress cannot say these ${word}: they are left out on this cluster`),
  );
};
