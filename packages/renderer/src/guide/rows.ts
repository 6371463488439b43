import { byCodeUnit } from '../model/json.ts';
import { documentedPlaceholder, type Placeholder } from '../model/placeholder.ts';
import type { ClusterPlaceholders } from '../model/placeholder-uses.ts';

/** One placeholder, or one family, with who uses it on which cluster. */
export interface PlaceholderRow {
  name: string;
  documented: boolean;
  description?: string;
  type?: string;
  example?: string;
  /** `Secret/cluster-secrets`. */
  source?: string;
  /** Of a family: the names that are used. */
  members: string[];
  users: { cluster: string; apps: string[] }[];
}

/**
 * Every placeholder: documented ones in the order of placeholders.yaml, then those that are used and not documented, by name.
 * A name counts for the row that documents it: an exact one before a family.
 */
export const placeholderRows = (clusters: readonly ClusterPlaceholders[]): PlaceholderRow[] => {
  const table = clusters[0]?.table ?? [];
  const rows = new Map<string, Building>(table.map((row) => [row.name, { row, members: new Set(), users: new Map() }]));
  const unknown = new Map<string, Building>();
  for (const { cluster, uses } of clusters)
    for (const [name, apps] of uses) {
      const documented = documentedPlaceholder(table, name);
      const target = documented === undefined ? unknown : rows;
      const key = documented?.name ?? name;
      const building = target.get(key) ?? { members: new Set(), users: new Map() };
      target.set(key, building);
      building.members.add(name);
      const known = building.users.get(cluster) ?? new Set<string>();
      for (const app of apps) known.add(app);
      building.users.set(cluster, known);
    }
  return [...[...rows].map(rowOf), ...[...unknown].sort(([left], [right]) => byCodeUnit(left, right)).map(rowOf)];
};

interface Building {
  row?: Placeholder;
  members: Set<string>;
  users: Map<string, Set<string>>;
}

const rowOf = ([name, { row, members, users }]: [string, Building]): PlaceholderRow => ({
  name,
  documented: row !== undefined,
  ...(row === undefined
    ? {}
    : {
        description: row.description,
        type: row.type,
        example: row.example,
        source: `${row.source.kind}/${row.source.name}`,
      }),
  members: name.endsWith('*') ? [...members].sort(byCodeUnit) : [],
  users: [...users]
    .map(([cluster, apps]) => ({ cluster, apps: [...apps].sort(byCodeUnit) }))
    .sort((left, right) => byCodeUnit(left.cluster, right.cluster)),
});
