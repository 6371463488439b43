import type { MergedCluster } from '../../../../model/cluster.ts';
import type { Diagnostic } from '../../../../model/diagnostic.ts';
import { isJsonObject, type JsonPointer } from '../../../../model/json.ts';
import type { KubernetesObject } from '../../../../model/kubernetes.ts';
import type { EvaluatedApp } from '../../../../model/names.ts';
import { choices, finding } from '../../finding.ts';
import { keptWhenRemoved, made, metadataOf } from '../../made.ts';
import { clusterMap, clusterValue, present, textOf, textsOf } from '../../written.ts';
import type { StorageKind } from '../storage.ts';

/** `size`: a PersistentVolumeClaim `<app>-<entry>` that outlives its definition. */
export const claim: StorageKind = ({ app, cluster, name, entry, pointer }) => {
  const claimName = app.names.storage[name]?.claim ?? `${app.name}-${name}`;
  const accessModes = entry['access'] === undefined ? ['ReadWriteOnce'] : textsOf(entry['access']);
  const storageClass = storageClassOf(app, cluster, textOf(entry['class']), `${pointer}/class`);
  const object: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: metadataOf(claimName, app.namespace, { annotations: keptWhenRemoved }),
    spec: present({
      accessModes,
      resources: { requests: { storage: textOf(entry['size']) ?? '' } },
      storageClassName: storageClass.name,
    }),
  };
  return {
    objects: [made(app, pointer, object)],
    source: { persistentVolumeClaim: { claimName } },
    exclusive: accessModes.every((mode) => mode.startsWith('ReadWriteOnce')),
    diagnostics: storageClass.diagnostics,
  };
};

/** `claim`: one that is there already. */
export const existingClaim: StorageKind = ({ entry }) => ({
  source: { persistentVolumeClaim: { claimName: textOf(entry['claim']) ?? '' } },
});

/**
 * The StorageClass of a purpose (`storage.classes` of the cluster); without a purpose the cluster's `storage.class`, and without
 * that none is written: the cluster's default class serves.
 */
export const storageClassOf = (
  app: EvaluatedApp,
  cluster: MergedCluster,
  written: string | undefined,
  pointer: JsonPointer,
): { name?: string; diagnostics: Diagnostic[] } => {
  const purpose = written ?? textOf(clusterValue(cluster, 'storage', 'class'));
  if (purpose === undefined) return { diagnostics: [] };
  const classes = clusterMap(cluster, 'storage', 'classes');
  const met = Object.hasOwn(classes, purpose) ? classes[purpose] : undefined;
  if (typeof met === 'string') return { name: met, diagnostics: [] };
  const message = isJsonObject(met)
    ? `storage class ${purpose} is met by static volumes, which this version of Keelson does not render yet`
    : `storage class ${purpose} is not one of the cluster's`;
  const problem = isJsonObject(met)
    ? finding(app, { code: 'not-built', pointer, message, hint: 'Use a class that a provisioner meets.' })
    : finding(app, { code: 'storage-class-unknown', pointer, message, hint: choices(purpose, Object.keys(classes)) });
  return { diagnostics: [problem] };
};
