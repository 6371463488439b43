import { parseDocument } from 'yaml';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { JsonValue } from '../../model/json.ts';
import type { DefinitionFile } from '../../model/source.ts';
import type { YamlFault } from '../../model/yaml-fault.ts';
import { placeOfOffset, syntaxFault } from '../../model/yaml-fault.ts';
import { convertDocument } from './convert-document.ts';

/** A definition file after parsing: `file` is absent when the text is not well-formed. */
export interface ParsedDefinition {
  file?: DefinitionFile;
  diagnostics: Diagnostic[];
}

const reportOf =
  (path: string, text: string) =>
  (fault: YamlFault): Diagnostic => ({
    code: fault.code ?? 'yaml-syntax',
    severity: 'error',
    message: fault.message,
    ...(fault.hint === undefined ? {} : { hint: fault.hint }),
    origin: { file: path, pointer: '', offset: fault.offset },
    place: { file: path, ...placeOfOffset(text, fault.offset) },
  });

/**
 * Parses one definition: YAML 1.2 core, one document, no anchors, aliases, tags, merge keys or duplicate keys (FORMAT
 * section 1: one scalar, one origin). An empty file is `{}`, so that its schema can say what is missing. The syntax tree is
 * dropped at once; `positionOf` parses again when a position is asked for.
 */
export const parseDefinition = (path: string, written: string): ParsedDefinition => {
  const text = written.startsWith('\uFEFF') ? written.slice(1) : written;
  const report = reportOf(path, text);
  // `silent` would also silence a second document. Duplicate keys are looked for in the conversion, which has to walk the tree anyway.
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false, logLevel: 'error' });
  const first = document.errors[0] ?? document.warnings[0];
  // What follows a first syntax error is nearly always its consequence.
  if (first !== undefined) return { diagnostics: [report(syntaxFault(text, first))] };
  if (document.directives?.yaml.explicit === true) {
    const message = 'found a %YAML directive, expected none: definitions are YAML 1.2';
    return { diagnostics: [report({ offset: 0, message, hint: 'Remove the directive.' })] };
  }
  const quoted = new Set<string>();
  const faults: YamlFault[] = [];
  const data: JsonValue = document.contents === null ? {} : convertDocument(document.contents, quoted, faults);
  if (faults.length > 0) return { diagnostics: faults.map(report) };
  return { file: { path, text, data: data ?? {}, quoted }, diagnostics: [] };
};
