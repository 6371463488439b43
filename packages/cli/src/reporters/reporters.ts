import type { RenderResult } from '@keelson/renderer';
import { github } from './github.ts';
import { human } from './human.ts';
import { json } from './json.ts';
import type { ReporterName } from './names.ts';
import { sarif } from './sarif.ts';

/** What a reporter is told of one run. */
export interface Report {
  /** `render`, `link` or `check`. */
  command: string;
  /** Version of Keelson. */
  version: string;
  /** One result a cluster, in the order they were worked on. */
  results: readonly RenderResult[];
  isColoured: boolean;
}

/** From a finished run to the text that is printed. */
export type Reporter = (report: Report) => string;

export const reporters: Readonly<Record<ReporterName, Reporter>> = { human, json, github, sarif };
