import type { Diagnostic, Figures, FileChange, RenderResult } from '@keelson/renderer';
import { firstDifference } from './difference.ts';
import { type Paint, paintOf } from './paint.ts';
import type { Report } from './reporters.ts';

/** Findings first, then what changed, then one line of figures; one block a cluster. */
export const human = ({ command, results, isColoured }: Report): string =>
  results.map((result) => oneResult(command, result, paintOf(isColoured))).join('');

const oneResult = (command: string, result: RenderResult, paint: Paint): string => {
  const { diagnostics, changeSet, notices } = result;
  const lines = [
    ...diagnostics.flatMap((diagnostic) => finding(diagnostic, paint)),
    ...(hasErrors(result) ? [] : changeLines(command, changeSet?.changes ?? [], paint)),
    ...foreignLines(changeSet?.foreign ?? [], paint),
    ...notices.map((notice) => paint('warning', notice)),
    closing(command, result, paint),
  ];
  return `${lines.join('\n')}\n`;
};

const finding = (
  { place, severity, code, message, hint, rendered, related = [] }: Diagnostic,
  paint: Paint,
): string[] => [
  `${at(place, paint)}${paint(severity, `${severity}[${code}]`)} ${message}`,
  ...(rendered === undefined ? [] : [paint('dim', `  rendered: ${renderedAs(rendered)}`)]),
  ...related.map((other) => `  ${at(other.place, paint)}${other.message}`),
  ...(hint === undefined ? [] : [`  hint: ${hint}`]),
];

const at = (place: Diagnostic['place'], paint: Paint): string =>
  place === undefined ? '' : `${paint('bold', `${place.file}:${place.line}:${place.column}`)} `;

const renderedAs = ({ file, object, pointer }: NonNullable<Diagnostic['rendered']>): string =>
  [file, object, pointer].filter((part) => part !== undefined && part !== '').join(' ');

const shownChanges = 40;

/** `check` says why: the first line that differs. */
const changeLines = (command: string, changes: readonly FileChange[], paint: Paint): string[] => {
  const changed = changes.filter(({ change }) => change !== 'unchanged');
  const shown = changed.slice(0, shownChanges).flatMap((change) => {
    const difference = command === 'check' ? firstDifference(change) : undefined;
    const where = difference === undefined ? change.path : `${change.path}:${difference.line}`;
    return [
      `${paint(change.change as 'created', change.change.padEnd(10))} ${where}`,
      ...(difference?.before === undefined ? [] : [paint('deleted', `  - ${difference.before}`)]),
      ...(difference?.after === undefined ? [] : [paint('created', `  + ${difference.after}`)]),
    ];
  });
  return changed.length > shownChanges ? [...shown, `… and ${changed.length - shownChanges} more`] : shown;
};

const shownForeign = 5;

const foreignLines = (foreign: readonly string[], paint: Paint): string[] => {
  if (foreign.length === 0) return [];
  const rest = foreign.length > shownForeign ? `, and ${foreign.length - shownForeign} more` : '';
  const count = foreign.length === 1 ? '1 file' : `${foreign.length} files`;
  return [
    paint('dim', `${count} in the tree not written by Keelson: ${foreign.slice(0, shownForeign).join(', ')}${rest}`),
  ];
};

const closing = (command: string, result: RenderResult, paint: Paint): string => {
  const { cluster, diagnostics, changeSet, figures } = result;
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  if (figures === undefined || changeSet === undefined || errors > 0)
    return paint(
      'error',
      `${cluster}: ${counted(errors, 'error')}${command === 'check' ? '' : ', nothing was written'}`,
    );
  return `${cluster}: ${verbOf(command, changeSet.changes)} ${figuresText(figures)} (${changesText(changeSet.changes)}); ${validationText(figures)}`;
};

const verbOf = (command: string, changes: readonly FileChange[]): string => {
  if (command !== 'check') return command === 'link' ? 'linked' : 'rendered';
  return changes.some(({ change }) => change !== 'unchanged') ? 'drifted:' : 'up to date:';
};

const figuresText = ({ apps, objects, files }: Figures): string =>
  `${counted(apps, 'app')}, ${counted(objects, 'object')} in ${counted(files, 'file')}`;

const changesText = (changes: readonly FileChange[]): string =>
  (['created', 'configured', 'deleted', 'unchanged'] as const)
    .map((wanted) => [changes.filter(({ change }) => change === wanted).length, wanted] as const)
    .filter(([count]) => count > 0)
    .map(([count, wanted]) => `${count} ${wanted}`)
    .join(', ');

/** Every object is spoken of: validated now, or proved before with the same bytes, schema and engine. */
const validationText = ({ validated, remembered, engine, kubernetes }: Figures): string => {
  const earlier = remembered === 0 ? '' : `, ${remembered} proved before`;
  return `${validated} validated by ${engine}${earlier}, Kubernetes ${kubernetes}`;
};

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const hasErrors = ({ diagnostics }: RenderResult): boolean => diagnostics.some(({ severity }) => severity === 'error');
