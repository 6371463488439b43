import type { RenderResult } from '@keelson/renderer';
import type { ReporterName } from './names.ts';

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

const loaders: Readonly<Record<ReporterName, () => Promise<Reporter>>> = {
  human: async () => (await import('./human.ts')).human,
  json: async () => (await import('./json.ts')).json,
  github: async () => (await import('./github.ts')).github,
  sarif: async () => (await import('./sarif.ts')).sarif,
};

/** A reporter is loaded when it is asked for: only one of them needs what the renderer knows of codes. */
export const loadReporter = (name: ReporterName): Promise<Reporter> => loaders[name]();
