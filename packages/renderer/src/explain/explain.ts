import type { ExplainContext } from './context.ts';
import { explainApp } from './explain-app.ts';
import { explainLine } from './explain-line.ts';
import type { Explanation } from './explanation.ts';

/**
 * Explains one subject. In order:
 * 1. `<rendered file>:<line>`: the author's line and its layer of defaults;
 * 2. an app by id or name, a cluster section (`cluster-stores`), or one of their parts.
 *
 * @returns `undefined` for a subject that this cluster does not have.
 */
export const explain = (subject: string, context: ExplainContext): Explanation | undefined => {
  const place = /^(?<path>.+?):(?<line>\d+)(?::\d+)?$/u.exec(subject)?.groups;
  if (place !== undefined) {
    const file = context.files.find(({ path }) => path === place['path']);
    return file === undefined ? undefined : explainLine(file, Number(place['line']), context);
  }
  const { resolved, ordered } = context;
  const app =
    resolved.apps.find(({ id, name, section }) => id === subject || (section !== true && name === subject)) ??
    ordered.parts.find(({ name }) => name === subject)?.app;
  return app === undefined ? undefined : explainApp(app, context);
};
