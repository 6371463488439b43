import type { Diagnostic, FileChange } from '@keelson/renderer';
import { human } from './human.ts';
import type { Report } from './reporters.ts';

const commands = { error: 'error', warning: 'warning', note: 'notice' } as const;

/**
 * GitHub workflow commands (Actions documentation, "Workflow commands"), then the human report. A finding that several clusters
 * share is annotated once; `check` annotates each file that drifted.
 */
export const github = (report: Report): string => {
  const annotations = new Set([
    ...report.results.flatMap(({ diagnostics }) => diagnostics.map(annotation)),
    ...(report.command === 'check' ? report.results.flatMap(({ changeSet }) => drift(changeSet?.changes ?? [])) : []),
  ]);
  return `${[...annotations].map((line) => `${line}\n`).join('')}${human({ ...report, isColoured: false })}`;
};

const annotation = ({ severity, code, message, hint, place }: Diagnostic): string => {
  const at = place === undefined ? '' : `file=${property(place.file)},line=${place.line},col=${place.column},`;
  return `::${commands[severity]} ${at}title=${property(code)}::${data(hint === undefined ? message : `${message}\n${hint}`)}`;
};

const drift = (changes: readonly FileChange[]): string[] =>
  changes
    .filter(({ change }) => change !== 'unchanged')
    .map(
      ({ path, change }) =>
        `::error file=${property(path)},title=drift::${data(`${path} would be ${change}: run \`pnpm render\` and commit the tree`)}`,
    );

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
