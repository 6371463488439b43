import type { Diagnostic, Origin } from '../../model/diagnostic.ts';
import type { JsonObject, JsonPointer } from '../../model/json.ts';
import { valueAt } from '../../model/json.ts';
import type { EvaluatedApp } from '../../model/names.ts';
import type { Placeholder } from '../../model/placeholder.ts';
import { documentedPlaceholder } from '../../model/placeholder.ts';
import { placeholdersIn } from '../../model/placeholder-syntax.ts';
import { undocumentedPlaceholder } from '../../model/undocumented.ts';
import { malformedIn } from './malformed.ts';
import { originOf } from './origin-of.ts';
import { visitTexts } from './visit-texts.ts';

/** One fault of a text: what it looks like there, by which it is found again in what was written, and its diagnostic. */
interface Fault {
  /** The same text has it at this offset; `undefined`: an expression or a template made it. */
  offsetIn: (written: string) => number | undefined;
  key: string;
  at: (origin: Origin) => Diagnostic;
}

const malformed = (found: string): Fault => ({
  key: found,
  offsetIn: (written) => malformedIn(written).find((other) => other.found === found)?.offset,
  at: (origin) => ({
    code: 'placeholder-syntax',
    severity: 'error',
    message: `found ${found}, which substitution does not read as a placeholder`,
    hint: `Write \${NAME}, with an operator of envsubst if need be; $${found} is the literal text.`,
    origin,
  }),
});

const undocumented = (name: string, table: readonly Placeholder[]): Fault => ({
  key: name,
  offsetIn: (written) => placeholdersIn(written).find((mention) => mention.name === name)?.offset,
  at: (origin) => undocumentedPlaceholder(name, table, origin),
});

const faultsOf = (text: string, table: readonly Placeholder[]): Fault[] => {
  const broken = malformedIn(text);
  const mentions = placeholdersIn(text).filter(
    ({ name, offset }) =>
      documentedPlaceholder(table, name) === undefined && !broken.some((other) => other.offset === offset),
  );
  return [
    ...broken.map(({ found }) => malformed(found)),
    ...[...new Set(mentions.map(({ name }) => name))].map((name) => undocumented(name, table)),
  ];
};

const inDefinition = (app: EvaluatedApp, table: readonly Placeholder[]): Diagnostic[] => {
  const diagnostics: Diagnostic[] = [];
  visitTexts(app.definition as unknown as JsonObject, (text, pointerOf) => {
    for (const fault of faultsOf(text, table)) {
      const pointer: JsonPointer = pointerOf();
      const written = valueAt((app.written ?? app.definition) as unknown as JsonObject, pointer);
      const offset = typeof written === 'string' ? fault.offsetIn(written) : undefined;
      diagnostics.push(fault.at({ ...originOf(app, pointer), ...(offset === undefined ? {} : { offset }) }));
    }
  });
  return diagnostics;
};

const inTemplates = (app: EvaluatedApp, table: readonly Placeholder[]): Diagnostic[] => {
  const faults = new Map<string, Diagnostic>();
  const note = (path: string, text: string) => {
    for (const fault of faultsOf(text, table)) {
      const source = [...app.templates.values()].find((template) => template.path === path);
      const offset = fault.offsetIn(source?.text ?? '') ?? 0;
      faults.set(JSON.stringify([path, fault.key]), fault.at({ file: path, pointer: '', offset }));
    }
  };
  for (const { file, document } of app.manifests) visitTexts(document, (text) => note(file, text));
  for (const [key, text] of app.renderedFiles) {
    note(app.templates.get(key.slice(key.indexOf('/') + 1))?.path ?? app.file, text);
  }
  return [...faults.values()];
};

/**
 * Placeholders that placeholders.yaml does not list, and `${` that is no placeholder at all (DESIGN section 5: every `${…}` that
 * Flux would substitute is documented), at their line and column. Files under `files/` are the author's, byte for byte, and
 * hold none.
 */
export const placeholderFaults = (app: EvaluatedApp, table: readonly Placeholder[]): Diagnostic[] => [
  ...inDefinition(app, table),
  ...inTemplates(app, table),
];
