import type { JsonValue } from './json.ts';
import { isJsonObject, pointerOf } from './json.ts';
import type { Placeholder, PlaceholderType } from './placeholder.ts';
import type { DefinitionFile } from './source.ts';

const textOf = (value: JsonValue | undefined, otherwise: string): string =>
  value === undefined || value === null || typeof value === 'object' ? otherwise : String(value);

const sourceOf = (written: string): Placeholder['source'] => {
  const [kind, ...name] = written.split('/');
  const known = kind === 'Secret' || kind === 'File' ? kind : 'ConfigMap';
  return { kind: known, name: name.join('/') };
};

/**
 * The rows of placeholders.yaml, in the order written. A file that could not be read (`data` null) gives the one row `*`, which
 * documents everything: its own error is enough, and every placeholder would be another. A row that is not well-formed was
 * reported by `validate` and still documents its name.
 */
export const placeholderTable = ({ path, data }: DefinitionFile): Placeholder[] => {
  const rows = isJsonObject(data) ? Object.entries(data) : [['*', null] as const];
  return rows.map(([name, row]) => {
    const fields = isJsonObject(row) ? row : {};
    return {
      name,
      description: textOf(fields['description'], ''),
      type: textOf(fields['type'], 'string') as PlaceholderType,
      example: textOf(fields['example'], 'x'),
      source: sourceOf(textOf(fields['source'], 'ConfigMap/cluster-settings')),
      origin: { file: path, pointer: pointerOf([name]), key: true },
    };
  });
};
