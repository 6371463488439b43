import type { Placeholder } from './placeholder.ts';

/** Name → ids of the apps whose rendered objects hold it, sorted. Sections of the cluster file are `cluster/<section>`. */
export type PlaceholderUses = ReadonlyMap<string, readonly string[]>;

/** What one cluster knows of placeholders: what is documented, and what its tree uses. */
export interface ClusterPlaceholders {
  cluster: string;
  table: readonly Placeholder[];
  uses: PlaceholderUses;
}
