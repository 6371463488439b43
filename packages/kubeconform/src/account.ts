import type { Verdict } from './verdict.ts';

/** A document that was sent to an engine. */
export interface Expected {
  file: string;
  kind: string;
  name: string;
}

export interface Account {
  /** Sent, but no verdict came back. */
  missing: Expected[];
  /** A verdict on something that was not sent, or a second one on the same document. */
  extra: Verdict[];
}

const keyOf = ({ file, kind, name }: Expected): string => JSON.stringify([file, kind, name]);

/**
 * Holds what was sent against what came back, one to one. A document kubeconform could not read has no kind or name in its
 * verdict: it is then both missing and extra, and the extra one says why.
 */
export const accountFor = (expected: readonly Expected[], verdicts: readonly Verdict[]): Account => {
  const waiting = new Map<string, Expected[]>();
  for (const one of expected) {
    const same = waiting.get(keyOf(one));
    if (same === undefined) waiting.set(keyOf(one), [one]);
    else same.push(one);
  }
  const extra = verdicts.filter((verdict) => waiting.get(keyOf(verdict))?.pop() === undefined);
  const unanswered = new Set([...waiting.values()].flat());
  return { missing: expected.filter((one) => unanswered.has(one)), extra };
};
