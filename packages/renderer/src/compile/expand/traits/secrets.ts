import { type JsonObject, type JsonValue, pointerOf } from '../../../model/json.ts';
import type { EvaluatedApp } from '../../../model/names.ts';
import { watchedValues } from '../bodies/helm.ts';
import type { Contribution, ExpandInput, Trait } from '../contribution.ts';
import { fluxNamespace } from '../flux-namespace.ts';
import { made, metadataOf, watched } from '../made.ts';
import {
  clusterMap,
  clusterValue,
  definitionOf,
  isOn,
  listOf,
  mapOf,
  present,
  stringsOf,
  textOf,
  textsOf,
} from '../written.ts';

/** Where one key of a Secret is read from: an item of the vault and a property of it. */
export interface RemoteKey {
  secretKey: string;
  item: string;
  property: string;
}

/**
 * `secrets`: one Secret an entry, by the backend of the cluster.
 *
 * 1. `externalSecrets`: an ExternalSecret that reads the cluster's store; with `substitute: true` it stands in flux-system, where
 *    FluxKustomizations read it.
 * 2. `existing`: no object; each Secret is listed as made by hand, with the cluster's reason.
 */
export const secrets: Trait = (input) => {
  const entries = Object.entries(mapOf(definitionOf(input.app)['secrets'])).filter(([, entry]) => isOn(entry));
  if (isOn(clusterValue(input.cluster, 'secrets', 'existing'))) return existing(input, entries);
  if (!isOn(clusterValue(input.cluster, 'secrets', 'externalSecrets'))) return {};
  return { objects: entries.map(([name, entry]) => externalSecret(input, name, mapOf(entry))) };
};

const existing = ({ app, cluster }: ExpandInput, entries: [string, JsonValue][]): Contribution => {
  const reason = textOf(clusterMap(cluster, 'secrets', 'existing')['reason']) ?? 'made by hand';
  return {
    external: entries.map(([name, entry]) => ({
      reference: `Secret/${namespaceOf(app, mapOf(entry))}/${secretName(app, name)}`,
      reason,
      pointer: pointerOf(['secrets', name]),
    })),
  };
};

const namespaceOf = (app: EvaluatedApp, entry: JsonObject): string =>
  entry['substitute'] === true ? fluxNamespace : app.namespace;

/** Name of the Secret that an entry of `secrets` makes; a name that is no entry is a Secret's own name. */
export const secretName = (app: EvaluatedApp, name: string): string => app.names.secrets[name]?.name ?? name;

/**
 * The keys of an entry and where each is read from: `keys` as a list are properties of the item (`from`, by default the
 * entry's own name), as a map each names `item/property`, or a property of the item.
 */
export const remoteKeysOf = (name: string, entry: JsonObject): RemoteKey[] => {
  const item = textsOf(entry['from'])[0] ?? name;
  const { keys } = entry;
  if (Array.isArray(keys) || typeof keys === 'string')
    return textsOf(keys).map((key) => ({ secretKey: key, item, property: key }));
  return Object.entries(mapOf(keys)).map(([secretKey, written]) => {
    const path = String(written);
    const cut = path.lastIndexOf('/');
    return { secretKey, item: cut < 0 ? item : path.slice(0, cut), property: path.slice(cut + 1) };
  });
};

const externalSecret = (input: ExpandInput, name: string, entry: JsonObject) => {
  const { app, cluster } = input;
  const substitute = entry['substitute'] === true;
  const target = secretName(app, name);
  const object = externalSecretObject(cluster, {
    name: target,
    namespace: namespaceOf(app, entry),
    template: templateOf(entry, substitute || isReadByChart(app, 'Secret', target)),
    keys: remoteKeysOf(name, entry),
    items: isOn(entry['keys']) ? [] : textsOf(entry['from'] ?? name),
  });
  return made(app, pointerOf(['secrets', name]), object, substitute ? { forSubstitution: true } : {});
};

/** Flux reads it for the values of the app's chart (`helm.valuesFrom`). */
export const isReadByChart = (app: EvaluatedApp, kind: 'Secret' | 'ConfigMap', name: string): boolean =>
  watchedValues(app.definition).some((read) => read.kind === kind && read.name === name);

const templateOf = (entry: JsonObject, readByFlux: boolean): JsonObject | undefined => {
  const labels = { ...stringsOf(entry['labels']), ...(readByFlux ? watched : {}) };
  const data = stringsOf(entry['template']);
  const template = present({
    type: textOf(entry['type']),
    metadata: Object.keys(labels).length === 0 ? undefined : { labels },
    data: Object.keys(data).length === 0 ? undefined : data,
  });
  return Object.keys(template).length === 0 ? undefined : template;
};

interface ExternalSecretParts {
  name: string;
  namespace: string;
  /** spec.target.template */
  template?: JsonObject | undefined;
  /** Keys that are read one by one. */
  keys: RemoteKey[];
  /** Items that are read whole, for a template or because no keys are named. */
  items: string[];
}

/**
 * An ExternalSecret (External Secrets Operator, external-secrets.io/v1) that reads the cluster's store. Fields stand in the
 * order of the operator's own documentation.
 */
export const externalSecretObject = (cluster: ExpandInput['cluster'], parts: ExternalSecretParts) => {
  const backend = clusterMap(cluster, 'secrets', 'externalSecrets');
  const { kind, name: store } = storeOf(backend);
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: metadataOf(parts.name, parts.namespace),
    spec: present({
      refreshInterval: textOf(backend['refreshInterval']) ?? '1h',
      secretStoreRef: { kind, name: store },
      target: present({ name: parts.name, template: parts.template }),
      data: parts.keys.length === 0 ? undefined : parts.keys.map(dataOf),
      dataFrom: parts.items.length === 0 ? undefined : parts.items.map((key) => ({ extract: { key } })),
    }),
  };
};

const dataOf = ({ secretKey, item, property }: RemoteKey): JsonObject => ({
  secretKey,
  remoteRef: { key: item, property },
});

/** `ClusterSecretStore/onepassword`; a bare name is a ClusterSecretStore. */
export const storeOf = (backend: JsonObject): { kind: string; name: string } => {
  const [name = '', kind = 'ClusterSecretStore'] = (textOf(backend['store']) ?? '').split('/').reverse();
  return { kind, name };
};

/** Where a key of one of the app's own Secrets is read from, or `undefined` when the Secret is another app's or templated. */
export const remoteKeyOf = (app: EvaluatedApp, secret: string, key: string): RemoteKey | undefined => {
  const entry = mapOf(mapOf(definitionOf(app)['secrets'])[secret]);
  if (listOf(entry['keys']).length === 0 || isOn(entry['template'])) return undefined;
  return remoteKeysOf(secret, entry).find((remote) => remote.secretKey === key);
};
