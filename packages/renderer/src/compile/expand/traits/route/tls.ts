import type { JsonObject } from '../../../../model/json.ts';
import type { KubernetesObject } from '../../../../model/kubernetes.ts';
import { metadataOf } from '../../made.ts';
import { clusterValue, isOn, mapOf, textOf } from '../../written.ts';
import type { Publication, RouteEntry } from './entries.ts';

/** How hosts get their certificates (`routing.tls`): one wildcard for all, one a host from an issuer, or plain HTTP. */
const tlsOf = ({ cluster }: RouteEntry): { issuer?: string; wildcard: boolean; plain: boolean } => {
  const written = clusterValue(cluster, 'routing', 'tls');
  const issuer = textOf(mapOf(written)['issuer']);
  return {
    ...(issuer === undefined ? {} : { issuer }),
    wildcard: isOn(mapOf(written)['wildcard']),
    plain: !isOn(written),
  };
};

/** The Secret of a host's own certificate, beside the gateway or the Ingress that serves it. */
const certificateSecret = ({ name }: Publication): string => `${name}-tls`;

/** Gateway without a wildcard: a Certificate in the gateway's namespace, whose Secret a listener there names (cert-manager). */
export const certificate = (entry: RouteEntry, publication: Publication): KubernetesObject[] => {
  const { issuer, wildcard } = tlsOf(entry);
  if (issuer === undefined || wildcard) return [];
  const gateways = publication.entryPoints.flatMap(({ gateway }) => gateway?.namespace ?? entry.app.namespace);
  return [...new Set(gateways)].map((namespace) => ({
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: metadataOf(publication.name, namespace),
    spec: {
      secretName: certificateSecret(publication),
      dnsNames: [publication.host],
      issuerRef: { kind: 'ClusterIssuer', name: issuer },
    },
  }));
};

/** Ingress: with a wildcard the controller's default certificate serves the host; else cert-manager is asked by annotation. */
export const ingressTls = (
  entry: RouteEntry,
  publication: Publication,
): { tls?: JsonObject[]; annotations: Record<string, string> } => {
  const { issuer, wildcard, plain } = tlsOf(entry);
  if (plain) return { annotations: {} };
  const hosts = [publication.host];
  if (wildcard || issuer === undefined) return { tls: [{ hosts }], annotations: {} };
  return {
    tls: [{ hosts, secretName: certificateSecret(publication) }],
    annotations: { 'cert-manager.io/cluster-issuer': issuer },
  };
};
