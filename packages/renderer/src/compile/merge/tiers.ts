import type { AppId, SelectedApp } from '../../model/cluster.ts';
import type { Diagnostic, Origin } from '../../model/diagnostic.ts';
import type { JsonPointer, JsonValue } from '../../model/json.ts';
import { isJsonObject, pointerOf } from '../../model/json.ts';
import type { LayerOrigin, OriginMap } from '../../model/layer.ts';
import { originAt } from '../../model/layer.ts';
import { didYouMean } from '../../model/nearest.ts';
import type { AppSource, CategorySource, Sources } from '../../model/source.ts';

export interface Selection {
  tiers: { name: string; apps: AppId[] }[];
  selected: Map<AppId, SelectedApp>;
  diagnostics: Diagnostic[];
}

interface Naming {
  category: string;
  app: string;
  tier: number;
  origin: Origin;
}

const placeOf = (origins: OriginMap, pointer: JsonPointer, key = false): Origin => {
  const written = originAt(origins, pointer) as LayerOrigin;
  return { file: written.file ?? '', pointer: written.pointer, ...(key ? { key } : {}) };
};

const ownTier = (app: AppSource, tiers: readonly string[]): number => {
  const written = isJsonObject(app.definition.data) ? app.definition.data['tier'] : undefined;
  return typeof written === 'string' ? tiers.indexOf(written) : -1;
};

/**
 * `tiers:` of the cluster (FORMAT section 4): selection and order in one place. An app that a list names stands where the list
 * is. `all` takes the apps of the category that no list names; one of those whose own file says a `tier` that the cluster has
 * stands there, the fallback of the catalogue, else where `all` is. Named twice is an error, unknown names are errors.
 */
export const selectApps = (tiers: JsonValue | undefined, origins: OriginMap, sources: Sources): Selection => {
  const diagnostics: Diagnostic[] = [];
  const names: string[] = [];
  const listed: Naming[] = [];
  const whole: { category: CategorySource; tier: number; origin: Origin }[] = [];
  const categories = new Map(sources.categories.map((category) => [category.name, category]));

  const nameApps = (category: CategorySource, apps: readonly JsonValue[], tier: number, pointer: JsonPointer) => {
    const folders = category.apps.map((app) => app.folder);
    for (const [index, app] of apps.entries()) {
      const origin = placeOf(origins, `${pointer}/${index}`);
      if (typeof app !== 'string' || sources.faulty.has(`${category.name}/${app}`)) continue;
      if (folders.includes(app)) listed.push({ category: category.name, app, tier, origin });
      else {
        const message = `category ${category.name} has no app ${app}`;
        const hint =
          didYouMean(app, folders) ?? `Create ${category.definition.path.replace('category.yaml', `${app}/app.yaml`)}.`;
        diagnostics.push({ code: 'cluster-unknown', severity: 'error', message, hint, origin });
      }
    }
  };

  for (const [index, item] of (Array.isArray(tiers) ? tiers : []).entries()) {
    for (const [name, content] of Object.entries(isJsonObject(item) ? item : {})) {
      if (names.includes(name)) {
        const message = `tier ${name} is listed twice`;
        const origin = placeOf(origins, `/tiers/${index}${pointerOf([name])}`, true);
        diagnostics.push({
          code: 'app-twice',
          severity: 'error',
          message,
          hint: 'Join the two, or rename one.',
          origin,
        });
      }
      const tier = names.push(name) - 1;
      for (const [category, apps] of Object.entries(isJsonObject(content) ? content : {})) {
        const pointer = `/tiers/${index}${pointerOf([name, category])}`;
        const source = categories.get(category);
        if (source !== undefined) {
          if (apps === 'all') whole.push({ category: source, tier, origin: placeOf(origins, pointer) });
          else if (Array.isArray(apps)) nameApps(source, apps, tier, pointer);
        } else if (!sources.faulty.has(category)) {
          const message = `the catalogue has no category ${category}`;
          const hint = didYouMean(category, [...categories.keys()]) ?? 'Create its folder with a category.yaml.';
          const origin = placeOf(origins, pointer, true);
          diagnostics.push({ code: 'cluster-unknown', severity: 'error', message, hint, origin });
        }
      }
    }
  }

  const found = new Map<AppId, Naming>();
  const add = (naming: Naming) => {
    const id = `${naming.category}/${naming.app}`;
    const first = found.get(id);
    if (first === undefined) found.set(id, naming);
    else {
      const message = `${id} is named twice, in tier ${names[first.tier]} and in tier ${names[naming.tier]}`;
      const related = [{ message: 'first named here', origin: first.origin }];
      diagnostics.push({
        code: 'app-twice',
        severity: 'error',
        message,
        hint: 'Name it once.',
        origin: naming.origin,
        related,
      });
    }
  };
  for (const naming of listed) add(naming);
  const named = new Set(found.keys());
  for (const { category, tier, origin } of whole) {
    for (const app of category.apps) {
      if (named.has(`${category.name}/${app.folder}`)) continue;
      const own = ownTier(app, names);
      add({ category: category.name, app: app.folder, tier: own === -1 ? tier : own, origin });
    }
  }
  return { ...inOrder(names, found), diagnostics };
};

/** Apps by tier, in the order they are named; `all` in the order of the catalogue. */
const inOrder = (names: readonly string[], found: ReadonlyMap<AppId, Naming>): Omit<Selection, 'diagnostics'> => {
  const tiers = names.map((name) => ({ name, apps: [] as AppId[] }));
  const selected = new Map<AppId, SelectedApp>();
  for (const [id, { category, app, tier }] of found) {
    tiers[tier]!.apps.push(id);
    selected.set(id, { id, category, name: app, tier });
  }
  return { tiers, selected };
};
