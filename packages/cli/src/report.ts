import type { RenderResult } from '@keelson/renderer';
import type { Arguments } from './arguments.ts';
import { exitCodes } from './exit-codes.ts';
import { print } from './output.ts';
import { readVersion } from './package-folder.ts';
import { loadReporter } from './reporters/reporters.ts';

/** Prints what a run came to, and gives the exit code that says it. */
export const report = async (
  command: string,
  { reporter }: Arguments,
  results: readonly RenderResult[],
): Promise<number> => {
  const toText = await loadReporter(reporter);
  print(toText({ command, version: readVersion(), results, isColoured: isColoured() }));
  return exitCodeOf(command, results);
};

/** NO_COLOR (no-color.org) goes before FORCE_COLOR, and that before what standard output is. */
const isColoured = (): boolean => {
  const { NO_COLOR: refused = '', FORCE_COLOR: forced = '' } = process.env;
  if (refused !== '') return false;
  return forced === '' ? process.stdout.isTTY === true : forced !== '0' && forced !== 'false';
};

const exitCodeOf = (command: string, results: readonly RenderResult[]): number => {
  const hasError = results.some(({ diagnostics }) => diagnostics.some(({ severity }) => severity === 'error'));
  const hasDrift = results.some(({ changeSet }) => changeSet?.changes.some(({ change }) => change !== 'unchanged'));
  return hasError || (command === 'check' && hasDrift) ? exitCodes.findings : exitCodes.clean;
};
