import type { Staged } from '../../../../model/diagnostic.ts';
import type { JsonObject } from '../../../../model/json.ts';
import type { KubernetesObject } from '../../../../model/kubernetes.ts';
import { finding } from '../../finding.ts';
import { metadataOf } from '../../made.ts';
import { clusterValue, present, textOf } from '../../written.ts';
import type { Publication, RouteEntry } from './entries.ts';
import { type ForwardTarget, forwardTarget } from './forward.ts';

type ServiceTarget = ForwardTarget & Required<Pick<ForwardTarget, 'service'>>;

/**
 * Envoy Gateway's SecurityPolicy of one HTTPRoute: `extAuth` for forward authentication, `authorization` for client networks;
 * nothing when neither is wanted. The service that is asked may stand in another namespace: a ReferenceGrant there, the same from
 * every app of a namespace, lets the policies of this one refer to it.
 */
export const securityPolicy = (entry: RouteEntry, publication: Publication): Staged<KubernetesObject[]> => {
  const { app, cluster, authentication } = entry;
  if (authentication.kind !== 'forward') return { items: policy(entry, publication, undefined), diagnostics: [] };
  const by = textOf(clusterValue(cluster, 'auth', 'by'));
  const target = forwardTarget(authentication.address, by, 'envoy');
  if (target?.service === undefined) return notInside(entry, authentication.address);
  const { service } = target;
  const grant = service.namespace === app.namespace ? [] : [referenceGrant(app.namespace, service)];
  return { items: [...policy(entry, publication, { ...target, service }), ...grant], diagnostics: [] };
};

const policy = (
  entry: RouteEntry,
  { name, from }: Publication,
  target: ServiceTarget | undefined,
): KubernetesObject[] => {
  if (target === undefined && from.length === 0) return [];
  return [
    {
      apiVersion: 'gateway.envoyproxy.io/v1alpha1',
      kind: 'SecurityPolicy',
      metadata: metadataOf(name, entry.app.namespace),
      spec: present({
        targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name }],
        authorization: from.length === 0 ? undefined : onlyFrom(from),
        extAuth: target === undefined ? undefined : externalAuthorization(entry.app.namespace, target),
      }),
    },
  ];
};

const onlyFrom = (networks: string[]): JsonObject => ({
  defaultAction: 'Deny',
  rules: [{ action: 'Allow', principal: { clientCIDRs: networks } }],
});

/** What the asked service is told of the request: Envoy Gateway passes neither cookies nor these others by itself. */
const headersToAsk = ['accept', 'authorization', 'cookie', 'user-agent', 'x-forwarded-proto'];

const externalAuthorization = (namespace: string, { service, port, path, headers }: ServiceTarget): JsonObject => ({
  headersToExtAuth: headersToAsk,
  http: present({
    backendRefs: [
      present({ name: service.name, namespace: service.namespace === namespace ? undefined : service.namespace, port }),
    ],
    path: path === '' ? undefined : path,
    headersToBackend: headers,
  }),
});

const referenceGrant = (from: string, service: { name: string; namespace: string }): KubernetesObject => ({
  apiVersion: 'gateway.networking.k8s.io/v1beta1',
  kind: 'ReferenceGrant',
  metadata: metadataOf(`${service.name}-from-${from}`, service.namespace),
  spec: {
    from: [{ group: 'gateway.envoyproxy.io', kind: 'SecurityPolicy', namespace: from }],
    to: [{ group: '', kind: 'Service', name: service.name }],
  },
});

const notInside = ({ app, pointer }: RouteEntry, address: string): Staged<KubernetesObject[]> => ({
  items: [],
  diagnostics: [
    finding(app, {
      code: 'need-unmet',
      pointer: `${pointer}/auth`,
      message: `a gateway asks a Service of the cluster on each request, and auth.forward is ${address}`,
      hint: 'Write `auth.forward` as http://<service>.<namespace>.svc:<port>, or give this route another `auth`.',
    }),
  ],
});
