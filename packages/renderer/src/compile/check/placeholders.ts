import type { Diagnostic, Origin } from '../../model/diagnostic.ts';
import type { JsonObject, JsonPointer } from '../../model/json.ts';
import { valueAt } from '../../model/json.ts';
import type { EvaluatedApp } from '../../model/names.ts';
import type { Placeholder } from '../../model/placeholder.ts';
import { documentedPlaceholder } from '../../model/placeholder.ts';
import { placeholdersIn } from '../../model/placeholder-syntax.ts';
import { undocumentedPlaceholder } from '../../model/undocumented.ts';
import { visitMentions } from './mentions.ts';
import { originOf } from './origin-of.ts';

/** Offset of the placeholder in what was written; absent when an expression made it. */
const writtenOffset = (app: EvaluatedApp, pointer: JsonPointer, name: string): number | undefined => {
  const written = valueAt((app.written ?? app.definition) as unknown as JsonObject, pointer);
  return typeof written === 'string'
    ? placeholdersIn(written).find((mention) => mention.name === name)?.offset
    : undefined;
};

const inDefinition = (app: EvaluatedApp, table: readonly Placeholder[]): Diagnostic[] => {
  const diagnostics: Diagnostic[] = [];
  visitMentions(app.definition as unknown as JsonObject, (name, pointerOf) => {
    if (documentedPlaceholder(table, name) !== undefined) return;
    const pointer = pointerOf();
    const offset = writtenOffset(app, pointer, name);
    diagnostics.push(
      undocumentedPlaceholder(name, table, { ...originOf(app, pointer), ...(offset === undefined ? {} : { offset }) }),
    );
  });
  return diagnostics;
};

/** The template's own text says it, or what the template reads does. */
const inTemplate = (app: EvaluatedApp, path: string, name: string): Origin => {
  const file = [...app.templates.values()].find((template) => template.path === path);
  const offset = placeholdersIn(file?.text ?? '').find((mention) => mention.name === name)?.offset;
  return { file: path, pointer: '', offset: offset ?? 0 };
};

const inTemplates = (app: EvaluatedApp, table: readonly Placeholder[]): Diagnostic[] => {
  const names = new Map<string, Set<string>>();
  const note = (path: string, name: string) => {
    if (documentedPlaceholder(table, name) === undefined) names.set(path, (names.get(path) ?? new Set()).add(name));
  };
  for (const { file, document } of app.manifests) visitMentions(document, (name) => note(file, name));
  for (const [key, text] of app.renderedFiles) {
    const path = app.templates.get(key.slice(key.indexOf('/') + 1))?.path ?? app.file;
    for (const { name } of placeholdersIn(text)) note(path, name);
  }
  return [...names].flatMap(([path, found]) =>
    [...found].map((name) => undocumentedPlaceholder(name, table, inTemplate(app, path, name))),
  );
};

/**
 * Placeholders that placeholders.yaml does not list (DESIGN section 5: every `${…}` that Flux would substitute is documented), at
 * their line and column. Files under `files/` are the author's, byte for byte, and hold none.
 */
export const undocumentedPlaceholders = (app: EvaluatedApp, table: readonly Placeholder[]): Diagnostic[] => [
  ...inDefinition(app, table),
  ...inTemplates(app, table),
];
