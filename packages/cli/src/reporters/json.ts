import type { Diagnostic, FileChange, RenderResult } from '@keelson/renderer';
import { firstDifference } from './difference.ts';
import type { Report } from './reporters.ts';

/** Version 1 of the machine-readable report: `schemas/report.schema.json` describes it, `docs/reporters.md` explains it. */
export const json = ({ command, version, results }: Report): string =>
  `${JSON.stringify({ version: 1, keelson: version, command, clusters: results.map(clusterOf) }, null, 2)}\n`;

const clusterOf = ({ cluster, diagnostics, changeSet, figures, notices }: RenderResult) => ({
  cluster,
  diagnostics: diagnostics.map(diagnosticOf),
  ...(changeSet === undefined ? {} : { changes: changeSet.changes.filter(isChange).map(changeOf) }),
  foreign: changeSet?.foreign ?? [],
  ...(figures === undefined ? {} : { figures }),
  notices,
});

/** Field by field: what the renderer keeps for itself (origins) is no part of the report. */
const diagnosticOf = ({ code, severity, message, hint, place, rendered, related }: Diagnostic) => ({
  code,
  severity,
  message,
  ...(hint === undefined ? {} : { hint }),
  ...(place === undefined ? {} : { place }),
  ...(rendered === undefined ? {} : { rendered }),
  ...(related === undefined
    ? {}
    : {
        related: related.map((other) => ({
          message: other.message,
          ...(other.place === undefined ? {} : { place: other.place }),
        })),
      }),
});

const isChange = ({ change }: FileChange): boolean => change !== 'unchanged';

const changeOf = (change: FileChange) => {
  const difference = firstDifference(change);
  return { path: change.path, change: change.change, ...(difference === undefined ? {} : { difference }) };
};
