import type { JsonObject, JsonPointer, JsonValue } from '../../model/json.ts';
import { isJsonObject, valueAt } from '../../model/json.ts';
import type { Variables } from './evaluate.ts';
import { readPlain } from './plain-reading.ts';
import { readInPlace, type ScalarChange } from './read-in-place.ts';
import { reread } from './reread.ts';
import { rereadScalar } from './reread-scalar.ts';
import type { MarkedScalar, Reserialized } from './reserialize.ts';
import { reserialize } from './reserialize.ts';
import { plainAllowed } from './scalar-style.ts';
import type { SubstituteOptions } from './substitute.ts';
import { substituteDetailed } from './substitute.ts';

/** Why Flux would refuse the object; `pointer` is the string at fault, as near as it is known. */
export interface ClusterProblem {
  pointer: JsonPointer;
  message: string;
}

export type ClusterView = { object: JsonObject; changes: ScalarChange[] } | { problems: ClusterProblem[] };

const switchKey = 'kustomize.toolkit.fluxcd.io/substitute';

/** Whether the object carries the label or annotation that keeps substitution away. */
export const isSubstitutionDisabled = (object: JsonObject): boolean =>
  ['/metadata/labels', '/metadata/annotations'].some((pointer) => {
    const map = valueAt(object, pointer);
    return isJsonObject(map) && map[switchKey] === 'disabled';
  });

/** Flux removes newlines from values, and refuses all when one name is not `[_a-zA-Z][_a-zA-Z0-9]*`. */
const clusterVariables = (variables: Variables): { variables: Variables } | { problem: ClusterProblem } => {
  const entries: [string, string][] = [];
  for (const [name, value] of Object.entries(variables)) {
    if (!/^[_a-zA-Z][_a-zA-Z0-9]*$/.test(name))
      return {
        problem: {
          pointer: '',
          message: `"${name}" is no variable name: expected letters, digits and _, no digit first`,
        },
      };
    entries.push([name, value.replaceAll('\n', '')]);
  }
  return { variables: Object.fromEntries(entries) };
};

interface SubstitutedScalar {
  mark: MarkedScalar;
  text: string;
  reading: { value: JsonValue } | undefined;
}

/** A carriage return is a line break to Flux's reader; in quotes the next line needs no indent there, but here it does. */
const withBreaks = (text: string, { style, indent }: MarkedScalar): string =>
  style === 'plain' || style === 'literal' ? text : text.replace(/\r\n?/g, `\n${' '.repeat(indent)}`);

/** The string that was meant: the written one, substituted by itself. */
const meant = (written: string, variables: Variables, strict: boolean): string =>
  substituteDetailed(written, variables, strict).text;

const changesOf = (
  scalars: readonly SubstitutedScalar[],
  object: JsonObject,
  variables: Variables,
  strict: boolean,
): ScalarChange[] =>
  scalars.flatMap(({ mark }) => {
    if (mark.isKey) return [];
    const seen = valueAt(object, mark.pointer);
    if (seen === meant(mark.written, variables, strict)) return [];
    return [{ pointer: mark.pointer, written: mark.written, ...(seen === undefined ? {} : { seen }) }];
  });

/** The strings that break a document: those that could not be read by themselves. */
const problemsOf = (scalars: readonly SubstitutedScalar[], fault: string): ClusterProblem[] => {
  const suspects = scalars.filter(({ reading }) => reading === undefined);
  if (suspects.length === 0)
    return [{ pointer: '', message: `the object is no longer YAML once it is substituted (${fault})` }];
  return suspects.map(({ mark }) => ({
    pointer: mark.pointer,
    message: `"${mark.written}" is no longer YAML once it is substituted (${fault})`,
  }));
};

const wholeText = ({ text }: Reserialized, scalars: readonly SubstitutedScalar[]): string => {
  let result = '';
  let from = 0;
  for (const { mark, text: substituted } of scalars) {
    result += text.slice(from, mark.start) + substituted;
    from = mark.end;
  }
  return result + text.slice(from);
};

/** The sure way: the whole text, for what cannot be told from one string, and to say what is at fault. */
const readWhole = (object: JsonObject, variables: Variables, strict: boolean): ClusterView => {
  const serialized = reserialize(object);
  const problems: ClusterProblem[] = [];
  const scalars = serialized.marked.map((mark): SubstitutedScalar => {
    const written = serialized.text.slice(mark.start, mark.end);
    const { text, fault } = substituteDetailed(written, variables, strict);
    if (fault) problems.push({ pointer: mark.pointer, message: `"${mark.written}": ${fault.message}` });
    const reading = fault ? undefined : rereadScalar(written, text, mark.style, mark.indent);
    return { mark, text: withBreaks(text, mark), reading };
  });
  if (problems.length > 0) return { problems };
  const again = reread(wholeText(serialized, scalars));
  if ('fault' in again) return { problems: problemsOf(scalars, again.fault) };
  return { object: again.object, changes: changesOf(scalars, again.object, variables, strict) };
};

/**
 * A rendered object as the API server will get it from Flux, with these variables.
 *
 * 1. Marked `disabled`, or without any variable: as it is.
 * 2. kustomize serialises it again (go-yaml's choice of quotes, not ours), the text of each string is substituted, and
 * 3. the text is read again: what stands without quotes may now be a number, boolean, null, or break the document.
 *
 * Variables are those of all sources of its FluxKustomization, merged. Never throws; the object given is not changed. A string
 * whose placeholder is not closed is a problem, though Flux would read on into the next field.
 */
export const asClusterSees = (
  object: JsonObject,
  variables: Variables,
  options: SubstituteOptions = {},
): ClusterView => {
  if (Object.keys(variables).length === 0 || isSubstitutionDisabled(object)) return { object, changes: [] };
  const cleaned = clusterVariables(variables);
  if ('problem' in cleaned) return { problems: [cleaned.problem] };
  const strict = options.strict ?? false;
  return readInPlace(object, cleaned.variables, strict) ?? readWhole(object, cleaned.variables, strict);
};

/** Whether the bare text, where a field has it without quotes, reads back as anything but this very string. */
export const canReadAsNonString = (value: string): boolean => {
  if (!plainAllowed(value)) return true;
  const reading = readPlain(value);
  return !('value' in reading) || reading.value !== value;
};
