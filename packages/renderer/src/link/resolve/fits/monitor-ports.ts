import type { Diagnostic } from '../../../model/diagnostic.ts';
import { isJsonObject, type JsonValue, valueAt } from '../../../model/json.ts';
import { asJson, groupOf, objectName } from '../../../model/kubernetes.ts';
import { didYouMean } from '../../../model/nearest.ts';
import { valuesAt } from '../fields.ts';
import { type End, finding } from '../finding.ts';
import { type Selector, selectorOf } from './labels.ts';
import { namespacesOf } from './selectors.ts';
import type { Rule, TreeView } from './view.ts';

/** Where a monitor lists the endpoints it asks, and what it picks. */
const monitors: Readonly<Record<string, { endpoints: string; among: 'pods' | 'services' }>> = {
  'monitoring.coreos.com/ServiceMonitor': { endpoints: '/spec/endpoints/*', among: 'services' },
  'monitoring.coreos.com/PodMonitor': { endpoints: '/spec/podMetricsEndpoints/*', among: 'pods' },
  'operator.victoriametrics.com/VMServiceScrape': { endpoints: '/spec/endpoints/*', among: 'services' },
  'operator.victoriametrics.com/VMPodScrape': { endpoints: '/spec/podMetricsEndpoints/*', among: 'pods' },
};

interface Scraped extends End {
  ports: string[];
}

/** A monitor asks a port by its name: what it picks must have one of that name. */
export const monitorPorts: Rule = {
  name: 'the port of a monitor is one of what it selects',
  find: (view) =>
    view.objects.flatMap(({ app, compiled }) => {
      const row = monitors[`${groupOf(compiled.object.apiVersion)}/${compiled.object.kind}`];
      if (row === undefined) return [];
      const object = asJson(compiled.object);
      const selector = selectorOf(valueAt(object, '/spec/selector'));
      const namespaces = namespacesOf(compiled, app);
      if (selector === undefined || namespaces === 'any') return [];
      const scraped = namespaces.flatMap((namespace) => scrapable(view, row.among, namespace, selector));
      const [first] = scraped;
      if (first === undefined || app.body === 'helm' || app.body === 'source') return [];
      // Beside these it may select what a chart makes.
      const isAllKnown = !namespaces.some(view.isOpen) || scraped.every((one) => one.app === app);
      if (!isAllKnown) return [];
      const names = scraped.flatMap(({ ports }) => ports);
      return valuesAt(object, row.endpoints).flatMap(({ value, pointer }): Diagnostic[] => {
        const port = isJsonObject(value) ? value['port'] : undefined;
        if (typeof port !== 'string' || port.includes('${') || names.includes(port)) return [];
        return [noSuchPort({ app, compiled, pointer: `${pointer}/port`, mention: port }, port, names, first)];
      });
    }),
};

const scrapable = (
  { bearers }: TreeView,
  among: 'pods' | 'services',
  namespace: string,
  selector: Selector,
): Scraped[] =>
  among === 'services'
    ? bearers.services
        .picked(namespace, selector)
        .map((service) => ({ ...service, ports: service.ports.flatMap(({ name }) => name ?? []) }))
    : bearers.pods
        .picked(namespace, selector)
        .filter(({ isChart }) => !isChart)
        .map((set) => ({
          ...set,
          pointer: `${set.view.pointer}/containers`,
          ports: set.view.containers.flatMap(({ value }) => namesIn(value['ports'])),
        }));

const namesIn = (ports: JsonValue | undefined): string[] =>
  (Array.isArray(ports) ? ports : []).flatMap((port) =>
    isJsonObject(port) && typeof port['name'] === 'string' ? [port['name']] : [],
  );

const noSuchPort = (at: End, port: string, names: readonly string[], first: Scraped): Diagnostic =>
  finding(
    at,
    {
      code: 'port-mismatch',
      message: `${objectName(at.compiled.object)} asks port ${port}, but what it selects has ${names.length === 0 ? 'no port with a name' : names.join(', ')}`,
      hint: didYouMean(port, names) ?? 'Write the name of a port, or give the port that name.',
    },
    [{ message: `${objectName(first.compiled.object)} is made here`, end: first }],
  );
