import type { JsonObject } from '../../../../model/json.ts';
import type { KubernetesObject } from '../../../../model/kubernetes.ts';
import type { Contribution } from '../../contribution.ts';
import { bodyOf } from '../../facts.ts';
import { choices, finding } from '../../finding.ts';
import { made, metadataOf } from '../../made.ts';
import { isOn, present, textOf } from '../../written.ts';
import type { MetricsEntry } from '../metrics.ts';
import { firstPortName, hasService, serviceName } from '../services.ts';
import type { MonitoringKinds } from './kinds.ts';

/**
 * What is scraped. A workload's Service is selected by the labels that both bodies give it. A chart's labels are not ours to know: all
 * Services of the release are selected, and of those the one with the name written is kept.
 */
export const scrape = (input: MetricsEntry, kinds: MonitoringKinds): Contribution => {
  const { app, entry, pointer } = input;
  const ours = bodyOf(app) === 'workload';
  const service = textOf(entry['service']) ?? (ours ? 'app' : undefined);
  const port = portOf(input);
  if (service !== undefined && !hasService(app, service)) return unknownService(input, service);
  if (port === undefined) return unknownPort(input);
  const endpoint = present({
    ...port,
    path: textOf(entry['path']),
    interval: textOf(entry['interval']),
    [kinds.scrape.relabelings]: ours || service === undefined ? undefined : [onlyService(service)],
  });
  const object: KubernetesObject = {
    apiVersion: kinds.scrape.apiVersion,
    kind: kinds.scrape.kind,
    metadata: metadataOf(nameOf(input), app.namespace),
    spec: {
      selector: {
        matchLabels:
          ours && service !== undefined ? labelsOf(app.name, serviceName(app, service)) : releaseOf(app.name),
      },
      endpoints: [endpoint],
    },
  };
  return { objects: [made(app, pointer, object)] };
};

/** A port is scraped by the Service's name for it, a number as the pod's own. */
const portOf = ({ app, entry }: MetricsEntry): { port: string } | { targetPort: number } | undefined => {
  const { port } = entry;
  if (typeof port === 'number') return { targetPort: port };
  const name = textOf(port) ?? firstPortName(app);
  return name === undefined ? undefined : { port: name };
};

/** The first entry has the app's name, each further one the name of what it scrapes behind it. */
const nameOf = ({ app, entry, index }: MetricsEntry): string =>
  index === 0 ? app.name : [app.name, textOf(entry['service']), textOf(entry['port'])].filter(isOn).join('-');

const releaseOf = (app: string): JsonObject => ({ 'app.kubernetes.io/instance': app });

const labelsOf = (app: string, service: string): JsonObject => ({
  'app.kubernetes.io/instance': app,
  'app.kubernetes.io/name': app,
  'app.kubernetes.io/service': service,
});

/** Prometheus' `__meta_kubernetes_service_name`, of its discovery of Services' endpoints. */
const onlyService = (service: string): JsonObject => ({
  sourceLabels: ['__meta_kubernetes_service_name'],
  regex: service,
  action: 'keep',
});

const unknownService = ({ app, pointer }: MetricsEntry, service: string): Contribution => ({
  diagnostics: [
    finding(app, {
      code: 'service-unknown',
      pointer: `${pointer}/service`,
      message: `metrics name service ${service}, which the app does not have`,
      hint: choices(service, Object.keys(app.names.services)),
    }),
  ],
});

const unknownPort = ({ app, pointer }: MetricsEntry): Contribution => ({
  diagnostics: [
    finding(app, {
      code: 'service-unknown',
      pointer,
      message: 'metrics name no port, and the app states none',
      hint: "Write `port:`, the name that the chart's Service has for it.",
    }),
  ],
});
