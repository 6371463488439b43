/**
 * operator.victoriametrics.com/v1beta1, operator 0.6x: no npm package carries its types. What a scrape of the operator knows
 * beyond these fields is left to `keelson schemas add`.
 */

import type { IConfigMapKeySelector } from 'kubernetes-models/v1/ConfigMapKeySelector';
import type { ISecretKeySelector } from 'kubernetes-models/v1/SecretKeySelector';
import type { LabelSelector, ReportingResource } from './metadata.ts';
import type { IntOrString, Json, TextMap } from './scalars.ts';

/** VictoriaMetrics' duration: Prometheus' units, several of them, fractions. */
export type MetricsDuration = string;

interface SecretOrConfigMap {
  configMap?: IConfigMapKeySelector;
  secret?: ISecretKeySelector;
}

interface TlsConfig {
  ca?: SecretOrConfigMap;
  caFile?: string;
  cert?: SecretOrConfigMap;
  certFile?: string;
  insecureSkipVerify?: boolean;
  keyFile?: string;
  keySecret?: ISecretKeySelector;
  serverName?: string;
}

interface BasicAuth {
  password?: ISecretKeySelector;
  password_file?: string;
  username?: ISecretKeySelector;
}

interface RelabelConfig {
  action?: string;
  if?: Json;
  labels?: TextMap;
  match?: string;
  modulus?: number;
  regex?: Json;
  replacement?: string;
  separator?: string;
  sourceLabels?: string[];
  source_labels?: string[];
  targetLabel?: string;
  target_label?: string;
}

interface Endpoint {
  attach_metadata?: { namespace?: boolean; node?: boolean };
  authorization?: { credentials?: ISecretKeySelector; credentialsFile?: string; type?: string };
  basicAuth?: BasicAuth;
  bearerTokenFile?: string;
  bearerTokenSecret?: ISecretKeySelector;
  follow_redirects?: boolean;
  honorLabels?: boolean;
  honorTimestamps?: boolean;
  interval?: MetricsDuration;
  max_scrape_size?: string;
  metricRelabelConfigs?: RelabelConfig[];
  params?: Record<string, string[]>;
  path?: string;
  port?: string;
  proxyURL?: string;
  relabelConfigs?: RelabelConfig[];
  sampleLimit?: number;
  scheme?: 'http' | 'https';
  scrapeTimeout?: MetricsDuration;
  scrape_interval?: MetricsDuration;
  seriesLimit?: number;
  targetPort?: IntOrString;
  tlsConfig?: TlsConfig;
}

interface VMServiceScrapeSpec {
  attach_metadata?: { namespace?: boolean; node?: boolean };
  discoveryRole?: 'endpoints' | 'endpointslice' | 'endpointslices' | 'service';
  endpoints: Endpoint[];
  jobLabel?: string;
  namespaceSelector?: { any?: boolean; matchNames?: string[] };
  podTargetLabels?: string[];
  sampleLimit?: number;
  selector?: LabelSelector;
  seriesLimit?: number;
  targetLabels?: string[];
}

interface Rule {
  alert?: string;
  annotations?: TextMap;
  debug?: boolean;
  expr: string;
  for?: MetricsDuration;
  keep_firing_for?: MetricsDuration;
  labels?: TextMap;
  record?: string;
  update_entries_limit?: number;
}

interface RuleGroup {
  concurrency?: number;
  eval_alignment?: boolean;
  eval_delay?: MetricsDuration;
  eval_offset?: MetricsDuration;
  extra_filter_labels?: TextMap;
  headers?: string[];
  interval?: MetricsDuration;
  labels?: TextMap;
  limit?: number;
  name: string;
  notifier_headers?: string[];
  params?: Record<string, string[]>;
  rules: Rule[];
  tenant?: string;
  type?: 'graphite' | 'prometheus' | 'vlogs';
}

interface VMRuleSpec {
  groups: RuleGroup[];
}

export interface VMServiceScrape extends ReportingResource<'operator.victoriametrics.com/v1beta1', 'VMServiceScrape'> {
  spec: VMServiceScrapeSpec;
}

export interface VMRule extends ReportingResource<'operator.victoriametrics.com/v1beta1', 'VMRule'> {
  spec: VMRuleSpec;
}
