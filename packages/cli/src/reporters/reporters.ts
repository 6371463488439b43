import type { RenderResult } from '@keelson/renderer';
import { github } from './github.ts';
import { human } from './human.ts';
import { json } from './json.ts';
import { sarif } from './sarif.ts';

/** What a reporter is told of one run. */
export interface Report {
  command: string;
  /** Wording: what the command did with the tree. */
  results: readonly RenderResult[];
  isColoured: boolean;
}

/** From a finished run to the text that is printed. */
export type Reporter = (report: Report) => string;

export const reporters = { human, json, github, sarif } satisfies Record<string, Reporter>;
export type ReporterName = keyof typeof reporters;
