import { currentEnvironment } from '@keelson/kubeconform';
import { type RenderResult, render, staleObjectFiles } from '@keelson/renderer';
import type { Arguments } from '../arguments.ts';
import { exitCodes, UsageError } from '../exit-codes.ts';
import { print } from '../output.ts';
import { buildIdentity, packagedSchemas, readVersion } from '../package-folder.ts';
import { type Progress, progressOf } from '../progress.ts';
import { reporters } from '../reporters/reporters.ts';
import { type Target, targetOf } from './clusters.ts';

export const runRender = async (options: Arguments): Promise<number> =>
  renderClusters('render', options, await targetOf(options));

/** Renders and validates without writing, and trusts no earlier proof. */
export const runCheck = async (options: Arguments): Promise<number> =>
  renderClusters('check', options, await targetOf(options));

/** Links what `keelson compile` left; a category without a valid object file is named, because CI relies on them. */
export const runLink = async (options: Arguments): Promise<number> => {
  const target = await targetOf(options);
  for (const cluster of target.clusters) {
    const stale = await staleObjectFiles({ root: target.root, cluster, builder: buildIdentity() });
    if (stale.length > 0)
      throw new UsageError(
        `${cluster}: the object file of ${stale.join(', ')} is missing or stale: run \`keelson compile\` (or \`turbo run compile\`) first`,
      );
  }
  return renderClusters('link', options, target);
};

const renderClusters = async (command: string, options: Arguments, { root, clusters }: Target): Promise<number> => {
  const progress = progressOf(process.stderr.isTTY === true);
  const results: RenderResult[] = [];
  try {
    for (const cluster of clusters) results.push(await renderOne(command, options, root, cluster, progress));
  } finally {
    progress.done();
  }
  print(reporters[options.reporter]({ command, version: readVersion(), results, isColoured: isColoured() }));
  return exitCodeOf(command, results);
};

const renderOne = (
  command: string,
  options: Arguments,
  root: string,
  cluster: string,
  progress: Progress,
): Promise<RenderResult> =>
  render({
    root,
    cluster,
    write: command !== 'check',
    builder: buildIdentity(),
    stage: (stage) => progress.show(`${cluster}: ${stage}`),
    link: {
      force: options.force,
      verify: {
        root,
        environment: currentEnvironment(),
        packagedSchemas: packagedSchemas(),
        remember: command !== 'check',
        allowEmbedded: options.allowEmbedded || process.env['CI'] !== 'true',
        progress: progress.say,
      },
    },
  });

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
