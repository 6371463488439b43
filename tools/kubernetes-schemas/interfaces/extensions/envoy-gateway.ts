/** Fields of Envoy Gateway 1.9 that `@kubernetes-models/envoy-gateway` 2.0.0 does not have yet. */
import type { Json, LabelSelectorTerm } from './shared.ts';

type MergeType = 'JSONMerge' | 'Replace' | 'StrategicMerge';
type Fingerprint = 'JA3' | 'JA4';
/** Gateway API's duration; checked by the operator. */
type GatewayDuration = string;

export interface TargetSelector {
  namespaces?: { from: 'All' | 'Same' | 'Selector'; selector?: LabelSelectorTerm };
}

export interface CircuitBreaker {
  retryBudget?: { minRetryConcurrency?: number; percent: { denominator?: number; numerator: number } };
}

export interface ActiveHealthCheck {
  overrides?: { port?: number };
}

export interface HttpHealthChecker {
  retriableStatuses?: number[];
}

export interface PassiveHealthCheck {
  alwaysEjectOneEndpoint?: boolean;
}

export interface Http2Settings {
  connectionKeepalive?: {
    idleInterval?: GatewayDuration;
    interval?: GatewayDuration;
    intervalJitter?: number;
    timeout?: GatewayDuration;
  };
}

export interface LoadBalancer {
  backendUtilization?: {
    blackoutPeriod?: GatewayDuration;
    errorUtilizationPenaltyPercent?: number;
    keepResponseHeaders?: boolean;
    metricNamesForComputingUtilization?: string[];
    weightExpirationPeriod?: GatewayDuration;
    weightUpdatePeriod?: GatewayDuration;
  };
  dynamicModule?: { config?: Json; lbPolicyName: string; name: string };
  type: 'BackendUtilization' | 'ConsistentHash' | 'DynamicModule' | 'LeastRequest' | 'Random' | 'RoundRobin';
}

export interface ZoneAware {
  weightedZones?: { weight: number; zone: string }[];
}

export interface HttpTimeout {
  streamIdleTimeout?: GatewayDuration;
}

export interface RateLimitRule {
  xRateLimitHeaders?: 'DraftVersion03' | 'Off';
}

export interface ResponseOverride {
  source?: 'All' | 'Backend' | 'Local';
}

export interface SourceMatch {
  invert?: boolean;
}

interface BandwidthLimit {
  value: string | number;
  unit: 'Hour' | 'Minute' | 'Second';
}

export interface BackendTrafficPolicySpec {
  admissionControl?: {
    maxRejectionPercent?: number;
    minRequestRate?: number;
    minSuccessRate?: number;
    rejectionAggression?: number;
    samplingWindow?: GatewayDuration;
    successCriteria?: { grpc?: { statusCodes?: string[] }; http?: { statusCodes?: number[] } };
  };
  bandwidthLimit?: {
    request?: { limit: BandwidthLimit };
    response?: { limit: BandwidthLimit; responseTrailers?: { prefix?: string } };
  };
}

export interface ClientTrafficPolicySpec {
  grpc?: { enableWeb?: boolean };
}

export interface Http1Settings {
  ignoredUpgradeTypes?: { type?: 'Exact' | 'Prefix' | 'RegularExpression' | 'Suffix'; value: string }[];
}

export interface TlsSettings {
  fingerprints?: Fingerprint[];
}

export interface ClientValidation {
  mode?: 'Request' | 'RequireAndVerify' | 'RequireAny' | 'VerifyIfGiven';
}

interface DatabaseSource {
  local: { path: string };
}

export interface EnvoyProxySpec {
  dynamicModules?: {
    doNotClose?: boolean;
    loadGlobally?: boolean;
    name: string;
    source: { local?: { path: string }; remote?: { sha256: string; url: string }; type?: 'Local' | 'Remote' };
  }[];
  geoIP?: {
    provider: {
      maxMind?: {
        anonymousIpDbSource?: DatabaseSource;
        asnDbSource?: DatabaseSource;
        cityDbSource?: DatabaseSource;
        countryDbSource?: DatabaseSource;
        ispDbSource?: DatabaseSource;
      };
      type: 'MaxMind';
    };
  };
  mergeType?: MergeType;
}

export interface ProxyMetrics {
  enableGRPCStats?: boolean;
}

export interface SecurityPolicySpec {
  mergeType?: MergeType;
}

export interface Principal {
  clientIPGeoLocations?: {
    anonymous?: { isAnonymous?: boolean; isHosting?: boolean; isProxy?: boolean; isTor?: boolean; isVPN?: boolean };
    asn?: number;
    city?: string;
    country?: string;
    isp?: string;
    region?: string;
  }[];
}

export interface ExternalAuthorization {
  includeRouteMetadata?: boolean;
  statusOnError?: number;
}

export interface HttpExternalAuthorization {
  pathOverride?: string;
}

export interface Oidc {
  forwardIDToken?: { header: string };
}

export interface UrlRewrite {
  appendXForwardedHost?: boolean;
}
