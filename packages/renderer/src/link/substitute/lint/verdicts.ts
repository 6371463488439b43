import type { Diagnostic } from '../../../model/diagnostic.ts';
import { type JsonValue, valueAt } from '../../../model/json.ts';
import { asJson, hasMetadata, objectName } from '../../../model/kubernetes.ts';
import type { ExpectedObject } from '../../../model/linked.ts';
import { documentedPlaceholder, type Placeholder } from '../../../model/placeholder.ts';
import { findPlaceholders } from '../placeholders.ts';
import type { ScalarChange } from '../read-in-place.ts';

const shown = (seen: ScalarChange['seen']): string => {
  if (seen === undefined || seen === null) return 'null';
  return typeof seen === 'object' ? (Array.isArray(seen) ? 'a list' : 'a map') : `the ${typeof seen} ${seen}`;
};

const cure = (written: string): string => {
  const [first] = findPlaceholders(written);
  if (first === undefined) return 'Write the text so that YAML reads it as a string.';
  if (first.default !== undefined)
    return `Put the default in \`settings:\` of the cluster file (${first.name}) and write \${${first.name}} alone: it is then written so that it stays a string.`;
  if (first.operator === '' && first.start === 0 && first.end === written.length)
    return `Write \${${first.name}#: }, which removes nothing and keeps the quotes.`;
  return 'Put the whole text into one setting, or add a character that makes it text.';
};

/** The placeholder of a text, else its first line: by either it is found again in a template. */
const mentionOf = (written: JsonValue | undefined): { mention?: string } => {
  if (typeof written !== 'string' || written === '') return {};
  const [first] = findPlaceholders(written);
  return { mention: first === undefined ? written.split('\n')[0]!.slice(0, 80) : `\${${first.name}` };
};

/** A field that a placeholder fills is wrong because of the placeholder's type, or because it is the wrong one. */
const hintOf = (written: JsonValue | undefined, placeholders: readonly Placeholder[]): { hint?: string } => {
  const [first] = typeof written === 'string' ? findPlaceholders(written) : [];
  const row = first === undefined ? undefined : documentedPlaceholder(placeholders, first.name);
  if (first === undefined || row === undefined) return {};
  return {
    hint: `It is filled in by \${${first.name}}, of type ${row.type} with the example ${JSON.stringify(row.example)}: correct its row in placeholders.yaml, or use another placeholder.`,
  };
};

/**
 * Says of a verdict what caused it: the schema wants a string, and the field is no string any more once kustomize has dropped its
 * quotes and Flux has filled in its placeholder. Other verdicts stay as they are; each is given the text of its field.
 */
export const explainVerdicts = (
  diagnostics: readonly Diagnostic[],
  expected: readonly ExpectedObject[],
  placeholders: readonly Placeholder[],
): Diagnostic[] => {
  if (!diagnostics.some(({ code }) => code === 'object-invalid')) return [...diagnostics];
  const known = new Map(
    expected.map((one) => [`${one.path} ${hasMetadata(one.object) ? objectName(one.object) : one.object.kind}`, one]),
  );
  return diagnostics.map((diagnostic): Diagnostic => {
    const { rendered } = diagnostic;
    const one = known.get(`${rendered?.file} ${rendered?.object}`);
    if (diagnostic.code !== 'object-invalid' || rendered === undefined || one === undefined) return diagnostic;
    const written = valueAt(asJson(one.document.object), rendered.pointer);
    const found = { ...diagnostic, rendered: { ...rendered, ...mentionOf(written) } };
    const change = one.changes?.find(({ pointer }) => pointer === rendered.pointer);
    if (change === undefined || typeof change.seen === 'string') return { ...found, ...hintOf(written, placeholders) };
    return {
      ...found,
      code: 'placeholder-not-string',
      message: `${rendered.object} ${rendered.pointer}: ${change.written} arrives as ${shown(change.seen)}, expected a string: quotes do not last until the value is filled in`,
      hint: cure(change.written),
    };
  });
};
