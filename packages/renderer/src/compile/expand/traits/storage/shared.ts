import type { CompiledObject } from '../../../../model/compiled.ts';
import { isJsonObject, type JsonObject } from '../../../../model/json.ts';
import type { KubernetesObject } from '../../../../model/kubernetes.ts';
import { choices, finding } from '../../finding.ts';
import { keptWhenRemoved, made, metadataOf } from '../../made.ts';
import { clusterMap, clusterValue, isOn, mapOf, present, textOf } from '../../written.ts';
import type { StorageEntry, StorageKind, StorageResult } from '../storage.ts';
import { joined } from './paths.ts';

/** How a shared volume of the cluster is met. `storage.mode` chooses where it says several, the volume's own `mode` first. */
type Way = { kind: 'nfs' | 'hostPath' | 'local'; settings: JsonObject };

const ways = ['nfs', 'local', 'hostPath'] as const;

/**
 * `shared`: a volume several apps use, as the cluster says.
 *
 * 1. `nfs` and `hostPath` are mounted in the pod.
 * 2. With `claim`, and always for `local` (a path of one node), the volume is used through one PersistentVolume and one claim a
 *    using namespace. Every app of the namespace states both alike, and the linker keeps one.
 */
export const shared: StorageKind = (entry) => {
  const { cluster, pointer } = entry;
  const name = textOf(entry.entry['shared']) ?? '';
  const volumes = clusterMap(cluster, 'storage', 'shared');
  const volume = Object.hasOwn(volumes, name) ? mapOf(volumes[name]) : undefined;
  if (volume === undefined) {
    const message = `shared volume ${name} is not one of the cluster's`;
    return unknown(entry, `${pointer}/shared`, message, choices(name, Object.keys(volumes)));
  }
  const way = wayOf(volume, textOf(clusterValue(cluster, 'storage', 'mode')));
  const path = textOf(entry.entry['path']);
  if (isOn(volume['claim']) || way?.kind === 'local') return throughClaim(entry, name, volume, way);
  if (way !== undefined) return { source: inPod(way, path) };
  const message = `shared volume ${name} says no way to be met: expected nfs, hostPath, local or claim`;
  return unknown(entry, `${pointer}/shared`, message, `Say it under storage.shared.${name} of the cluster file.`);
};

const unknown = ({ app }: StorageEntry, pointer: string, message: string, hint: string): StorageResult => ({
  diagnostics: [finding(app, { code: 'shared-volume-unknown', pointer, message, hint })],
});

/** The way a volume is met; an NFS export that the machines mount themselves (`mounted`) is used as a folder of the machine. */
const wayOf = (volume: JsonObject, clusterMode: string | undefined): Way | undefined => {
  const mode = textOf(volume['mode']) ?? clusterMode;
  const kind = ways.find((one) => one === mode && isOn(volume[one])) ?? ways.find((one) => isOn(volume[one]));
  if (kind === undefined) return undefined;
  const settings = isJsonObject(volume[kind]) ? volume[kind] : { path: volume[kind] ?? '' };
  return kind === 'nfs' && isOn(settings['mounted'])
    ? { kind: 'hostPath', settings: { path: settings['mounted'] } }
    : { kind, settings };
};

const inPod = ({ kind, settings }: Way, folder: string | undefined): JsonObject => {
  const path = joined(textOf(settings['path']), folder);
  return kind === 'nfs' ? { nfs: { server: textOf(settings['server']) ?? '', path } } : { hostPath: { path } };
};

const throughClaim = (entry: StorageEntry, name: string, volume: JsonObject, way: Way | undefined): StorageResult => {
  const claimName = entry.app.names.storage[entry.name]?.claim ?? textOf(volume['claim']) ?? name;
  const folder = textOf(entry.entry['path']);
  return {
    source: { persistentVolumeClaim: { claimName } },
    ...(folder === undefined ? {} : { subPath: folder }),
    ...(way === undefined ? {} : { objects: volumeAndClaim(entry, claimName, volume, way) }),
  };
};

/** Name, size and source depend on the cluster and the namespace only, so that every app of the namespace says the same. */
const volumeAndClaim = (
  { app, pointer }: StorageEntry,
  claimName: string,
  shared: JsonObject,
  way: Way,
): CompiledObject[] => {
  const name = `${claimName}-${app.namespace}`;
  const accessModes = ['ReadWriteMany'];
  const storage = textOf(shared['size']) ?? '1Ti';
  const volume: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: metadataOf(name, undefined, { annotations: keptWhenRemoved }),
    spec: {
      capacity: { storage },
      accessModes,
      persistentVolumeReclaimPolicy: 'Retain',
      storageClassName: '',
      claimRef: { namespace: app.namespace, name: claimName },
      ...persistentSource(way),
    },
  };
  const claim: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: metadataOf(claimName, app.namespace, { annotations: keptWhenRemoved }),
    spec: { accessModes, resources: { requests: { storage } }, storageClassName: '', volumeName: name },
  };
  return [volume, claim].map((object) => made(app, pointer, object, { shared: true }));
};

const persistentSource = ({ kind, settings }: Way): JsonObject => {
  const path = textOf(settings['path']) ?? '';
  if (kind === 'nfs') return { nfs: { server: textOf(settings['server']) ?? '', path } };
  const node = textOf(settings['node']);
  const values = node === undefined ? undefined : [node];
  const terms = [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: values ?? [] }] }];
  return present({
    [kind]: { path },
    nodeAffinity: values === undefined ? undefined : { required: { nodeSelectorTerms: terms } },
  });
};
