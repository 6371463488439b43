import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { type DiagnosticCode, diagnosticCodes, didYouMean, explainable, explained } from '@keelson/renderer';
import { expressionNames } from '@keelson/schema';
import type { Arguments } from '../arguments.ts';
import { exitCodes, UsageError } from '../exit-codes.ts';
import { print, warn } from '../output.ts';
import { explanationText } from './explain-text.ts';
import { inspected, printsJson, warnOfErrors } from './inspected.ts';

/** `keelson explain <subject>`: `names` and codes need no repository, everything else is looked up in each cluster. */
export const runExplain = async (options: Arguments, operands: readonly string[]): Promise<number> => {
  const isJson = printsJson('explain', options);
  const [subject, ...rest] = operands;
  if (subject === undefined || rest.length > 0)
    throw new UsageError('explain takes one subject: an app, <rendered file>:<line>, a diagnostic code, or names');
  const known = withoutRepository(subject);
  if (known !== undefined) {
    print(isJson ? jsonOf(known.data) : known.text);
    return exitCodes.clean;
  }
  const { root, inspections } = await inspected(options);
  const place = placeIn(root, subject);
  const found = inspections.flatMap((inspection) => {
    const explanation = explained(inspection, place ?? subject);
    if (explanation === undefined) return [];
    warnOfErrors(inspection);
    return [{ cluster: inspection.cluster.name, ...explanation }];
  });
  if (found.length === 0) throw unknown(place ?? subject, inspections.flatMap(explainable));
  for (const explanation of found)
    if (explanation.kind === 'line') warnOfDrift(root, explanation.file, explanation.line, explanation.text);
  const isSeveral = found.length > 1;
  print(
    isJson
      ? jsonOf({ explanations: found })
      : found.map((one) => `${isSeveral ? `cluster ${one.cluster}\n` : ''}${explanationText(one)}`).join('\n'),
  );
  return exitCodes.clean;
};

const jsonOf = (data: object): string => `${JSON.stringify({ version: 1, command: 'explain', ...data }, null, 2)}\n`;

const withoutRepository = (subject: string): { text: string; data: object } | undefined => {
  if (subject === 'names') return { text: namesText(), data: { names: expressionNames } };
  if (!Object.hasOwn(diagnosticCodes, subject)) return undefined;
  const code = subject as DiagnosticCode;
  const { meaning, example, cure } = diagnosticCodes[code];
  const indented = example.replaceAll('\n', '\n           ');
  return {
    text: `${code}\n  meaning: ${meaning}\n  example: ${indented}\n  cure:    ${cure}\n`,
    data: { code, meaning, example, cure },
  };
};

const namesText = (): string => {
  const width = Math.max(...expressionNames.map(({ pattern }) => pattern.length));
  const lines = expressionNames.map(({ pattern, type, description, only, printedOnly }) => {
    const notes = [...(only === undefined ? [] : [`only in ${only}`]), ...(printedOnly ? ['may only be printed'] : [])];
    return `${pattern.padEnd(width)}  ${type.padEnd(7)}  ${description}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
  });
  return `${lines.join('\n')}\n`;
};

/** `<file>:<line>` with the file's path from the root; `undefined` for a subject that is no place. */
const placeIn = (root: string, subject: string): string | undefined => {
  const [, path, line] = /^(.+?):(\d+)(?::\d+)?$/u.exec(subject) ?? [];
  if (path === undefined) return undefined;
  const fromHere =
    isAbsolute(path) || existsSync(join(process.cwd(), path))
      ? relative(root, join(isAbsolute(path) ? '' : process.cwd(), path))
      : path;
  return `${fromHere.split(sep).join('/').replace(/^\.\//u, '')}:${line}`;
};

const unknown = (subject: string, known: readonly string[]): UsageError => {
  const [, path, line] = /^(.+):(\d+)$/u.exec(subject) ?? [];
  if (path !== undefined && known.includes(path)) return new UsageError(`${path} has no line ${line}`);
  const what = path === undefined ? `there is no app, part or code "${subject}"` : `${path} is no rendered file`;
  const hint = didYouMean(path ?? subject, [...known, ...Object.keys(diagnosticCodes), 'names']);
  return new UsageError(hint === undefined ? what : `${what}. ${hint}`);
};

/** The lines explained are those of a fresh render: says so when the file on disk reads otherwise there. */
const warnOfDrift = (root: string, file: string, line: number, text: string): void => {
  const path = join(root, file);
  const onDisk = existsSync(path) ? readFileSync(path, 'utf8').split('\n')[line - 1]?.trim() : undefined;
  if (onDisk !== text) warn(`keelson: ${file} has drifted: line ${line} of a fresh render is explained\n`);
};
