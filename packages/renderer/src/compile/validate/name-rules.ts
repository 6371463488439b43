import type { Diagnostic } from '../../model/diagnostic.ts';
import { isJsonObject } from '../../model/json.ts';
import type { AppSource, CategorySource, DefinitionFile } from '../../model/source.ts';

const reserved = ['cluster-', 'tier-'];

const nameOf = ({ data }: DefinitionFile): string | undefined => {
  const name = isJsonObject(data) ? data['name'] : undefined;
  return typeof name === 'string' ? name : undefined;
};

const differs = (file: DefinitionFile, found: string, expected: string, where: string): Diagnostic => ({
  code: 'name-differs',
  severity: 'error',
  message: `name: found ${found}, expected ${expected}, the name of its ${where}`,
  hint: `Write \`name: ${expected}\`, or rename the ${where}.`,
  origin: { file: file.path, pointer: '/name' },
});

const sameName = (file: DefinitionFile, expected: string, where: string): Diagnostic[] => {
  const found = nameOf(file);
  return found === undefined || found === expected ? [] : [differs(file, found, expected, where)];
};

const notReserved = ({ folder, definition }: AppSource): Diagnostic[] => {
  const prefix = reserved.find((word) => folder.startsWith(word));
  if (prefix === undefined) return [];
  const message = `name: found ${folder}, expected a name that does not start with ${prefix}`;
  const hint = 'Names of that form are those of the FluxKustomizations that Keelson itself makes.';
  return [
    { code: 'name-differs', severity: 'error', message, hint, origin: { file: definition.path, pointer: '/name' } },
  ];
};

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.ya?ml$/u, '');

/** Rules about names, by kind of file. */
export const nameRules = {
  app: (app: AppSource): Diagnostic[] => [...sameName(app.definition, app.folder, 'folder'), ...notReserved(app)],
  category: ({ name, definition }: CategorySource): Diagnostic[] => sameName(definition, name, 'folder'),
  cluster: (file: DefinitionFile): Diagnostic[] => {
    if (nameOf(file) !== undefined) return sameName(file, fileName(file.path), 'file');
    const message = 'the cluster file has no name, expected `name`; a file without one can only be extended';
    const hint = `Write \`name: ${fileName(file.path)}\`.`;
    return [{ code: 'missing-key', severity: 'error', message, hint, origin: { file: file.path, pointer: '' } }];
  },
};
