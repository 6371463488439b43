import type { CompiledObject } from '../../../../model/compiled.ts';
import type { KubernetesObject } from '../../../../model/kubernetes.ts';
import { finding } from '../../finding.ts';
import { made, metadataOf } from '../../made.ts';
import { clusterValue, isOn, textOf } from '../../written.ts';
import { externalSecretObject } from '../secrets.ts';
import type { StorageEntry, StorageKind, StorageResult } from '../storage.ts';
import { configMapName } from './files.ts';
import { baseName } from './paths.ts';

/**
 * `collect`: a ConfigMap with one file that the linker writes from what every app's trait said. A collector of tiles also gets a
 * Secret of the keys that the tiles' widgets read, as environment variables.
 */
export const collect: StorageKind = (entry) => {
  const trait = textOf(entry.entry['collect']);
  if (trait !== 'monitor' && trait !== 'tile') return notBuilt(entry, trait ?? '');
  const key = baseName(textOf(entry.entry['file']) ?? '');
  const name = configMapName(entry);
  const object: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadataOf(name, entry.app.namespace),
    data: { [key]: '' },
  };
  const collected = { trait, as: textOf(entry.entry['as']) ?? '', key } as const;
  const keys = trait === 'tile' ? widgetKeys(entry, `${name}-keys`) : {};
  return {
    ...keys,
    objects: [made(entry.app, entry.pointer, object, { collect: collected }), ...(keys.objects ?? [])],
    source: { configMap: { name } },
    fileNames: [key],
  };
};

/** `optional`, because a platform whose widgets need no key has no such Secret. */
const widgetKeys = (entry: StorageEntry, name: string): StorageResult => {
  const { app, cluster } = entry;
  const envFrom = [{ secret: name, optional: true }];
  if (!isOn(clusterValue(cluster, 'secrets', 'externalSecrets'))) return { envFrom };
  const object = externalSecretObject(cluster, { name, namespace: app.namespace, keys: [], items: [] });
  const compiled: CompiledObject = made(app, entry.pointer, object, { collectSecrets: true });
  return { envFrom, objects: [compiled] };
};

const notBuilt = ({ app, pointer }: StorageEntry, trait: string): StorageResult => ({
  diagnostics: [
    finding(app, {
      code: 'not-built',
      pointer: `${pointer}/collect`,
      message: `collecting ${trait} is not built yet; monitor and tile are`,
    }),
  ],
});
