import { checkPlaceholderValue, validateMerged } from '@keelson/schema';
import type { MergedCluster } from '../../model/cluster.ts';
import type { Diagnostic, Origin, Staged } from '../../model/diagnostic.ts';
import { isJsonObject, type JsonObject, type JsonPointer, type JsonValue, valueAt } from '../../model/json.ts';
import { originAt } from '../../model/layer.ts';
import { nearest } from '../../model/nearest.ts';
import { documentedPlaceholder } from '../../model/placeholder.ts';
import { placeholdersIn } from '../../model/placeholder-syntax.ts';
import { problemDiagnostic, type SchemaProblem } from '../../model/problem.ts';
import { asExamples } from './examples.ts';

/** A `null` that had nothing below to take away. */
const withoutNulls = (value: JsonValue): JsonValue => {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => (part === null ? [] : [[key, withoutNulls(part)]])),
  );
};

const originOf = (cluster: MergedCluster, pointer: JsonPointer): Origin => {
  const origin = originAt(cluster.origins, pointer);
  return origin?.file === undefined
    ? { file: cluster.file, pointer: '' }
    : { file: origin.file, pointer: origin.pointer };
};

/** The key that a problem misses, where a file names it and leaves it empty. */
const emptyKey = (cluster: MergedCluster, { code, message, pointer }: SchemaProblem): JsonPointer | undefined => {
  const key = code === 'missing-key' ? /^the key (\S+) is missing/u.exec(message)?.[1] : undefined;
  const at = `${pointer}/${key}`;
  return key !== undefined && cluster.origins.has(at) ? at : undefined;
};

/** Patterns are filled in for each app and checked there; a placeholder that is not documented is told as such. */
const isToldElsewhere = (text: string, { placeholders }: MergedCluster): boolean =>
  text.includes('<%') ||
  placeholdersIn(text).some(({ name }) => documentedPlaceholder(placeholders, name) === undefined);

const bySchema = (cluster: MergedCluster): Diagnostic[] => {
  const definition = withoutNulls(cluster.definition as unknown as JsonObject) as JsonObject;
  const problems = asExamples(definition, cluster.placeholders).validate((data) => validateMerged('cluster', data));
  return problems.flatMap((problem) => {
    const value = valueAt(definition, problem.pointer);
    if (typeof value === 'string' && isToldElsewhere(value, cluster)) return [];
    const empty = emptyKey(cluster, problem);
    const diagnostic = problemDiagnostic(problem, originOf(cluster, empty ?? problem.pointer));
    return [empty === undefined ? diagnostic : { ...diagnostic, origin: { ...originOf(cluster, empty), key: true } }];
  });
};

/** Name of a place: `Europe/Amsterdan` is well-formed, and containers would silently run in UTC. */
const timezoneFault = (cluster: MergedCluster): Diagnostic[] => {
  const { timezone } = cluster.definition;
  if (typeof timezone !== 'string' || /<%|\$\{/u.test(timezone)) return [];
  if (checkPlaceholderValue('timezone', timezone) === undefined) return [];
  const near = nearest(timezone, Intl.supportedValuesOf('timeZone'));
  return [
    {
      code: 'schema-violation',
      severity: 'error',
      message: `/timezone: expected a time zone of the IANA database such as Europe/Amsterdam, found ${JSON.stringify(timezone)}`,
      hint: near === undefined ? 'Write the name of a zone as in Area/City.' : `Did you mean ${near}?`,
      origin: originOf(cluster, '/timezone'),
    },
  ];
};

/**
 * Checks what a cluster file and the files it extends say together: each was checked alone, where a key may be missing that another
 * file supplies, and `null` takes one away. Items: the same cluster.
 */
export const checkCluster = (cluster: MergedCluster): Staged<MergedCluster> => {
  // A cluster file with an error left no cluster, and was told.
  if (cluster.file === '') return { items: cluster, diagnostics: [] };
  const diagnostics = bySchema(cluster);
  return { items: cluster, diagnostics: diagnostics.length > 0 ? diagnostics : timezoneFault(cluster) };
};
