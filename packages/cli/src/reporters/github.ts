import type { Diagnostic } from '@keelson/renderer';
import { human } from './human.ts';
import type { Report } from './reporters.ts';

const commands = { error: 'error', warning: 'warning', note: 'notice' } as const;

/** GitHub workflow commands (Actions documentation, "Workflow commands"), then the human summary. */
export const github = (report: Report): string => {
  const annotations = report.results.flatMap((result) => result.diagnostics.map(annotation));
  const summary = human({
    ...report,
    results: report.results.map((result) => ({ ...result, diagnostics: result.diagnostics })),
    isColoured: false,
  });
  return `${annotations.map((line) => `${line}\n`).join('')}${summary}`;
};

const annotation = ({ severity, code, message, hint, place }: Diagnostic): string => {
  const at = place === undefined ? '' : `file=${property(place.file)},line=${place.line},col=${place.column},`;
  return `::${commands[severity]} ${at}title=${property(code)}::${data(hint === undefined ? message : `${message}\n${hint}`)}`;
};

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
