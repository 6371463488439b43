import { childPointer, isJsonObject, valueAt } from '../../../model/json.ts';
import { asJson } from '../../../model/kubernetes.ts';
import type { Claim } from './claims.ts';
import { type Labels, labelsOf } from './labels.ts';
import type { ServiceView } from './services.ts';
import type { TreeView } from './view.ts';

const servicesIn = (view: TreeView): readonly ServiceView[] => view.services;

/** One nodePort of every node (core/v1 ServicePort). */
export const claimsOfNodePorts = (view: TreeView): Claim[] =>
  servicesIn(view).flatMap(({ app, compiled, ports }) =>
    ports.flatMap(({ value, pointer }): Claim[] => {
      const { nodePort, protocol } = value;
      if (typeof nodePort !== 'number' || nodePort === 0) return [];
      const what = `node port ${nodePort} (${String(protocol ?? 'TCP')})`;
      return [{ app, compiled, key: what, what, pointer: `${pointer}/nodePort`, mention: String(nodePort) }];
    }),
  );

/** Annotations that ask for an address (Cilium LB IPAM, MetalLB and kube-vip documentation). */
const addressAnnotations = [
  'lbipam.cilium.io/ips',
  'io.cilium/lb-ipam-ips',
  'metallb.io/loadBalancerIPs',
  'metallb.universe.tf/loadBalancerIPs',
  'kube-vip.io/loadbalancerIPs',
];
const sharingAnnotations = [
  'lbipam.cilium.io/sharing-key',
  'io.cilium/lb-ipam-sharing-key',
  'metallb.io/allow-shared-ip',
  'metallb.universe.tf/allow-shared-ip',
];

/** Addresses of Services, and of the Services that Gateways are given (`spec.infrastructure.annotations`). */
export const claimsOfAddresses = (view: TreeView): Claim[] => [
  ...servicesIn(view).flatMap(({ app, compiled, pointer, value, annotations, annotationsPointer }) => {
    const address = value['loadBalancerIP'];
    const sharing = sharingOf(annotations);
    return [
      ...(typeof address === 'string'
        ? claimsOf(address, { app, compiled, pointer: `${pointer}/loadBalancerIP`, ...sharing })
        : []),
      ...annotated(annotations, annotationsPointer).flatMap(({ text, at }) =>
        claimsOf(text, { app, compiled, pointer: at, ...sharing }),
      ),
    ];
  }),
  ...view.objects.flatMap(({ app, compiled }) => {
    if (compiled.object.kind !== 'Gateway') return [];
    const at = '/spec/infrastructure/annotations';
    const annotations = valueAt(asJson(compiled.object), at);
    const own = labelsOf(isJsonObject(annotations) ? annotations : undefined);
    return annotated(own, at).flatMap(({ text, at: pointer }) =>
      claimsOf(text, { app, compiled, pointer, ...sharingOf(own) }),
    );
  }),
];

const annotated = (annotations: Labels, pointer: string): { text: string; at: string }[] =>
  addressAnnotations.flatMap((name) =>
    annotations[name] === undefined ? [] : [{ text: annotations[name], at: childPointer(pointer, name) }],
  );

const sharingOf = (annotations: Labels): Pick<Claim, 'sharing'> => {
  const found = sharingAnnotations.map((name) => annotations[name]).find((value) => value !== undefined);
  return found === undefined ? {} : { sharing: found };
};

const claimsOf = (addresses: string, end: Omit<Claim, 'key' | 'what' | 'mention'>): Claim[] =>
  addresses
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '')
    .map((address) => ({ ...end, key: `address ${address}`, what: `address ${address}`, mention: address }));
