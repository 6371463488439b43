import type { Problem, Verdict } from '@keelson/kubeconform';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { pointerOf } from '../../model/json.ts';
import { hasMetadata, objectName } from '../../model/kubernetes.ts';
import type { ExpectedObject } from '../../model/linked.ts';

/** What an engine said of an object, as diagnostics at the object's author. `valid` gives none. */
export const findingsOf = ({ document, object, path }: ExpectedObject, verdict: Verdict): Diagnostic[] => {
  const name = hasMetadata(object) ? objectName(object) : object.kind;
  const at = (pointer: string): Pick<Diagnostic, 'severity' | 'origin' | 'rendered'> => ({
    severity: 'error',
    origin: document.origin ?? { file: document.file, pointer: document.pointer },
    rendered: { object: name, pointer, file: path },
  });
  const type = `${object.kind} of ${object.apiVersion}`;
  if (verdict.status === 'valid') return [];
  if (verdict.status === 'invalid')
    return verdict.problems.flatMap(nearest).map(({ pointer, message }) => ({
      code: 'object-invalid',
      message: `${name}${pointer === '' ? '' : ` ${pointer}`}: ${message}`,
      hint: `Correct what feeds this field: the schema of ${type} does not allow it.`,
      ...at(pointer),
    }));
  if (verdict.reason === 'no-schema')
    return [
      {
        code: 'schema-missing',
        message: `${name}: there is no schema for ${type}, so it cannot be checked`,
        hint: `Add one with \`keelson schemas add <crd.yaml>\`, or list ${uncheckedKey(object)} under \`unchecked:\` of the cluster with a reason.`,
        ...at(''),
      },
    ];
  const said =
    verdict.status === 'skipped'
      ? 'the validator skipped it'
      : verdict.problems.map(({ message }) => message).join('; ');
  return [
    {
      code: 'object-unreadable',
      message: `${name}: ${said}`,
      hint: 'Mend the value, so that the object can be read.',
      ...at(''),
    },
  ];
};

/** `Widget.example.com`; a kind of the core group is its name alone. */
export const uncheckedKey = ({ apiVersion, kind }: { apiVersion: string; kind: string }): string =>
  apiVersion.includes('/') ? `${kind}.${apiVersion.split('/')[0]}` : kind;

/** Unknown fields are reported at the fields themselves, one by one: that is where their author wrote them. */
const nearest = (problem: Problem): Problem[] => {
  const names = /^additional properties (.+) not allowed$/.exec(problem.message)?.[1];
  if (names === undefined) return [problem];
  return [...names.matchAll(/'((?:[^'\\]|\\.)*)'/g)].map(([, quoted]) => {
    const name = quoted!.replaceAll(/\\(['\\])/g, '$1');
    return { pointer: `${problem.pointer}${pointerOf([name])}`, message: `there is no field "${name}"` };
  });
};
