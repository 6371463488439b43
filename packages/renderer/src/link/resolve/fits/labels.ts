import { isJsonObject, type JsonObject, type JsonValue } from '../../../model/json.ts';

export type Labels = Readonly<Record<string, string>>;

/** `maybe`: a chart or Flux decides. */
export type Match = 'yes' | 'no' | 'maybe';

/** A label selector as core/v1 Services (a plain map) or meta/v1 LabelSelectors write it. */
export const selectorOf = (value: JsonValue | undefined): JsonObject | undefined => {
  if (!isJsonObject(value)) return undefined;
  const { matchLabels, matchExpressions } = value;
  const isPlain = matchLabels === undefined && matchExpressions === undefined;
  const selector: JsonObject = isPlain ? { matchLabels: value } : value;
  return Object.keys(value).length === 0 ? undefined : selector;
};

/** Texts of a map of labels. */
export const labelsOf = (value: JsonValue | undefined): Labels =>
  isJsonObject(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : [])),
      )
    : {};

/** Labels that charts add by habit, beside those their values say (Helm, "Labels and annotations"). */
const isOfCharts = (key: string): boolean => key.startsWith('app.kubernetes.io/') || key.startsWith('helm.sh/');

/** Whether a selector (of {@link selectorOf}) picks what bears these labels; with `isChart` a label that is not known may be there. */
export const matches = (selector: JsonObject, labels: Labels, isChart: boolean): Match => {
  const verdicts = [
    ...Object.entries(labelsOf(selector['matchLabels'])).map(([key, value]) => one(labels[key], [value], key, isChart)),
    ...(Array.isArray(selector['matchExpressions']) ? selector['matchExpressions'] : []).map((expression) =>
      isJsonObject(expression) ? meets(expression, labels, isChart) : 'maybe',
    ),
  ];
  if (verdicts.includes('no')) return 'no';
  return verdicts.includes('maybe') ? 'maybe' : 'yes';
};

const one = (found: string | undefined, values: readonly string[], key: string, isChart: boolean): Match => {
  if (found === undefined) return isChart && isOfCharts(key) ? 'maybe' : 'no';
  if (values.includes(found)) return 'yes';
  return [found, ...values].some((value) => value.includes('${')) ? 'maybe' : 'no';
};

const meets = ({ key, operator, values }: JsonObject, labels: Labels, isChart: boolean): Match => {
  const name = String(key);
  const found = labels[name];
  const list = Array.isArray(values) ? values.map(String) : [];
  if (operator === 'In') return one(found, list, name, isChart);
  if (operator === 'Exists') return found !== undefined ? 'yes' : isChart && isOfCharts(name) ? 'maybe' : 'no';
  if (operator === 'DoesNotExist') return found === undefined ? 'yes' : 'no';
  return operator === 'NotIn' ? (found !== undefined && list.includes(found) ? 'no' : 'yes') : 'maybe';
};

/** `app=web, tier=front`, as kubectl prints a selector. */
export const inWords = (selector: JsonObject): string =>
  [
    ...Object.entries(labelsOf(selector['matchLabels'])).map(([key, value]) => `${key}=${value}`),
    ...(Array.isArray(selector['matchExpressions']) ? selector['matchExpressions'] : []).flatMap((expression) =>
      isJsonObject(expression)
        ? [
            `${String(expression['key'])} ${String(expression['operator'])} ${Array.isArray(expression['values']) ? expression['values'].join('|') : ''}`.trim(),
          ]
        : [],
    ),
  ].join(', ');
