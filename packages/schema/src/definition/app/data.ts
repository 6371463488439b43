/** `secrets`, `database`, `cache`: what an app keeps and where it keeps it. */
import {
  atLeastOne,
  atMostOne,
  boolean,
  entry,
  freeForm,
  integer,
  listOf,
  mapOf,
  may,
  named,
  object,
  off,
  shapes,
  text,
  word,
} from '../build.ts';
import { anyText, image, labels, objectName, quantity, scalar, secretKey } from '../leaves.ts';
import { environment } from './container.ts';

const item = text('^[^/\\s][^/\\n]*$', 'the name of an item such as romm');
const itemField = text('^[^/\\n]+/[^\\n]+$', 'item/field such as cloudflare/token');

export const secret = named(
  'SecretEntry',
  object(
    {
      keys: may(
        shapes('a list of keys such as [API_KEY], or a map from key to item/field', {
          array: listOf(secretKey, { minItems: 1, uniqueItems: true }),
          object: mapOf(secretKey, itemField),
        }),
        'Keys the Secret has; a map says which field of which item each is',
        ['AUTH_SECRET_KEY', 'IGDB_CLIENT_ID'],
      ),
      from: may(
        listOf(item, { minItems: 1, uniqueItems: true }),
        "Items they are read from; default: the Secret's name",
        ['romm'],
      ),
      template: may(mapOf(secretKey, anyText), 'Keys made from the fields of `from`', { CF_API_TOKEN: '{{ .token }}' }),
      substitute: may(boolean(), 'Put where Flux fills placeholders from it', true),
      labels: may(labels, 'Labels of the Secret', { 'app.kubernetes.io/part-of': 'argocd' }),
      type: may(anyText, 'Type of the Secret; default Opaque', 'kubernetes.io/dockerconfigjson'),
    },
    atLeastOne('keys', 'template'),
  ),
);

const manySecrets = 'false or a map of secrets such as { romm: { keys: [API_KEY] } }';
export const secrets = shapes(manySecrets, {
  boolean: off(manySecrets),
  object: mapOf(
    objectName('the name of a Secret', 'romm'),
    entry('false or a secret such as { keys: [API_KEY] }', secret),
  ),
});

const clusterWord = word('own', 'shared');
const env = may(environment, 'Variables the workload gets where the cluster meets this', { DB_TYPE: 'postgres' });

const postgres = named(
  'PostgresDatabase',
  object({
    name: may(
      text('^[a-z_][-a-z0-9_$]*$', 'the name of a database such as romm'),
      "Name of the database; default: the app's",
      'romm',
    ),
    cluster: may(clusterWord, 'A database cluster of its own, or the shared one', 'own'),
    size: may(quantity('20Gi'), 'Size of an own cluster', '20Gi'),
    instances: may(integer(1, undefined, 'a number of instances such as 2'), 'Instances of an own cluster', 2),
    image: may(image, 'Image of an own cluster', 'ghcr.io/cloudnative-pg/postgresql:18.1'),
    preload: may(listOf(anyText), 'Libraries loaded at the start', ['vchord.so']),
    extensions: may(listOf(anyText), 'Extensions made in the database', ['vchord', 'earthdistance']),
    parameters: may(
      mapOf(text('^[a-z][a-z0-9_.]*$', 'a PostgreSQL parameter such as max_connections'), scalar),
      'Settings of PostgreSQL',
      { max_connections: '200' },
    ),
    spec: may(freeForm(), 'Fields of the CloudNativePG Cluster spec, merged last', { enablePDB: false }),
    env,
  }),
);

export const database = entry(
  'false or { postgres: … }',
  named(
    'Database',
    object({
      postgres: may(
        shapes('true, false or a map such as { cluster: own }', { boolean: boolean(), object: postgres }),
        'A PostgreSQL database',
        { cluster: 'own', size: '5Gi' },
      ),
      env,
    }),
  ),
);

const store = named(
  'CacheStore',
  object({
    cluster: may(clusterWord, 'An instance of its own, or the shared one', 'own'),
    memory: may(quantity('128Mi'), 'Most memory it uses', '128Mi'),
    image: may(image, 'Image of an own instance', 'docker.io/valkey/valkey:8.0.1'),
    env,
  }),
);
const storeShape = shapes('true, false or a map such as { memory: 128Mi }', { boolean: boolean(), object: store });

export const cache = entry(
  'false or { valkey: true }',
  named(
    'Cache',
    object(
      { valkey: may(storeShape, 'A Valkey instance', true), redis: may(storeShape, 'A Redis instance', true), env },
      atMostOne('valkey', 'redis'),
    ),
  ),
);
