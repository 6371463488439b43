import type { Diagnostic, FileChange, RenderResult } from '@keelson/renderer';
import type { Report } from './reporters.ts';

const colours = {
  error: 31,
  warning: 33,
  note: 36,
  dim: 2,
  bold: 1,
  created: 32,
  configured: 33,
  deleted: 31,
} as const;
type Paint = (colour: keyof typeof colours, text: string) => string;

/** Findings first, then what changed, then one line of figures. */
export const human = ({ command, results, isColoured }: Report): string => {
  const paint: Paint = (colour, text) => (isColoured ? `\u001b[${colours[colour]}m${text}\u001b[0m` : text);
  return results.map((result) => oneResult(command, result, paint)).join('');
};

const oneResult = (command: string, result: RenderResult, paint: Paint): string => {
  const lines = [
    ...result.diagnostics.flatMap((diagnostic) => finding(diagnostic, paint)),
    ...(result.changeSet === undefined || hasErrors(result) ? [] : changeLines(result.changeSet.changes, paint)),
    ...result.notices,
    closing(command, result, paint),
  ];
  return `${lines.join('\n')}\n`;
};

const finding = (diagnostic: Diagnostic, paint: Paint): string[] => {
  const { place, severity, code, message, hint, rendered, related = [] } = diagnostic;
  const at = place === undefined ? '' : `${paint('bold', `${place.file}:${place.line}:${place.column}`)} `;
  return [
    `${at}${paint(severity, `${severity}[${code}]`)} ${message}`,
    ...(rendered === undefined
      ? []
      : [paint('dim', `  rendered: ${rendered.file ?? ''} ${rendered.object} ${rendered.pointer}`.trimEnd())]),
    ...related.map((other) =>
      paint(
        'dim',
        `  ${other.place === undefined ? '' : `${other.place.file}:${other.place.line}:${other.place.column} `}${other.message}`,
      ),
    ),
    ...(hint === undefined ? [] : [`  hint: ${hint}`]),
  ];
};

const shownChanges = 40;

const changeLines = (changes: readonly FileChange[], paint: Paint): string[] => {
  const changed = changes.filter(({ change }) => change !== 'unchanged');
  const shown = changed
    .slice(0, shownChanges)
    .map(({ path, change }) => `${paint(change as 'created', change.padEnd(10))} ${path}`);
  return changed.length > shownChanges ? [...shown, `… and ${changed.length - shownChanges} more`] : shown;
};

const closing = (command: string, { cluster, diagnostics, changeSet, figures }: RenderResult, paint: Paint): string => {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  if (errors > 0)
    return paint('error', `${cluster}: ${errors} ${errors === 1 ? 'error' : 'errors'}, nothing was written`);
  const count = (change: FileChange['change']): number =>
    changeSet?.changes.filter((candidate) => candidate.change === change).length ?? 0;
  const difference = (['created', 'configured', 'deleted'] as const)
    .map((change) => `${count(change)} ${change}`)
    .join(', ');
  const verb = command === 'check' ? (isDrifted(changeSet?.changes) ? 'drifted' : 'up to date') : 'rendered';
  return `${cluster}: ${verb}, ${figures.apps} apps, ${figures.objects} objects in ${figures.files} files (${difference}, ${count('unchanged')} unchanged); ${figures.validated} validated by ${figures.engine}${figures.remembered > 0 ? ` (${figures.remembered} remembered)` : ''} against Kubernetes ${figures.kubernetes}`;
};

const hasErrors = ({ diagnostics }: RenderResult): boolean => diagnostics.some(({ severity }) => severity === 'error');

const isDrifted = (changes: readonly FileChange[] | undefined): boolean =>
  changes?.some(({ change }) => change !== 'unchanged') ?? false;
