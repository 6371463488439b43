import type { JsonObject, JsonPointer } from '../../../../model/json.ts';
import type { KubernetesObject } from '../../../../model/kubernetes.ts';
import type { Contribution, ExpandInput } from '../../contribution.ts';
import { finding } from '../../finding.ts';
import { keptWhenRemoved, made, metadataOf } from '../../made.ts';
import { clusterMap, clusterValue, isOn, present, textOf, textsOf } from '../../written.ts';
import { externalSecretObject } from '../secrets.ts';
import { clusterNameOf } from './own-cluster.ts';

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
 * With `secrets.existing` the two Secrets are listed as made by hand.
 */
export const sharedCluster = (input: ExpandInput, wanted: JsonObject): Contribution => {
  const { app, cluster } = input;
  const names = app.names.database!.postgres!;
  const namespace = names.host.split('.')[1] ?? textOf(clusterMap(cluster, 'databases', 'postgres')['namespace']);
  if (namespace === undefined) return namespaceMissing(input);
  const shared = { namespace, clusterName: clusterNameOf(names.host), objectName: app.name };
  return {
    ...credentials(input, shared.namespace),
    ...withObjects(
      input,
      [role(names, shared), databaseObject(names, shared, textsOf(wanted['extensions']))],
      namespace,
    ),
  };
};

interface Shared {
  namespace: string;
  clusterName: string;
  objectName: string;
}
type Names = NonNullable<NonNullable<ExpandInput['app']['names']['database']>['postgres']>;

const role = (names: Names, shared: Shared): KubernetesObject => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'DatabaseRole',
  metadata: metadataOf(shared.objectName, shared.namespace, { annotations: keptWhenRemoved }),
  spec: {
    cluster: { name: shared.clusterName },
    name: names.user,
    login: true,
    passwordSecret: { name: names.secret },
  },
});

const databaseObject = (names: Names, shared: Shared, extensions: string[]): KubernetesObject => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Database',
  metadata: metadataOf(shared.objectName, shared.namespace, { annotations: keptWhenRemoved }),
  spec: present({
    cluster: { name: shared.clusterName },
    name: names.name,
    owner: names.user,
    extensions: extensions.length === 0 ? undefined : extensions.map((name) => ({ name })),
  }),
});

/** The two Secrets, or their listing where Secrets are made by hand. */
const credentials = ({ app, cluster }: ExpandInput, namespace: string): Contribution => {
  const { secret } = app.names.database!.postgres!;
  if (isOn(clusterValue(cluster, 'secrets', 'externalSecrets'))) return {};
  const reason = textOf(clusterMap(cluster, 'secrets', 'existing')['reason']) ?? 'made by hand';
  return {
    external: [app.namespace, namespace].map((place) => ({ reference: `Secret/${place}/${secret}`, reason, pointer })),
  };
};

const withObjects = (input: ExpandInput, objects: KubernetesObject[], namespace: string): Contribution => {
  const { app, cluster } = input;
  const secrets = isOn(clusterValue(cluster, 'secrets', 'externalSecrets')) ? passwords(input, namespace) : [];
  return { objects: [...secrets, ...objects].map((object) => made(app, pointer, object)) };
};

const passwords = ({ app, cluster }: ExpandInput, namespace: string): KubernetesObject[] => {
  const { host, port, name, user, secret } = app.names.database!.postgres!;
  const keys = [{ secretKey: 'password', item: app.name, property: passwordProperty }];
  const address = `${host}:${port}/${name}`;
  const besideApp = {
    dbname: name,
    host,
    port: String(port),
    username: user,
    password: '{{ .password }}',
    uri: `postgresql://${user}:{{ .password | urlquery }}@${address}`,
  };
  const besideCluster = {
    type: 'kubernetes.io/basic-auth',
    metadata: { labels: reloaded },
    data: { username: user, password: '{{ .password }}' },
  };
  return [
    externalSecretObject(cluster, {
      name: secret,
      namespace: app.namespace,
      keys,
      items: [],
      template: { data: besideApp },
    }),
    externalSecretObject(cluster, { name: secret, namespace, keys, items: [], template: besideCluster }),
  ];
};

const namespaceMissing = ({ app }: ExpandInput): Contribution => ({
  diagnostics: [
    finding(app, {
      code: 'need-unmet',
      pointer,
      message: 'a database on the shared cluster is asked for, and the cluster file does not say where that cluster is',
      hint: 'Add `databases: { postgres: { namespace: … } }` to the cluster file, or ask for `cluster: own`.',
    }),
  ],
});
