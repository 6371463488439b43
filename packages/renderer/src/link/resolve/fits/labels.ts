import { isJsonObject, type JsonObject, type JsonValue } from '../../../model/json.ts';

export type Labels = Readonly<Record<string, string>>;

/** `maybe`: a chart or Flux decides. */
export type Match = 'yes' | 'no' | 'maybe';

/** One condition of a selector: the label's value is one of these, or as its operator says (meta/v1 LabelSelectorRequirement). */
interface Condition {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values: readonly string[];
}

export type Selector = readonly Condition[];

/** A label selector as core/v1 Services (a plain map) or meta/v1 LabelSelectors write it; `undefined` for one that says nothing. */
export const selectorOf = (value: JsonValue | undefined): Selector | undefined => {
  if (!isJsonObject(value)) return undefined;
  const { matchLabels, matchExpressions } = value;
  const isPlain = matchLabels === undefined && matchExpressions === undefined;
  const equal = Object.entries(labelsOf(isPlain ? value : matchLabels)).map(
    ([key, text]): Condition => ({ key, operator: 'In', values: [text] }),
  );
  const selector = [...equal, ...(Array.isArray(matchExpressions) ? matchExpressions : []).flatMap(conditionOf)];
  return selector.length === 0 ? undefined : selector;
};

const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

const conditionOf = (expression: JsonValue): Condition[] => {
  if (!isJsonObject(expression)) return [];
  const { key, values } = expression;
  const operator = operators.find((one) => one === expression['operator']);
  if (typeof key !== 'string' || operator === undefined) return [];
  return [{ key, operator, values: Array.isArray(values) ? values.map(String) : [] }];
};

/** Texts of a map of labels. */
export const labelsOf = (value: JsonValue | JsonObject | undefined): Labels => {
  if (!isJsonObject(value)) return {};
  const texts = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts);
};

/** Labels that charts add by habit, beside those their values say (Helm, "Labels and annotations"). */
const isOfCharts = (key: string): boolean => key.startsWith('app.kubernetes.io/') || key.startsWith('helm.sh/');

/** Whether a selector picks what bears these labels; with `isChart` a label that is not known may be there. */
export const matches = (selector: Selector, labels: Labels, isChart: boolean): Match => {
  let result: Match = 'yes';
  for (const condition of selector) {
    const verdict = meets(condition, labels[condition.key], isChart);
    if (verdict === 'no') return 'no';
    if (verdict === 'maybe') result = 'maybe';
  }
  return result;
};

const meets = ({ key, operator, values }: Condition, found: string | undefined, isChart: boolean): Match => {
  const absent = isChart && isOfCharts(key) ? 'maybe' : 'no';
  if (operator === 'Exists') return found === undefined ? absent : 'yes';
  if (operator === 'DoesNotExist') return found === undefined ? 'yes' : 'no';
  if (operator === 'NotIn') return found !== undefined && values.includes(found) ? 'no' : 'yes';
  if (found === undefined) return absent;
  if (values.includes(found)) return 'yes';
  return found.includes('${') || values.some((value) => value.includes('${')) ? 'maybe' : 'no';
};

/** `app=web, tier In front|back`, nearly as kubectl prints a selector. */
export const inWords = (selector: Selector): string =>
  selector
    .map(({ key, operator, values }) =>
      operator === 'In' && values.length === 1
        ? `${key}=${values[0]}`
        : `${key} ${operator} ${values.join('|')}`.trim(),
    )
    .join(', ');
