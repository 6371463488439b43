import type { Origin } from './diagnostic.ts';

export type PlaceholderType =
  | 'string'
  | 'fqdn'
  | 'host'
  | 'ipv4'
  | 'ipv6'
  | 'cidr'
  | 'port'
  | 'integer'
  | 'boolean'
  | 'email'
  | 'url'
  | 'path'
  | 'quantity'
  | 'duration'
  | 'timezone'
  | 'base64';

/** Where Flux (or another tool, for `File`) reads a placeholder's value from; `Secret` and `ConfigMap` are of namespace flux-system. */
export interface PlaceholderSource {
  kind: 'Secret' | 'ConfigMap' | 'File';
  name: string;
}

/** One row of `placeholders.yaml`. `name` may end in `*`: a family; an exact name comes before a family. */
export interface Placeholder {
  name: string;
  description: string;
  type: PlaceholderType;
  example: string;
  source: PlaceholderSource;
  origin: Origin;
}

/** The row that documents a placeholder: an exact name first, then the longest family that fits. */
export const documentedPlaceholder = (table: readonly Placeholder[], name: string): Placeholder | undefined => {
  let best: Placeholder | undefined;
  for (const row of table) {
    if (row.name === name) return row;
    const prefix = row.name.slice(0, -1);
    if (row.name.endsWith('*') && name.startsWith(prefix) && prefix.length >= (best?.name.length ?? 0)) best = row;
  }
  return best;
};
