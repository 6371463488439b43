import { checkPlaceholderValue } from '@keelson/schema';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { isJsonObject, pointerOf } from '../../model/json.ts';
import { documentedPlaceholder, type Placeholder, type PlaceholderType } from '../../model/placeholder.ts';
import { readsAsNoString } from '../../model/placeholder-name.ts';
import { placeholderTable } from '../../model/placeholder-table.ts';
import type { DefinitionFile, Sources } from '../../model/source.ts';

/**
 * Values of `settings:` against placeholders.yaml: each is of its placeholder's type, and read from ConfigMap cluster-settings. Names
 * that are not documented are `merge`'s to report, with all other placeholders of the cluster's files.
 */
export const settingsFaults = (sources: Sources): Diagnostic[] => {
  if (sources.placeholders.data === null) return [];
  const table = placeholderTable(sources.placeholders);
  // Argo CD substitutes nothing: there the settings are the values themselves, wherever Flux would read them from.
  const isArgo = sources.cluster.some(({ data }) => isJsonObject(data) && data['argocd'] !== undefined);
  return sources.cluster.flatMap((file) => faultsOfFile(file, table, isArgo));
};

const faultsOfFile = ({ path, data }: DefinitionFile, table: readonly Placeholder[], isArgo: boolean): Diagnostic[] => {
  const settings = isJsonObject(data) ? data['settings'] : undefined;
  return Object.entries(isJsonObject(settings) ? settings : {}).flatMap(([name, value]): Diagnostic[] => {
    const row = documentedPlaceholder(table, name);
    if (row === undefined || value === null) return [];
    const origin = { file: path, pointer: pointerOf(['settings', name]) };
    const { kind, name: source } = row.source;
    if (kind === 'Secret' && !isArgo)
      return [
        {
          code: 'sensitive-value',
          severity: 'error',
          message: `${name} is documented as read from Secret ${source}, and its value stands here in git`,
          hint: 'Put the value into the vault and remove the line; a value that is no secret is documented with source ConfigMap/cluster-settings.',
          origin,
        },
      ];
    if (!isArgo && (kind !== 'ConfigMap' || source !== 'cluster-settings'))
      return [
        {
          code: 'placeholder-source',
          severity: 'error',
          message: `${name} is documented as read from ${kind}/${source}, so this value is never used`,
          hint: 'Correct `source` in placeholders.yaml to ConfigMap/cluster-settings, or remove the line.',
          origin: { ...origin, key: true },
        },
      ];
    // A value that an expression gives is known after `template` only.
    if (typeof value === 'string' && (value.includes('<%') || value.includes("'"))) return [];
    const wrong = checkPlaceholderValue(row.type as PlaceholderType, value);
    return wrong === undefined
      ? []
      : [
          {
            code: 'schema-violation',
            severity: 'error',
            message: `${origin.pointer}: ${wrong}`,
            hint: `placeholders.yaml says that ${name} is of type ${row.type}.`,
            origin,
          },
        ];
  });
};

/** Names that YAML reads as booleans: `${NO}` works, `NO: x` under `substitute:` of a hand-written Kustomization does not. */
export const nameFaults = ({ placeholders: { path, data } }: Sources): Diagnostic[] =>
  Object.keys(isJsonObject(data) ? data : {})
    .filter(readsAsNoString)
    .map((name) => ({
      code: 'placeholder-name',
      severity: 'error',
      message: `the placeholder ${name} has a name that YAML reads as a boolean or null where it is not quoted`,
      hint: 'Use a longer name.',
      origin: { file: path, pointer: pointerOf([name]), key: true },
    }));
