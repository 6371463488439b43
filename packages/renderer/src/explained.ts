import { mergeCategory } from './compile/merge/merge.ts';
import { explain } from './explain/explain.ts';
import type { Explanation } from './explain/explanation.ts';
import type { Inspection } from './inspect.ts';
import { serializeTree } from './link/serialize/serialize-tree.ts';
import type { MergedApp } from './model/cluster.ts';
import { byCodeUnit } from './model/json.ts';
import { originFinder } from './narrow.ts';
import { placesIn, textsOf } from './place.ts';

/** One tree is asked of several times: what was compiled for an earlier answer is kept. */
const finders = new WeakMap<Inspection, ReturnType<typeof originFinder>>();

/** Explains an app, a part, or `<rendered file>:<line>` (path from the root) of one cluster; `undefined` when it has none such. */
export const explained = (inspection: Inspection, subject: string): Explanation | undefined => {
  const { sources, cluster, resolved, ordered, laidOut } = inspection;
  const finder = finders.get(inspection) ?? originFinder(sources, cluster);
  finders.set(inspection, finder);
  const texts = textsOf(sources);
  const mergedApp = (id: string): MergedApp | undefined => {
    const category = sources.categories.find(({ name }) => id.startsWith(`${name}/`));
    if (category === undefined) return undefined;
    return mergeCategory(category, sources, cluster).items.apps.find((app) => app.id === id);
  };
  return explain(subject, {
    cluster,
    resolved,
    ordered,
    files: serializeTree(laidOut),
    mergedApp,
    originOf: (id, rendered, reach) => {
      const app = resolved.apps.find((candidate) => candidate.id === id);
      return app === undefined ? undefined : finder(app.file, reach)(rendered);
    },
    placeOf: placesIn(sources),
    textOf: (file) => texts.get(file)?.text,
  });
};

/** What there is to explain in one cluster, for did-you-mean: apps by id and name, parts, rendered files. */
export const explainable = ({ resolved, ordered, laidOut }: Inspection): string[] =>
  [
    ...new Set([
      ...resolved.apps.flatMap(({ id, name, section }) => (section === true ? [] : [id, name])),
      ...ordered.parts.map(({ name }) => name),
      ...laidOut.files.map(({ path }) => path),
    ]),
  ].sort(byCodeUnit);
