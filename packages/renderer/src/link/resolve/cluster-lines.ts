import type { MergedCluster } from '../../model/cluster.ts';
import type { CompiledApp, CompiledObject } from '../../model/compiled.ts';
import type { Origin } from '../../model/diagnostic.ts';
import type { JsonValue } from '../../model/json.ts';
import { originAt } from '../../model/layer.ts';
import type { ResourceKey } from '../../model/linked.ts';
import { valuesAt } from './fields.ts';

/** Where a cluster file names what traits use, by kind, and how the name is written there (FORMAT section 4). */
const rows: Readonly<Record<string, { paths: readonly string[]; written: (kind: string, path: string[]) => string }>> =
  {
    StorageClass: { paths: ['/storage/classes/*'], written: (_kind, [name]) => name! },
    Gateway: { paths: ['/routing/entryPoints/*/gateway'], written: (_kind, path) => path.join('/') },
    IngressClass: { paths: ['/routing/entryPoints/*/class'], written: (_kind, [name]) => name! },
    ClusterIssuer: { paths: ['/routing/tls/issuer'], written: (_kind, [name]) => name! },
    ClusterSecretStore: {
      paths: ['/secrets/externalSecrets/store'],
      written: (kind, path) => [kind, ...path].join('/'),
    },
    VolumeSnapshotClass: {
      paths: ['/storage/snapshots/class', '/storage/snapshotClass'],
      written: (_kind, [name]) => name!,
    },
  };

/** What an author writes as an object himself names things himself. */
const ownWords = /^\/(?:manifests|helm|source|patches)/u;

/**
 * The line of the cluster file that gave a trait's object the name it refers to: there the name is wrong once, however many apps
 * run into it. `undefined` where the name is written elsewhere.
 */
export const clusterLineOf = (
  to: ResourceKey,
  app: CompiledApp,
  object: CompiledObject,
  cluster: MergedCluster,
): Origin | undefined => {
  const [kind = '', ...path] = to.split('/');
  const row = rows[kind];
  if (row === undefined || app.section === true || object.file !== app.file || ownWords.test(object.pointer))
    return undefined;
  const name = row.written(kind, path);
  const definition = cluster.definition as unknown as JsonValue;
  for (const where of row.paths)
    for (const { value, pointer } of valuesAt(definition, where)) {
      const origin = value === name ? originAt(cluster.origins, pointer) : undefined;
      if (origin?.file !== undefined) return { file: origin.file, pointer: origin.pointer };
    }
  return undefined;
};
