import { stringify } from 'yaml';
import type { CompiledApp, TileFact } from '../../model/compiled.ts';
import { byCodeUnit, type JsonObject } from '../../model/json.ts';

const yamlText = (value: unknown): string => stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });

/** Facts by group, groups and names in code-unit order. */
const byGroup = <Fact extends { group: string; name: string }>(facts: readonly Fact[]): [string, Fact[]][] => {
  const groups = new Map<string, Fact[]>();
  for (const fact of [...facts].sort((left, right) => byCodeUnit(left.name, right.name)))
    groups.set(fact.group, [...(groups.get(fact.group) ?? []), fact]);
  return [...groups].sort(([left], [right]) => byCodeUnit(left, right));
};

/**
 * The table of formats that a collector may be written in, keyed `trait/as`: from every running app to the text of one file.
 * Sources: Gatus README (endpoints), Homepage "Services" documentation.
 */
export const collectorFormats: Readonly<Record<string, (apps: readonly CompiledApp[]) => string>> = {
  'monitor/gatus': (apps) =>
    yamlText({
      endpoints: byGroup(apps.flatMap((app) => (app.monitor === undefined ? [] : [app.monitor]))).flatMap(
        ([group, facts]) =>
          facts.map(({ name, url, interval }) => ({ name, group, url, interval, conditions: ['[STATUS] < 400'] })),
      ),
    }),
  'tile/homepage': (apps) =>
    yamlText(
      byGroup(apps.flatMap((app) => (app.tile === undefined ? [] : [app.tile]))).map(([group, facts]) => ({
        [group]: facts.map((fact) => ({ [fact.name]: homepageService(fact) })),
      })),
    ),
};

const homepageService = ({ icon, href, description, namespace, widget }: TileFact): JsonObject => ({
  ...(icon === undefined ? {} : { icon }),
  ...(href === undefined ? {} : { href }),
  description,
  namespace,
  ...(widget === undefined ? {} : { widget }),
});
