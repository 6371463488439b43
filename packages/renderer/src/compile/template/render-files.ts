import { parseAllDocuments } from 'yaml';
import type { MergedApp } from '../../model/cluster.ts';
import type { Diagnostic, Staged } from '../../model/diagnostic.ts';
import type { JsonObject } from '../../model/json.ts';
import { isJsonObject } from '../../model/json.ts';
import type { RenderedManifest } from '../../model/names.ts';
import type { TextFile } from '../../model/source.ts';
import { placeOfOffset, syntaxFault } from '../../model/yaml-fault.ts';
import { encryptedManifest, isEncryptedName } from './encrypted.ts';
import { nameRoots } from './names/app-names.ts';
import { problemDiagnostic } from './problem.ts';
import type { RenderedText } from './text.ts';
import { renderTextTemplate } from './text.ts';

interface Files {
  app: MergedApp;
  names: JsonObject;
}

const render = ({ app, names }: Files, file: TextFile, diagnostics: Diagnostic[]): RenderedText => {
  const rendered = renderTextTemplate({
    file: file.path,
    text: file.text,
    names,
    read: (relative) => {
      const found = app.templates.get(relative);
      return found && { file: found.path, text: found.text };
    },
    known: [...app.templates.keys()],
    roots: nameRoots,
  });
  const origin = { file: file.path, pointer: '' };
  diagnostics.push(...rendered.problems.map((problem) => problemDiagnostic(problem, origin)));
  return rendered;
};

/** A fault of the rendered YAML, at the line of the template that made the line. */
const faultOf = (
  rendered: RenderedText,
  file: TextFile,
  fault: { offset: number; message: string; hint?: string },
): Diagnostic => {
  const at = placeOfOffset(rendered.text, fault.offset);
  const line = rendered.lineMap[at.line - 1];
  const made = { file: line?.file ?? file.path, line: line?.line ?? 1 };
  return {
    code: 'yaml-syntax',
    severity: 'error',
    message: `rendered, the template is not well-formed YAML: ${fault.message}`,
    ...(fault.hint === undefined ? {} : { hint: fault.hint }),
    origin: { file: made.file, pointer: '' },
    place: { file: made.file, line: made.line, column: 1 },
  };
};

const documentsOf = (rendered: RenderedText, file: TextFile, diagnostics: Diagnostic[]): RenderedManifest[] => {
  const documents = parseAllDocuments(rendered.text, { prettyErrors: false, logLevel: 'silent' });
  const manifests: RenderedManifest[] = [];
  for (const [index, document] of [...documents].entries()) {
    const [error] = document.errors;
    if (error !== undefined) {
      diagnostics.push(faultOf(rendered, file, syntaxFault(rendered.text, error)));
      continue;
    }
    if (document.contents === null) continue;
    const data: unknown = document.toJS({ maxAliasCount: 100 });
    if (data === null) continue;
    if (isJsonObject(data)) manifests.push({ file: file.path, document: data, index });
    else {
      const message = `document ${index + 1} is ${Array.isArray(data) ? 'a list' : 'text'}, expected a Kubernetes object`;
      diagnostics.push(faultOf(rendered, file, { offset: document.contents.range?.[0] ?? 0, message }));
    }
  }
  return manifests;
};

const listAt = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/** `manifests`: each template rendered, then parsed; documents that hold nothing are passed over. `check` reports absent files. */
export const renderManifests = (files: Files): Staged<RenderedManifest[]> => {
  const diagnostics: Diagnostic[] = [];
  const written = listAt((files.app.definition as unknown as JsonObject)['manifests']);
  const items = written.flatMap((name) => {
    const file = files.app.templates.get(name.replace(/^templates\//u, ''));
    if (file === undefined) return [];
    if (isEncryptedName(file.path)) return encryptedManifest(file, diagnostics);
    const rendered = render(files, file, diagnostics);
    return rendered.problems.length > 0 ? [] : documentsOf(rendered, file, diagnostics);
  });
  return { items, diagnostics };
};

/** `storage.<x>.templates`, rendered: key `<x>/<file>`. */
export const renderStorageTemplates = (files: Files): Staged<Map<string, string>> => {
  const diagnostics: Diagnostic[] = [];
  const items = new Map<string, string>();
  const storage = (files.app.definition as unknown as JsonObject)['storage'];
  for (const [name, entry] of Object.entries(isJsonObject(storage) ? storage : {})) {
    for (const template of listAt(isJsonObject(entry) ? entry['templates'] : undefined)) {
      const file = files.app.templates.get(template);
      if (file === undefined) continue;
      const rendered = render(files, file, diagnostics);
      if (rendered.problems.length === 0) items.set(`${name}/${template}`, rendered.text);
    }
  }
  return { items, diagnostics };
};
