import type { Diagnostic } from '../../model/diagnostic.ts';
import type { JsonValue } from '../../model/json.ts';
import { isJsonObject, pointerOf } from '../../model/json.ts';
import { didYouMean } from '../../model/nearest.ts';
import type { Sources } from '../../model/source.ts';

const overriddenNames = (data: JsonValue): string[] => {
  const overrides = isJsonObject(data) ? data['overrides'] : undefined;
  return isJsonObject(overrides) ? Object.keys(overrides) : [];
};

/** Overrides of a category or app that the catalogue does not have, at the line of the file that says them. */
export const checkClusterNames = (sources: Sources): Diagnostic[] => {
  const categories = sources.categories.map((category) => category.name);
  const apps = sources.categories.flatMap(({ name, apps: found }) => found.map((app) => `${name}/${app.folder}`));
  return sources.cluster.flatMap(({ path, data }) =>
    overriddenNames(data).flatMap((name): Diagnostic[] => {
      const known = name.includes('/') ? apps : categories;
      if (known.includes(name) || sources.faulty.has(name) || sources.faulty.has(name.split('/')[0]!)) return [];
      const sameName = apps.filter((app) => app.endsWith(`/${name.split('/').at(-1)!}`));
      const hint = sameName.length === 1 ? `Did you mean ${sameName[0]}?` : didYouMean(name, known);
      return [
        {
          code: 'cluster-unknown',
          severity: 'error',
          message: `overrides: the catalogue has no ${name.includes('/') ? 'app' : 'category'} ${name}`,
          hint: hint ?? 'Use `category` or `category/app` of the catalogue.',
          origin: { file: path, pointer: `/overrides${pointerOf([name])}`, key: true },
        },
      ];
    }),
  );
};
