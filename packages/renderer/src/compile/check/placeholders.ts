import { checkPlaceholderValue } from '@keelson/schema';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { JsonObject, JsonPointer } from '../../model/json.ts';
import { valueAt } from '../../model/json.ts';
import type { EvaluatedApp } from '../../model/names.ts';
import type { Placeholder } from '../../model/placeholder.ts';
import { type PlaceholderFault, placeholderFaultsIn } from '../../model/placeholder-faults.ts';
import { originOf } from './origin-of.ts';
import { visitTexts } from './visit-texts.ts';

const faultsOf = (text: string, table: readonly Placeholder[]): PlaceholderFault[] =>
  placeholderFaultsIn(text, table, checkPlaceholderValue);

/** Where what an expression or a template made of a text stands in what was written; `undefined` when it made all of it. */
const offsetIn = (written: string, found: string): number | undefined => {
  for (let at = written.indexOf(found); at !== -1; at = written.indexOf(found, at + 1))
    if (written[at - 1] !== '$') return at;
  return undefined;
};

const inDefinition = (app: EvaluatedApp, table: readonly Placeholder[]): Diagnostic[] => {
  const diagnostics: Diagnostic[] = [];
  visitTexts(app.definition as unknown as JsonObject, (text, pointerOf) => {
    for (const fault of faultsOf(text, table)) {
      const pointer: JsonPointer = pointerOf();
      const written = valueAt((app.written ?? app.definition) as unknown as JsonObject, pointer);
      const offset = typeof written === 'string' ? offsetIn(written, fault.found) : undefined;
      diagnostics.push(fault.at({ ...originOf(app, pointer), ...(offset === undefined ? {} : { offset }) }));
    }
  });
  return diagnostics;
};

const inTemplates = (app: EvaluatedApp, table: readonly Placeholder[]): Diagnostic[] => {
  const faults = new Map<string, Diagnostic>();
  const sources = new Map([...app.templates.values()].map((template) => [template.path, template.text]));
  const note = (path: string, text: string) => {
    for (const fault of faultsOf(text, table)) {
      const offset = offsetIn(sources.get(path) ?? '', fault.found) ?? 0;
      const diagnostic = fault.at({ file: path, pointer: '', offset });
      faults.set(JSON.stringify([path, fault.found, diagnostic.code]), diagnostic);
    }
  };
  for (const { file, document } of app.manifests) visitTexts(document, (text) => note(file, text));
  for (const [key, text] of app.renderedFiles) {
    note(app.templates.get(key.slice(key.indexOf('/') + 1))?.path ?? app.file, text);
  }
  return [...faults.values()];
};

/**
 * What is wrong with the placeholders of an app (DESIGN section 5: every `${…}` that Flux would substitute is a documented
 * placeholder), at their line and column. Files under `files/` are the author's, byte for byte, and hold none.
 */
export const placeholderFaults = (app: EvaluatedApp, table: readonly Placeholder[]): Diagnostic[] => [
  ...inDefinition(app, table),
  ...inTemplates(app, table),
];
