import type { MergedCluster } from '../../model/cluster.ts';
import { sectionText } from '../../model/cluster-needs.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { childPointer, isJsonObject, type JsonObject, type JsonPointer, type JsonValue } from '../../model/json.ts';
import type { EvaluatedApp } from '../../model/names.ts';
import { didYouMean } from '../../model/nearest.ts';
import { originOf } from './origin-of.ts';

const mapOf = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : {});

/** What the Secret of an app on the shared PostgreSQL cluster holds (`expand/traits/database/shared-cluster.ts` makes it). */
const sharedKeys = ['dbname', 'host', 'password', 'port', 'uri', 'username'];

/** CloudNativePG, "Connecting from an application": the keys of `<cluster>-app`. */
const ownKeys = [...sharedKeys, 'fqdn-jdbc-uri', 'fqdn-uri', 'jdbc-uri', 'pgpass', 'user'];

const databaseKeys = (definition: JsonObject, cluster: MergedCluster): readonly string[] => {
  const written = mapOf(mapOf(definition['database'])['postgres'])['cluster'];
  return (written ?? sectionText(cluster, 'databases', 'postgres', 'cluster')) === 'shared' ? sharedKeys : ownKeys;
};

/** Keys of an entry of `secrets`: a template makes all of them, else they are those that are named. */
const entryKeys = (entry: JsonObject): readonly string[] => {
  const { keys, template } = entry;
  if (isJsonObject(template)) return Object.keys(template);
  return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : Object.keys(mapOf(keys));
};

/** The keys of the Secret that a name stands for; `undefined` where another app makes it, or somebody else. */
const keysOf = (app: EvaluatedApp, cluster: MergedCluster, name: string): readonly string[] | undefined => {
  const definition = app.definition as unknown as JsonObject;
  if (name === 'database.postgres')
    return app.names.database?.postgres === undefined ? undefined : databaseKeys(definition, cluster);
  if (name === 'auth.oidc') return app.names.auth?.oidc === undefined ? undefined : ['client_id', 'client_secret'];
  const entry = mapOf(definition['secrets'])[name];
  return isJsonObject(entry) ? entryKeys(entry) : undefined;
};

/** Chart values and Kubernetes fields may hold maps with these keys that mean something else. */
const freeForm = new Set([
  'container',
  'pod',
  'controller',
  'service',
  'volume',
  'values',
  'release',
  'spec',
  'patches',
]);

/** Every `{ secret, key }` of a definition: variables of containers and traits, and the keys of a tile's widget. */
const references = function* (
  value: JsonValue,
  pointer: JsonPointer,
): Generator<{ secret: string; key: string; pointer: JsonPointer }> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* references(item, `${pointer}/${index}`);
    return;
  }
  if (!isJsonObject(value)) return;
  const { secret, key } = value;
  if (typeof secret === 'string' && typeof key === 'string') yield { secret, key, pointer: `${pointer}/key` };
  for (const [name, child] of Object.entries(value))
    if (!freeForm.has(name) || pointer.endsWith('/env')) yield* references(child, childPointer(pointer, name));
};

/** A key that is read of a Secret whose keys the definition itself says, or its operator, is one of them. */
export const secretKeysExist = (app: EvaluatedApp, cluster: MergedCluster): Diagnostic[] =>
  [...references(app.definition as unknown as JsonObject, '')].flatMap(({ secret, key, pointer }): Diagnostic[] => {
    const known = keysOf(app, cluster, secret);
    if (known === undefined || known.includes(key) || key.includes('${')) return [];
    return [
      {
        code: 'name-unknown',
        severity: 'error',
        message: `found key: ${key}, but secret ${secret} has no such key`,
        hint: didYouMean(key, known) ?? 'Read a key that it has, or add this one to it.',
        origin: originOf(app, pointer),
      },
    ];
  });
