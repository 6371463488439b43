/** metallb.io, MetalLB 0.15: no npm package carries its types. */
import type { LabelSelector, ReportingResource } from './metadata.ts';
import type { Duration, Port } from './scalars.ts';

interface ServiceAllocation {
  namespaceSelectors?: LabelSelector[];
  namespaces?: string[];
  priority?: number;
  serviceSelectors?: LabelSelector[];
}

interface IPAddressPoolSpec {
  /** CIDRs or ranges `first-last`. */
  addresses: string[];
  autoAssign?: boolean;
  avoidBuggyIPs?: boolean;
  serviceAllocation?: ServiceAllocation;
}

interface L2AdvertisementSpec {
  interfaces?: string[];
  ipAddressPoolSelectors?: LabelSelector[];
  ipAddressPools?: string[];
  nodeSelectors?: LabelSelector[];
}

interface BGPAdvertisementSpec {
  aggregationLength?: number;
  aggregationLengthV6?: number;
  communities?: string[];
  ipAddressPoolSelectors?: LabelSelector[];
  ipAddressPools?: string[];
  localPref?: number;
  nodeSelectors?: LabelSelector[];
  peers?: string[];
}

interface SecretReference {
  name?: string;
  namespace?: string;
}

interface BGPPeerSpec {
  bfdProfile?: string;
  connectTime?: Duration;
  disableMP?: boolean;
  dualStackAddressFamily?: boolean;
  dynamicASN?: 'external' | 'internal';
  ebgpMultiHop?: boolean;
  enableGracefulRestart?: boolean;
  holdTime?: Duration;
  interface?: string;
  keepaliveTime?: Duration;
  myASN: number;
  nodeSelectors?: LabelSelector[];
  password?: string;
  passwordSecret?: SecretReference;
  peerASN?: number;
  peerAddress?: string;
  peerPort?: Port;
  routerID?: string;
  sourceAddress?: string;
  vrf?: string;
}

export interface IPAddressPool extends ReportingResource<'metallb.io/v1beta1', 'IPAddressPool'> {
  spec: IPAddressPoolSpec;
}

export interface L2Advertisement extends ReportingResource<'metallb.io/v1beta1', 'L2Advertisement'> {
  spec?: L2AdvertisementSpec;
}

export interface BGPAdvertisement extends ReportingResource<'metallb.io/v1beta1', 'BGPAdvertisement'> {
  spec?: BGPAdvertisementSpec;
}

export interface BGPPeer extends ReportingResource<'metallb.io/v1beta2', 'BGPPeer'> {
  spec: BGPPeerSpec;
}
