import type { JsonObject, JsonPointer } from '../../../../model/json.ts';
import type { KubernetesObject } from '../../../../model/kubernetes.ts';
import type { Contribution, ExpandInput } from '../../contribution.ts';
import { keptWhenRemoved, made, metadataOf } from '../../made.ts';
import { mergeDeep } from '../../merge-deep.ts';
import { clusterValue, mapOf, present, stringsOf, textOf, textsOf } from '../../written.ts';
import { storageClassOf } from '../storage/claim.ts';

const pointer: JsonPointer = '/database/postgres';
const defaultSize = '5Gi';

/**
 * A CloudNativePG Cluster of the app's own (postgresql.cnpg.io/v1). `extensions` are created once, when the database is
 * initialised; `spec` is merged last.
 */
export const ownCluster = ({ app, cluster }: ExpandInput, wanted: JsonObject): Contribution => {
  const names = app.names.database!.postgres!;
  const storageClass = storageClassOf(app, cluster, textOf(wanted['class']), `${pointer}/class`);
  const image = textOf(wanted['image']) ?? textOf(clusterValue(cluster, 'images', 'postgres'));
  const object: KubernetesObject = {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: metadataOf(clusterNameOf(names.host), app.namespace, { annotations: keptWhenRemoved }),
    spec: mergeDeep(
      present({
        instances: typeof wanted['instances'] === 'number' ? wanted['instances'] : 1,
        imageName: image,
        postgresql: settings(wanted),
        bootstrap: { initdb: initdb(names, wanted) },
        storage: present({ size: textOf(wanted['size']) ?? defaultSize, storageClass: storageClass.name }),
      }),
      mapOf(wanted['spec']),
    ),
  };
  return { objects: [made(app, pointer, object)], diagnostics: storageClass.diagnostics };
};

/** The operator names its Service for writing `<cluster>-rw`: the table of names holds that host. */
export const clusterNameOf = (host: string): string => host.split('.')[0]!.replace(/-rw$/u, '');

const settings = (wanted: JsonObject): JsonObject | undefined => {
  const preload = textsOf(wanted['preload']);
  const parameters = stringsOf(wanted['parameters']);
  const postgresql = present({
    shared_preload_libraries: preload.length === 0 ? undefined : preload,
    parameters: Object.keys(parameters).length === 0 ? undefined : parameters,
  });
  return Object.keys(postgresql).length === 0 ? undefined : postgresql;
};

const initdb = (names: { name: string; user: string }, wanted: JsonObject): JsonObject => {
  const extensions = textsOf(wanted['extensions']);
  return present({
    database: names.name,
    owner: names.user,
    postInitApplicationSQL:
      extensions.length === 0
        ? undefined
        : extensions.map((name) => `CREATE EXTENSION IF NOT EXISTS "${name.replaceAll('"', '""')}" CASCADE`),
  });
};
