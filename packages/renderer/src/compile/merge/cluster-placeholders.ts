import type { Diagnostic } from '../../model/diagnostic.ts';
import { isJsonObject, type JsonPointer, type JsonValue, pointerOf } from '../../model/json.ts';
import type { Placeholder } from '../../model/placeholder.ts';
import { documentedPlaceholder } from '../../model/placeholder.ts';
import { placeholderFaultsIn } from '../../model/placeholder-faults.ts';
import type { Sources } from '../../model/source.ts';
import { undocumentedPlaceholder } from '../../model/undocumented.ts';

/** What is wrong with the placeholders of the cluster's files; names that they fill under `settings` count too. */
export const clusterPlaceholders = (sources: Sources, table: readonly Placeholder[]): Diagnostic[] =>
  sources.cluster.flatMap(({ path, data }) => {
    const settings = isJsonObject(data) ? data['settings'] : undefined;
    const names = Object.keys(isJsonObject(settings) ? settings : {});
    return [
      ...faultsBelow(data, '', path, table),
      ...names
        .filter((name) => documentedPlaceholder(table, name) === undefined)
        .map((name) =>
          undocumentedPlaceholder(name, table, { file: path, pointer: pointerOf(['settings', name]), key: true }),
        ),
    ];
  });

const faultsBelow = (
  value: JsonValue | undefined,
  pointer: JsonPointer,
  file: string,
  table: readonly Placeholder[],
): Diagnostic[] => {
  if (typeof value === 'string')
    return placeholderFaultsIn(value, table).map((fault) => fault.at({ file, pointer, offset: fault.offset }));
  if (Array.isArray(value))
    return value.flatMap((item, index) => faultsBelow(item, `${pointer}/${index}`, file, table));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const at = pointer + pointerOf([key]);
    return [
      ...placeholderFaultsIn(key, table).map((fault) => fault.at({ file, pointer: at, key: true })),
      ...faultsBelow(item, at, file, table),
    ];
  });
};
