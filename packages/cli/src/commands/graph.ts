import { didYouMean, graph, graphFormats } from '@keelson/renderer';
import type { Arguments } from '../arguments.ts';
import { exitCodes, UsageError } from '../exit-codes.ts';
import { print } from '../output.ts';
import { inspected, warnOfErrors } from './inspected.ts';

/** `keelson graph`: one cluster, one graph; `--app` takes `category/app` or the app's name. */
export const runGraph = async (options: Arguments): Promise<number> => {
  const format = options.format ?? 'mermaid';
  if (!isFormat(format))
    throw new UsageError(`unknown format "${format}": expected one of ${Object.keys(graphFormats).join(', ')}`);
  const { inspections } = await inspected(options);
  const [inspection, other] = inspections;
  if (inspection === undefined || other !== undefined)
    throw new UsageError(
      `a graph is of one cluster: give --cluster with one of ${inspections.map(({ cluster }) => cluster.name).join(', ')}`,
    );
  warnOfErrors(inspection);
  const apps = new Map(inspection.ordered.parts.flatMap(({ app }) => [[app.id, app.id] as const, [app.name, app.id]]));
  const app = options.app === undefined ? undefined : apps.get(options.app);
  if (options.app !== undefined && app === undefined)
    throw new UsageError(
      [`cluster ${inspection.cluster.name} runs no app "${options.app}"`, didYouMean(options.app, [...apps.keys()])]
        .filter((text) => text !== undefined)
        .join('. '),
    );
  print(graphFormats[format](graph(inspection.ordered, inspection.cluster, app)));
  return exitCodes.clean;
};

const isFormat = (name: string): name is keyof typeof graphFormats => Object.hasOwn(graphFormats, name);
