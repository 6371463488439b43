/** Edit distance with neighbours swapped counted as one (Damerau-Levenshtein, optimal string alignment). */
const distance = (left: string, right: string): number => {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      let best = Math.min(current[column - 1]! + 1, last[column]! + 1, last[column - 1]! + (same ? 0 : 1));
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) best = Math.min(best, beforeLast[column - 2]! + 1);
      current.push(best);
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length]!;
};

/** The candidate that was probably meant: the nearest within a third of its length, the first by name among equals. */
export const nearest = (written: string, candidates: readonly string[]): string | undefined => {
  const lowered = written.toLowerCase();
  const scored = candidates
    .map((candidate) => ({ candidate, score: distance(lowered, candidate.toLowerCase()) }))
    .filter(
      ({ candidate, score }) =>
        candidate !== written && score <= Math.max(1, Math.floor(Math.max(candidate.length, written.length) / 3)),
    )
    .sort((left, right) => left.score - right.score || (left.candidate < right.candidate ? -1 : 1));
  return scored[0]?.candidate;
};

/** A hint, for a name that is not known and nearly is. */
export const didYouMean = (written: string, candidates: readonly string[]): string | undefined => {
  const meant = nearest(written, candidates);
  return meant === undefined ? undefined : `Did you mean ${meant}?`;
};
