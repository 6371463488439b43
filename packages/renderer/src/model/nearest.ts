import { byCodeUnit } from './json.ts';

/** Letters put in, left out, changed or swapped with their neighbour (optimal string alignment), at most `limit + 1`. */
const distance = (left: string, right: string, limit: number): number => {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const cost = left[row - 1] === right[column - 1] ? 0 : 1;
      let away = Math.min(previous[column]! + 1, current[column - 1]! + 1, previous[column - 1]! + cost);
      const isSwapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (row > 1 && column > 1 && isSwapped) away = Math.min(away, before[column - 2]! + 1);
      current.push(away);
    }
    before = previous;
    previous = current;
  }
  return previous[right.length]!;
};

/**
 * The known name that was probably meant (a third of its letters may differ, case does not count), or `undefined`; ties go to the
 * first in code-unit order.
 */
export const nearest = (found: string, known: readonly string[]): string | undefined => {
  const limit = Math.max(1, Math.floor(found.length / 3));
  const wanted = found.toLowerCase();
  let best: { name: string; distance: number } | undefined;
  for (const name of [...known].sort(byCodeUnit)) {
    const away = distance(wanted, name.toLowerCase(), limit);
    if (away <= limit && (best === undefined || away < best.distance)) best = { name, distance: away };
  }
  return best?.name;
};

/** A hint for a name that is not known: the nearest one, and what there is when that is a short list. */
export const didYouMean = (found: string, known: readonly string[]): string | undefined => {
  const near = nearest(found, known);
  if (near !== undefined) return `Did you mean ${near}?`;
  if (known.length === 0 || known.length > 12) return undefined;
  return `Known: ${[...known].sort(byCodeUnit).join(', ')}.`;
};
