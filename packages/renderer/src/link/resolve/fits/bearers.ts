import { type Labels, matches, type Selector } from './labels.ts';

/** Something that bears labels in a namespace. */
interface Bearer {
  labels: Labels;
  isChart: boolean;
}

/** Finds who bears what a selector asks for, without looking at all of a namespace for each selector. */
export interface Bearers<Item extends Bearer> {
  all: (namespace: string) => readonly Item[];
  /** Those that the selector picks for sure. */
  picked: (namespace: string, selector: Selector) => readonly Item[];
}

export const bearersOf = <Item extends Bearer>(byNamespace: ReadonlyMap<string, readonly Item[]>): Bearers<Item> => {
  const index = new Map<string, Item[]>();
  for (const [namespace, items] of byNamespace)
    for (const item of items)
      for (const key in item.labels) {
        const place = placeOf(namespace, key, item.labels[key]!);
        const list = index.get(place);
        if (list === undefined) index.set(place, [item]);
        else list.push(item);
      }
  const all = (namespace: string): readonly Item[] => byNamespace.get(namespace) ?? [];
  return {
    all,
    picked: (namespace, selector) => {
      const exact = selector.find(({ operator, values }) => operator === 'In' && values.length === 1);
      const among = exact === undefined ? all(namespace) : index.get(placeOf(namespace, exact.key, exact.values[0]!));
      return (among ?? []).filter(({ labels, isChart }) => matches(selector, labels, isChart) === 'yes');
    },
  };
};

const placeOf = (namespace: string, key: string, value: string): string => `${namespace} ${key}=${value}`;
