import type { Report } from './reporters.ts';

/** Version 1 of the machine-readable report; docs/reporters.md and its JSON Schema describe it. */
export const json = ({ command, results }: Report): string =>
  `${JSON.stringify(
    {
      version: 1,
      command,
      clusters: results.map(({ cluster, diagnostics, changeSet, figures }) => ({
        cluster,
        diagnostics,
        changes: (changeSet?.changes ?? [])
          .filter(({ change }) => change !== 'unchanged')
          .map(({ path, change }) => ({ path, change })),
        foreign: changeSet?.foreign ?? [],
        figures,
      })),
    },
    null,
    2,
  )}\n`;
