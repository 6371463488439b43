import { currentEnvironment } from '@keelson/kubeconform';
import { type RenderResult, render, staleObjectFiles } from '@keelson/renderer';
import { keepClusters } from '@keelson/renderer/unchanged';
import type { Arguments } from '../arguments.ts';
import { UsageError } from '../exit-codes.ts';
import { buildIdentity, packagedSchemas } from '../package-folder.ts';
import { type Progress, progressOf } from '../progress.ts';
import { report } from '../report.ts';
import { type Target, targetOf } from './clusters.ts';
import { keepGuide } from './guide.ts';

/** @param inputs What `inputsOf` took before anything was read; absent: the results are not kept. */
export const renderClusters = async (command: string, options: Arguments, inputs?: string): Promise<number> => {
  const target = await targetOf(options);
  const isWhole = options.clusters.length === 0;
  const rendered = await allResults(command, options, target, inputs);
  const results = await keepGuide(target.root, rendered, { write: command !== 'check', isWhole });
  if (isWhole) keepClusters(target.root, inputs, target.clusters);
  return report(command, options, results);
};

/** Links what `keelson compile` left; a category without a valid object file is named, because CI relies on them. */
export const linkClusters = async (options: Arguments): Promise<number> => {
  const target = await targetOf(options);
  for (const cluster of target.clusters) {
    const stale = await staleObjectFiles({ root: target.root, cluster, builder: buildIdentity() });
    if (stale.length > 0)
      throw new UsageError(
        `${cluster}: the object file of ${stale.join(', ')} is missing or stale: run \`keelson compile\` (or \`turbo run compile\`) first`,
      );
  }
  return report('link', options, await allResults('link', options, target));
};

const allResults = async (
  command: string,
  options: Arguments,
  { root, clusters }: Target,
  inputs?: string,
): Promise<RenderResult[]> => {
  const progress = progressOf(process.stderr.isTTY === true);
  const results: RenderResult[] = [];
  try {
    for (const cluster of clusters) results.push(await renderOne(command, options, root, cluster, progress, inputs));
  } finally {
    progress.done();
  }
  return results;
};

const renderOne = (
  command: string,
  options: Arguments,
  root: string,
  cluster: string,
  progress: Progress,
  inputs?: string,
): Promise<RenderResult> =>
  render({
    root,
    cluster,
    write: command !== 'check',
    builder: buildIdentity(),
    ...(inputs === undefined ? {} : { inputs }),
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
