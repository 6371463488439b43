import { mapOf, present, textOf } from '../../written.ts';
import { secretName } from '../secrets.ts';
import type { StorageKind } from '../storage.ts';

/** `empty`: a folder that lives as long as the pod. */
export const empty: StorageKind = ({ entry }) => ({ source: { emptyDir: mapOf(entry['empty']) } });

/** `memory`: a folder in memory, of at most that size. */
export const memory: StorageKind = ({ entry }) => ({
  source: { emptyDir: present({ medium: 'Memory', sizeLimit: textOf(entry['memory']) }) },
});

/** `hostPath`: a file, device or folder of the node; a map also says its type. */
export const hostPath: StorageKind = ({ entry }) => ({ source: hostPathOf(entry['hostPath']) });

const hostPathOf = (written: Parameters<typeof textOf>[0]) => {
  const path = textOf(written);
  return { hostPath: path === undefined ? mapOf(written) : { path } };
};

/** `secret`: keys of a Secret as files. */
export const secret: StorageKind = ({ app, entry }) => ({
  source: { secret: { secretName: secretName(app, textOf(entry['secret']) ?? '') } },
});

/** `configMap`: keys of a ConfigMap as files. */
export const configMap: StorageKind = ({ entry }) => ({
  source: { configMap: { name: textOf(entry['configMap']) ?? '' } },
});

/** `volume`: any core/v1 Volume, as written. */
export const volume: StorageKind = ({ entry }) => ({ source: mapOf(entry['volume']) });
