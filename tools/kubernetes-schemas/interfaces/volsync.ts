/** volsync.backube/v1alpha1, VolSync 0.14: no npm package carries its types. */
import type { IAffinity } from 'kubernetes-models/v1/Affinity';
import type { IPodSecurityContext } from 'kubernetes-models/v1/PodSecurityContext';
import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import type { ReportingResource } from './metadata.ts';
import type { Port, Quantity, TextMap } from './scalars.ts';

type CopyMethod = 'Clone' | 'Direct' | 'None' | 'Snapshot';
type AccessMode = 'ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany' | 'ReadWriteOncePod';
type ServiceType = 'ClusterIP' | 'LoadBalancer' | 'NodePort';

interface Trigger {
  /** Cron expression; VolSync parses it, the API server checks a pattern. */
  schedule?: string;
  manual?: string;
}

interface External {
  provider?: string;
  parameters?: TextMap;
}

interface CustomCertificateAuthority {
  configMapName?: string;
  secretName?: string;
  key?: string;
}

/** Settings of the pod that moves the data. */
interface Mover {
  moverAffinity?: IAffinity;
  moverPodLabels?: TextMap;
  moverResources?: IResourceRequirements;
  moverSecurityContext?: IPodSecurityContext;
  moverServiceAccount?: string;
}

/** How a point-in-time copy of the volume is made. */
interface VolumeOptions {
  accessModes?: AccessMode[];
  capacity?: Quantity;
  copyMethod?: CopyMethod;
  storageClassName?: string;
  volumeSnapshotClassName?: string;
}

interface DestinationVolumeOptions extends VolumeOptions {
  cleanupTempPVC?: boolean;
  destinationPVC?: string;
}

interface ResticCache {
  cacheAccessModes?: AccessMode[];
  cacheCapacity?: Quantity;
  cacheStorageClassName?: string;
}

interface ResticRetain {
  hourly?: number;
  daily?: number;
  weekly?: number;
  monthly?: number;
  yearly?: number;
  last?: string;
  within?: string;
}

interface SourceRestic extends VolumeOptions, Mover, ResticCache {
  customCA?: CustomCertificateAuthority;
  pruneIntervalDays?: number;
  repository?: string;
  retain?: ResticRetain;
  unlock?: string;
}

interface DestinationRestic extends DestinationVolumeOptions, Mover, ResticCache {
  cleanupCachePVC?: boolean;
  customCA?: CustomCertificateAuthority;
  enableFileDeletion?: boolean;
  previous?: number;
  repository?: string;
  restoreAsOf?: string;
}

interface Rclone {
  customCA?: CustomCertificateAuthority;
  rcloneConfig?: string;
  rcloneConfigSection?: string;
  rcloneDestPath?: string;
}

interface SourceRclone extends VolumeOptions, Mover, Rclone {}
interface DestinationRclone extends DestinationVolumeOptions, Mover, Rclone {}

interface RsyncConnection {
  address?: string;
  moverPodLabels?: TextMap;
  moverResources?: IResourceRequirements;
  moverServiceAccount?: string;
  path?: string;
  port?: Port;
  serviceType?: ServiceType;
  sshKeys?: string;
  sshUser?: string;
}

interface SourceRsync extends VolumeOptions, RsyncConnection {}
interface DestinationRsync extends DestinationVolumeOptions, RsyncConnection {
  serviceAnnotations?: TextMap;
  volumeMode?: 'Block' | 'Filesystem';
}

interface SourceRsyncTls extends VolumeOptions, Mover {
  address?: string;
  keySecret?: string;
  port?: Port;
}

interface DestinationRsyncTls extends DestinationVolumeOptions, Mover {
  keySecret?: string;
  serviceAnnotations?: TextMap;
  serviceType?: ServiceType;
  volumeMode?: 'Block' | 'Filesystem';
}

interface SyncthingPeer {
  ID: string;
  address: string;
  introducer: boolean;
}

interface SourceSyncthing extends Mover {
  configAccessModes?: AccessMode[];
  configCapacity?: Quantity;
  configStorageClassName?: string;
  peers?: SyncthingPeer[];
  serviceType?: ServiceType;
}

interface ReplicationSourceSpec {
  external?: External;
  paused?: boolean;
  rclone?: SourceRclone;
  restic?: SourceRestic;
  rsync?: SourceRsync;
  rsyncTLS?: SourceRsyncTls;
  sourcePVC?: string;
  syncthing?: SourceSyncthing;
  trigger?: Trigger;
}

interface ReplicationDestinationSpec {
  external?: External;
  paused?: boolean;
  rclone?: DestinationRclone;
  restic?: DestinationRestic;
  rsync?: DestinationRsync;
  rsyncTLS?: DestinationRsyncTls;
  trigger?: Trigger;
}

export interface ReplicationSource extends ReportingResource<'volsync.backube/v1alpha1', 'ReplicationSource'> {
  spec?: ReplicationSourceSpec;
}

export interface ReplicationDestination
  extends ReportingResource<'volsync.backube/v1alpha1', 'ReplicationDestination'> {
  spec?: ReplicationDestinationSpec;
}
