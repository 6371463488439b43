import { compareDiagnostics, type Diagnostic, type Place, type Related } from './model/diagnostic.ts';

/** A finding with its place, and the place of the object it was found in before that was narrowed to one scalar. */
export interface Located {
  finding: Diagnostic;
  broad: Place | undefined;
}

/** The other ends of a finding that know their field, each as a finding of its own, so that it can be placed as one. */
export const endsOf = (diagnostic: Diagnostic): { end: Related; finding: Diagnostic }[] =>
  (diagnostic.related ?? []).flatMap((end) => {
    const { message, origin, rendered } = end;
    if (origin === undefined || rendered === undefined) return [];
    return [{ end, finding: { code: diagnostic.code, severity: 'note', message, origin, rendered } }];
  });

/**
 * One finding said twice is said once. Findings of one code about one thing (`subject`) at one place, a wrong name in the cluster
 * file that many apps run into, are one finding too: the first, with the others as `related`. CRDs that no app brings are missing
 * once, wherever they are used.
 */
export const saidOnce = (located: readonly Located[]): Diagnostic[] => {
  const groups = new Map<string, Located[]>();
  for (const one of located) {
    const { code, message, place, subject } = one.finding;
    const at = subject?.startsWith('crds/') ? undefined : place;
    const key = JSON.stringify([code, at, subject === undefined ? message : { subject }]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()].map(joined);
};

const joined = (group: readonly Located[]): Diagnostic => {
  const sorted = [...group].sort((left, right) => compareDiagnostics(left.finding, right.finding));
  const { subject: _said, ...finding } = sorted[0]!.finding;
  const messages = new Set([finding.message]);
  const others = sorted.flatMap(({ finding: other, broad }): Related[] => {
    if (messages.has(other.message)) return [];
    messages.add(other.message);
    // Placed at the line that names it wrongly, the object that was given the name is the first of the other ends.
    const at = isSame(broad, finding.place) ? (other.related?.[0]?.place ?? broad) : (broad ?? other.place);
    return [{ message: `the same: ${other.message}`, ...(at === undefined ? {} : { place: at }) }];
  });
  const related = [...(finding.related ?? []), ...others];
  return related.length === 0 ? finding : { ...finding, related };
};

const isSame = (left: Place | undefined, right: Place | undefined): boolean =>
  left?.file === right?.file && left?.line === right?.line && left?.column === right?.column;
