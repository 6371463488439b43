/**
 * From the validator's errors to problems, one a mistake:
 *
 * 1. errors inside a rule about keys (`oneOf`, `anyOf`, `not`) only repeat the rule;
 * 2. what is wrong with a key hides what its value or a closed map says of it;
 * 3. the first problem at a place is the one that is told.
 */
import type { Problem } from '../problem.ts';
import { explain } from './explain.ts';
import type { RawError } from './raw-error.ts';

/** Every mistake once, in the order of the validator. */
export const collect = (errors: readonly RawError[]): Problem[] => {
  const places = new Map<string, Problem>();
  const ordered = [...errors].sort(
    (left, right) => Number(right.propertyName !== undefined) - Number(left.propertyName !== undefined),
  );
  for (const error of ordered) {
    if (error.nested) continue;
    const problem = explain(error);
    if (problem === undefined) continue;
    const place = problem.code === 'missing-key' ? `${problem.pointer} ${problem.expected}` : problem.pointer;
    if (!places.has(place)) places.set(place, problem);
  }
  return [...places.values()];
};
