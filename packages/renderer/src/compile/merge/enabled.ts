import type { AppId, SelectedApp } from '../../model/cluster.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { JsonValue } from '../../model/json.ts';
import { isJsonObject } from '../../model/json.ts';
import type { AppSource, CategorySource, Sources } from '../../model/source.ts';
import type { Selection } from './tiers.ts';

const saysEnabled = (data: JsonValue | undefined): boolean | undefined => {
  const value = isJsonObject(data) ? data['enabled'] : undefined;
  return typeof value === 'boolean' ? value : undefined;
};
const keyOf = (data: JsonValue | undefined, key: string): JsonValue | undefined =>
  isJsonObject(data) && Object.hasOwn(data, key) ? data[key] : undefined;

/** The last layer that says `enabled` of an app, without merging the rest of it. */
const isEnabled = (app: AppSource, category: CategorySource, sources: Sources): boolean => {
  const clusters = sources.cluster.map((file) => file.data);
  const overridden = (key: string) => clusters.map((data) => keyOf(keyOf(data, 'overrides'), key));
  const layers = [
    ...clusters.map((data) => keyOf(data, 'defaults')),
    keyOf(category.definition.data, 'defaults'),
    ...overridden(category.name).map((data) => keyOf(data, 'defaults')),
    app.definition.data,
    ...overridden(`${category.name}/${app.folder}`),
  ];
  return layers.map(saysEnabled).findLast((said) => said !== undefined) ?? true;
};

/** The selection without what is switched off, and the error where two apps that run have one name. */
export const enabledApps = (selection: Selection, sources: Sources): Selection => {
  const selected = new Map<AppId, SelectedApp>();
  const byName = new Map<string, AppSource>();
  const diagnostics: Diagnostic[] = [];
  for (const category of sources.categories) {
    for (const app of category.apps) {
      const id = `${category.name}/${app.folder}`;
      const found = selection.selected.get(id);
      if (found === undefined || !isEnabled(app, category, sources)) continue;
      selected.set(id, found);
      const first = byName.get(app.folder);
      if (first === undefined) byName.set(app.folder, app);
      else diagnostics.push(sameName(app, first));
    }
  }
  const tiers = selection.tiers.map(({ name, apps }) => ({ name, apps: apps.filter((id) => selected.has(id)) }));
  return { tiers, selected, diagnostics };
};

const sameName = (app: AppSource, first: AppSource): Diagnostic => ({
  code: 'app-twice',
  severity: 'error',
  message: `two apps that run are named ${app.folder}: ${first.category}/${first.folder} and ${app.category}/${app.folder}`,
  hint: 'App names are unique in a cluster: rename one, or run one of them only.',
  origin: { file: app.definition.path, pointer: '/name' },
  related: [{ message: 'the other one', origin: { file: first.definition.path, pointer: '/name' } }],
});
