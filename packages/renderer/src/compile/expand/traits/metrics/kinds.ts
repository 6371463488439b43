/** The kinds that metrics become, by the operator that reads them. */
export interface MonitoringKinds {
  scrape: { apiVersion: string; kind: string; relabelings: string };
  rules: { apiVersion: string; kind: string };
}

/**
 * Prometheus Operator (monitoring.coreos.com) and VictoriaMetrics Operator (operator.victoriametrics.com): the same shape under
 * other names, which each operator documents.
 */
const kinds: Readonly<Record<string, MonitoringKinds>> = {
  prometheus: {
    scrape: { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', relabelings: 'relabelings' },
    rules: { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule' },
  },
  victoria: {
    scrape: {
      apiVersion: 'operator.victoriametrics.com/v1beta1',
      kind: 'VMServiceScrape',
      relabelings: 'relabelConfigs',
    },
    rules: { apiVersion: 'operator.victoriametrics.com/v1beta1', kind: 'VMRule' },
  },
};

/** The kinds of `monitoring.metrics`, or `undefined` where the cluster gathers none. */
export const kindsOf = (gatherer: string | undefined): MonitoringKinds | undefined =>
  gatherer !== undefined && Object.hasOwn(kinds, gatherer) ? kinds[gatherer] : undefined;
