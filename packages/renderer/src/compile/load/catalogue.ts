import { join } from 'node:path';
import type { AppSource, CategorySource, DefinitionFile, TextFile } from '../../model/source.ts';
import type { Reader } from './folder.ts';
import { entriesOf, filesBelow, pathInSources, readText, report } from './folder.ts';
import { parseDefinition } from './parse-definition.ts';

/** Reads and parses one definition; `undefined` with a diagnostic when it cannot be. */
export const readDefinition = (reader: Reader, absolute: string): DefinitionFile | undefined => {
  const text = readText(reader, absolute);
  if (text === undefined) return undefined;
  const path = pathInSources(reader, absolute);
  const known = reader.memory?.recall(path, text);
  if (known !== undefined) return known;
  const { file, diagnostics } = parseDefinition(path, text);
  reader.diagnostics.push(...diagnostics);
  if (file !== undefined) reader.memory?.keep(text, file);
  return file;
};

const textFiles = (reader: Reader, folder: string): Map<string, TextFile> => {
  const files = new Map<string, TextFile>();
  for (const [name, { path, text }] of filesBelow(reader, folder)) {
    if (text === undefined)
      report(reader, 'yaml-syntax', path, `${path} is not UTF-8 text`, 'Move it to files/, or save it as UTF-8.');
    else files.set(name, { path, text });
  }
  return files;
};

/** A folder with files and no definition is an app that somebody believes to run. */
const noApp = (reader: Reader, path: string): void => {
  reader.diagnostics.push({
    code: 'file-missing',
    severity: 'warning',
    message: `${path} holds files but no app.yaml, so it is no app`,
    hint: 'Create its app.yaml, or move the files elsewhere.',
    place: { file: path, line: 1, column: 1 },
  });
};

const loadApp = (reader: Reader, category: string, folder: string, absolute: string): AppSource | undefined => {
  const entries = entriesOf(reader, absolute);
  const has = (name: string, isFolder: boolean) =>
    entries.some((entry) => entry.name === name && entry.folder === isFolder);
  if (!has('app.yaml', false)) {
    if (!has('app.yml', false)) {
      if (entries.length > 0) noApp(reader, pathInSources(reader, absolute));
      return undefined;
    }
    const path = pathInSources(reader, join(absolute, 'app.yml'));
    report(reader, 'file-missing', path, `found ${path}, expected app.yaml`, 'Rename it to app.yaml.');
    reader.faulty.add(`${category}/${folder}`);
    return undefined;
  }
  const definition = readDefinition(reader, join(absolute, 'app.yaml'));
  if (definition === undefined) {
    reader.faulty.add(`${category}/${folder}`);
    return undefined;
  }
  const templates = has('templates', true) ? textFiles(reader, join(absolute, 'templates')) : new Map();
  const files = has('files', true) ? filesBelow(reader, join(absolute, 'files')) : new Map();
  return { category, folder, definition, templates, files };
};

const loadCategory = (reader: Reader, name: string, absolute: string): CategorySource | undefined => {
  const entries = entriesOf(reader, absolute);
  const apps: AppSource[] = [];
  for (const entry of entries) {
    if (!entry.folder) continue;
    const app = loadApp(reader, name, entry.name, join(absolute, entry.name));
    if (app !== undefined) apps.push(app);
  }
  if (entries.some((entry) => entry.name === 'category.yaml' && !entry.folder)) {
    const definition = readDefinition(reader, join(absolute, 'category.yaml'));
    if (definition !== undefined) return { name, definition, apps };
    reader.faulty.add(name);
  } else if (apps.length > 0) {
    const path = pathInSources(reader, join(absolute, 'category.yaml'));
    report(reader, 'file-missing', path, `${path} is missing`, 'Create it with `name` and `description`.');
    reader.faulty.add(name);
  }
  return undefined;
};

/**
 * `<catalogue>/<category>/category.yaml` and `<catalogue>/<category>/<app>/app.yaml` with its `templates/` and `files/`,
 * sorted by name. A definition that cannot be parsed is reported and left out; a folder without one is no app.
 */
export const loadCatalogue = (reader: Reader, catalogue: string): CategorySource[] => {
  const categories: CategorySource[] = [];
  for (const entry of entriesOf(reader, catalogue)) {
    if (!entry.folder) continue;
    const category = loadCategory(reader, entry.name, join(catalogue, entry.name));
    if (category !== undefined) categories.push(category);
  }
  return categories;
};
