import { currentEnvironment } from '@keelson/kubeconform';
import { type RenderResult, render, staleObjectFiles } from '@keelson/renderer';
import type { Arguments } from '../arguments.ts';
import { exitCodes, UsageError } from '../exit-codes.ts';
import { buildIdentity, packagedSchemas } from '../package-folder.ts';
import { reporters } from '../reporters/reporters.ts';
import { targetOf } from './clusters.ts';

export const runRender = (options: Arguments): Promise<number> => renderClusters('render', options, true);
export const runCheck = (options: Arguments): Promise<number> => renderClusters('check', options, false);

/** Links what `keelson compile` left; a category without a valid object file is named, because CI relies on them. */
export const runLink = async (options: Arguments): Promise<number> => {
  const { root, clusters } = await targetOf(options);
  for (const cluster of clusters) {
    const stale = await staleObjectFiles({ root, cluster, builder: buildIdentity() });
    if (stale.length > 0)
      throw new UsageError(`${cluster}: no valid object file of ${stale.join(', ')}; run turbo run compile first`);
  }
  return renderClusters('link', options, true);
};

const renderClusters = async (command: string, options: Arguments, write: boolean): Promise<number> => {
  const { root, clusters } = await targetOf(options);
  const builder = buildIdentity();
  const results: RenderResult[] = [];
  for (const cluster of clusters)
    results.push(
      await render({
        root,
        cluster,
        write,
        builder,
        link: {
          force: options.force,
          verify: {
            root,
            environment: currentEnvironment(),
            packagedSchemas: packagedSchemas(),
            remember: command !== 'check',
            allowEmbedded: options.allowEmbedded || process.env['CI'] !== 'true',
            progress: (line) => void process.stderr.write(`${line}\n`),
          },
        },
      }),
    );
  const text = reporters[options.reporter]({ command, results, isColoured: isColoured() });
  process.stdout.write(text);
  return exitCodeOf(command, results);
};

const isColoured = (): boolean => {
  if (process.env['NO_COLOR'] !== undefined && process.env['NO_COLOR'] !== '') return false;
  return process.stdout.isTTY === true || (process.env['FORCE_COLOR'] ?? '0') !== '0';
};

const exitCodeOf = (command: string, results: readonly RenderResult[]): number => {
  const hasError = results.some(({ diagnostics }) => diagnostics.some(({ severity }) => severity === 'error'));
  const hasDrift = results.some(({ changeSet }) => changeSet?.changes.some(({ change }) => change !== 'unchanged'));
  return hasError || (command === 'check' && hasDrift) ? exitCodes.findings : exitCodes.clean;
};
