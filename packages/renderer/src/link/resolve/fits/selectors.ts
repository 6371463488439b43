import type { CompiledApp, CompiledObject } from '../../../model/compiled.ts';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { childPointer, isJsonObject, valueAt } from '../../../model/json.ts';
import { asJson, groupOf, objectName } from '../../../model/kubernetes.ts';
import { nearest } from '../../../model/nearest.ts';
import { finding } from '../finding.ts';
import { inWords, type Labels, matches, type Selector, selectorOf } from './labels.ts';
import { isOfOperator } from './makers.ts';
import type { Rule, TreeView } from './view.ts';

/** What a selector picks among. */
interface Picked {
  app: CompiledApp;
  compiled: CompiledObject;
  labels: Labels;
  isChart: boolean;
  pointer: string;
}

interface Selecting {
  path: string;
  among: 'pods' | 'services';
}

/** Kinds that pick pods or Services by their labels (API reference of each kind), and where the selector stands. */
const selecting: Readonly<Record<string, Selecting>> = {
  '/Service': { path: '/spec/selector', among: 'pods' },
  'policy/PodDisruptionBudget': { path: '/spec/selector', among: 'pods' },
  'monitoring.coreos.com/ServiceMonitor': { path: '/spec/selector', among: 'services' },
  'monitoring.coreos.com/PodMonitor': { path: '/spec/selector', among: 'pods' },
  'operator.victoriametrics.com/VMServiceScrape': { path: '/spec/selector', among: 'services' },
  'operator.victoriametrics.com/VMPodScrape': { path: '/spec/selector', among: 'pods' },
};

/** A selector must pick something, where everything that runs in the namespace is known. */
export const selectors: Rule = {
  name: 'a selector picks something',
  find: (view) =>
    view.objects.flatMap(({ app, compiled }) => {
      const { object } = compiled;
      const row = selecting[`${groupOf(object.apiVersion)}/${object.kind}`];
      const selector = row === undefined ? undefined : selectorOf(valueAt(asJson(object), row.path));
      if (row === undefined || selector === undefined || isUnknowable(selector)) return [];
      const namespaces = namespacesOf(compiled, app);
      if (namespaces === 'any' || namespaces.some((namespace) => isOpen(view, app, namespace))) return [];
      const isPicked = namespaces.some(
        (namespace) =>
          view.bearers[row.among].picked(namespace, selector).length > 0 ||
          view.bearers[row.among]
            .all(namespace)
            .some(({ labels, isChart }) => matches(selector, labels, isChart) !== 'no'),
      );
      if (isPicked) return [];
      const candidates = namespaces.flatMap((namespace) => pickable(view, row.among, namespace));
      return [picksNothing(app, compiled, row, selector, candidates, namespaces)];
    }),
};

const isOpen = (view: TreeView, app: CompiledApp, namespace: string): boolean =>
  app.body === 'helm' || app.body === 'source' || view.isOpen(namespace);

const isUnknowable = (selector: Selector): boolean => selector.some(({ key }) => isOfOperator(key));

/** Monitors may look into other namespaces (`namespaceSelector`). */
export const namespacesOf = ({ object }: CompiledObject, app: CompiledApp): string[] | 'any' => {
  const own = object.metadata.namespace ?? app.namespace;
  const among = valueAt(asJson(object), '/spec/namespaceSelector');
  if (!isJsonObject(among)) return [own];
  if (among['any'] === true) return 'any';
  return Array.isArray(among['matchNames']) ? among['matchNames'].map(String) : [own];
};

const pickable = (view: TreeView, among: Selecting['among'], namespace: string): Picked[] =>
  among === 'pods'
    ? view.bearers.pods.all(namespace).map((set) => ({ ...set, pointer: set.labelsPointer }))
    : view.bearers.services.all(namespace).map((service) => ({
        ...service,
        pointer: service.isChart ? service.pointer : '/metadata/labels',
      }));

const picksNothing = (
  app: CompiledApp,
  compiled: CompiledObject,
  { path, among }: Selecting,
  selector: Selector,
  candidates: readonly Picked[],
  namespaces: readonly string[],
): Diagnostic => {
  const words = inWords(selector);
  const near = nearestOf(words, app, candidates);
  const what = among === 'pods' ? 'pod' : 'Service';
  const at = valueAt(asJson(compiled.object), `${path}/matchLabels`) === undefined ? path : `${path}/matchLabels`;
  const key = selector[0]!.key;
  return finding(
    {
      app,
      compiled,
      pointer: childPointer(at, key),
      mention: key,
    },
    {
      code: 'selector-mismatch',
      message: `${objectName(compiled.object)} selects ${words}, which no ${what} in namespace ${namespaces.join(', ')} bears`,
      hint:
        near === undefined
          ? `No ${what} is made there: correct the selector, or remove the object.`
          : `${objectName(near.compiled.object)} bears ${wordsOf(near.labels)}.`,
    },
    near === undefined ? [] : [{ message: `${objectName(near.compiled.object)} is made here`, end: near }],
  );
};

const wordsOf = (labels: Labels): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ') || 'no labels';

/** The one of the same app first, then the one whose labels read alike. */
const nearestOf = (words: string, app: CompiledApp, candidates: readonly Picked[]): Picked | undefined => {
  const own = candidates.filter((candidate) => candidate.app === app);
  const among = own.length > 0 ? own : candidates;
  const name = nearest(
    words,
    among.map(({ labels }) => wordsOf(labels)),
  );
  return among.find(({ labels }) => wordsOf(labels) === name) ?? own[0];
};

const controllers = new Set(['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet']);

/** The API server refuses a workload whose selector does not pick its own pods (apps/v1). */
export const ownSelectors: Rule = {
  name: 'a workload selects its own pods',
  find: (view) =>
    view.pods.flatMap((set): Diagnostic[] => {
      const { object } = set.compiled;
      const selector = selectorOf(valueAt(asJson(object), '/spec/selector'));
      if (!controllers.has(`${groupOf(object.apiVersion)}/${object.kind}`) || selector === undefined) return [];
      if (matches(selector, set.labels, false) !== 'no') return [];
      return [
        finding(
          { ...set, pointer: '/spec/selector/matchLabels' },
          {
            code: 'selector-mismatch',
            message: `${objectName(object)} selects ${inWords(selector)}, but its own pods bear ${wordsOf(set.labels)}`,
            hint: 'Write the same labels under spec.selector.matchLabels and spec.template.metadata.labels.',
          },
          [{ message: 'labels of the pods', end: { ...set, pointer: set.labelsPointer } }],
        ),
      ];
    }),
};
