import { guideHeader, templateGuide } from './guide/guide.ts';
import { type PlaceholderRow, placeholderRows } from './guide/rows.ts';
import { type Inspection, inspect } from './inspect.ts';
import { mentionsOf, usesOf } from './link/substitute/lint/uses.ts';
import { applyGuide, planGuide } from './link/write/guide-file.ts';
import { hasErrors } from './model/diagnostic.ts';
import { byCodeUnit } from './model/json.ts';
import { placeholdersIn } from './model/placeholder-syntax.ts';
import type { ClusterPlaceholders, PlaceholderUses } from './model/placeholder-uses.ts';
import type { FileChange } from './model/tree.ts';

/** Every placeholder, documented or not, with the apps that use it on each of the clusters. */
export const placeholdersOf = (inspections: readonly Inspection[]): PlaceholderRow[] =>
  placeholderRows(inspections.map(inTreeAndText));

/** An app with an error is not in the tree: what its files mention counts too, so that a name that is not documented is listed. */
const inTreeAndText = ({ cluster, ordered, sources }: Inspection): ClusterPlaceholders => {
  const uses = new Map(usesOf(mentionsOf(ordered)));
  const add = (name: string, app: string): void => {
    const apps = uses.get(name) ?? [];
    if (!apps.includes(app)) uses.set(name, [...apps, app].sort(byCodeUnit));
  };
  for (const category of sources.categories)
    for (const app of category.apps) {
      const id = `${category.name}/${app.folder}`;
      if (!cluster.selected.has(id)) continue;
      for (const { text } of [app.definition, ...app.templates.values()])
        for (const { name } of placeholdersIn(withoutComments(text))) add(name, id);
    }
  return { cluster: cluster.name, table: cluster.placeholders, uses };
};

/** Lines that are comments alone. */
const withoutComments = (text: string): string => text.replace(/^\s*#.*$/gmu, '');

export interface GuideOptions {
  /** Absolute path of the root, where TEMPLATE_GUIDE.md stands. */
  root: string;
  /** Of all clusters, in the order of their names; one that was not linked in this run (nothing changed) is inspected. */
  clusters: readonly { cluster: string; placeholders?: ClusterPlaceholders }[];
}

/** `foreign`: the file there is not Keelson's. */
export type GuideChange = FileChange & { foreign?: boolean };

/** What writing TEMPLATE_GUIDE.md would change; `undefined` when a definition has an error, so that uses are not known. */
export const guideChange = async ({ root, clusters }: GuideOptions): Promise<GuideChange | undefined> => {
  const known: ClusterPlaceholders[] = [];
  for (const { cluster, placeholders } of clusters) {
    const found = placeholders ?? (await inspectedPlaceholders(root, cluster));
    if (found === undefined) return undefined;
    known.push(found);
  }
  const text = templateGuide(
    placeholderRows(known),
    known.map(({ cluster }) => cluster),
  );
  return planGuide(root, text, guideHeader);
};

const inspectedPlaceholders = async (root: string, name: string): Promise<ClusterPlaceholders | undefined> => {
  const { cluster, ordered, diagnostics } = await inspect({ root, cluster: name });
  if (hasErrors(diagnostics)) return undefined;
  const uses: PlaceholderUses = usesOf(mentionsOf(ordered));
  return { cluster: cluster.name, table: cluster.placeholders, uses };
};

export const writeGuide = (root: string, change: FileChange): void => applyGuide(root, change);
