/** snapshot.storage.k8s.io/v1 of kubernetes-csi/external-snapshotter 8: no npm package carries its types. */
import type { CustomResource, ReportingResource } from './metadata.ts';
import type { TextMap } from './scalars.ts';

interface VolumeSnapshotSource {
  persistentVolumeClaimName?: string;
  volumeSnapshotContentName?: string;
}

interface VolumeSnapshotSpec {
  source: VolumeSnapshotSource;
  volumeSnapshotClassName?: string;
}

export interface VolumeSnapshot extends ReportingResource<'snapshot.storage.k8s.io/v1', 'VolumeSnapshot'> {
  spec: VolumeSnapshotSpec;
}

export interface VolumeSnapshotClass extends CustomResource<'snapshot.storage.k8s.io/v1', 'VolumeSnapshotClass'> {
  deletionPolicy: 'Delete' | 'Retain';
  driver: string;
  parameters?: TextMap;
}
