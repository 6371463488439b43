import type { JsonObject, JsonPointer } from '../../../../model/json.ts';
import type { KubernetesObject } from '../../../../model/kubernetes.ts';
import type { AppNames } from '../../../../model/names.ts';
import type { Contribution, ExpandInput } from '../../contribution.ts';
import { keptWhenRemoved, made, metadataOf } from '../../made.ts';
import { clusterMap, clusterValue, isOn, present, textOf, textsOf } from '../../written.ts';
import { externalSecretObject } from '../secrets.ts';
import { clusterNameOf } from './own-cluster.ts';

type Names = NonNullable<NonNullable<AppNames['database']>['postgres']>;

const pointer: JsonPointer = '/database/postgres';
/** Property of the app's vault item that holds the role's password. */
const passwordProperty = 'POSTGRES_PASSWORD';
/** CloudNativePG reads a Secret with this label again when it changes. */
const reloaded = { 'cnpg.io/reload': 'true' };

/**
 * A database and its owner on the shared cluster, with objects that stand beside that cluster (CloudNativePG ≥ 1.30):
 *
 * 1. the role's password, from the vault item of the app, once beside the cluster (kubernetes.io/basic-auth) and once beside the
 *    app with the keys CloudNativePG gives an own cluster (dbname, host, port, username, password, uri);
 * 2. a DatabaseRole and a Database; both are kept when the app is removed.
 *
 * With `secrets.existing` the Secrets are listed as made by hand.
 */
export const sharedCluster = (input: ExpandInput, wanted: JsonObject): Contribution => {
  const { app } = input;
  const names = app.names.database!.postgres!;
  const namespace = names.host.split('.')[1] ?? app.namespace;
  const credentials = credentialsOf(input, names, namespace);
  const objects = [
    ...credentials.secrets,
    role(app.name, names, namespace),
    database(app.name, names, namespace, textsOf(wanted['extensions'])),
  ];
  return { objects: objects.map((object) => made(app, pointer, object)), external: credentials.external };
};

const role = (name: string, names: Names, namespace: string): KubernetesObject => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'DatabaseRole',
  metadata: metadataOf(name, namespace, { annotations: keptWhenRemoved }),
  spec: {
    cluster: { name: clusterNameOf(names.host) },
    name: names.user,
    login: true,
    passwordSecret: { name: names.secret },
  },
});

const database = (name: string, names: Names, namespace: string, extensions: string[]): KubernetesObject => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Database',
  metadata: metadataOf(name, namespace, { annotations: keptWhenRemoved }),
  spec: present({
    cluster: { name: clusterNameOf(names.host) },
    name: names.name,
    owner: names.user,
    extensions: extensions.length === 0 ? undefined : extensions.map((extension) => ({ name: extension })),
  }),
});

interface Credentials {
  secrets: KubernetesObject[];
  external: NonNullable<Contribution['external']>;
}

/** One Secret in each of the two namespaces; an app that lives beside the cluster has one for both. */
const credentialsOf = ({ app, cluster }: ExpandInput, names: Names, namespace: string): Credentials => {
  const places = [...new Set([app.namespace, namespace])];
  if (isOn(clusterValue(cluster, 'secrets', 'externalSecrets'))) {
    const keys = [{ secretKey: 'password', item: app.name, property: passwordProperty }];
    const secrets = places.map((place) => {
      const template = templateOf(names, place === app.namespace, place === namespace);
      return externalSecretObject(cluster, { name: names.secret, namespace: place, keys, items: [], template });
    });
    return { secrets, external: [] };
  }
  const reason = textOf(clusterMap(cluster, 'secrets', 'existing')['reason']) ?? 'made by hand';
  const external = places.map((place) => ({ reference: `Secret/${place}/${names.secret}`, reason, pointer }));
  return { secrets: [], external };
};

const templateOf = (names: Names, besideApp: boolean, besideCluster: boolean): JsonObject => {
  const { host, port, name, user } = names;
  const login = { username: user, password: '{{ .password }}' };
  const uri = `postgresql://${user}:{{ .password | urlquery }}@${host}:${port}/${name}`;
  return present({
    type: besideCluster ? 'kubernetes.io/basic-auth' : undefined,
    metadata: besideCluster ? { labels: reloaded } : undefined,
    data: besideApp ? { dbname: name, host, port: String(port), ...login, uri } : login,
  });
};
