/** `storage`, `backup`, `databases`: how data is kept here. */

import { keep } from '../app/backup.ts';
import {
  atLeastOne,
  boolean,
  entry,
  integer,
  mapOf,
  may,
  must,
  named,
  object,
  off,
  shapes,
  text,
  word,
} from '../build.ts';
import {
  absolutePath,
  addressOrName,
  cron,
  image,
  label,
  objectName,
  pattern,
  quantity,
  url,
  words,
} from '../leaves.ts';

const role = label('a role', 'primary');
const appReference = text(
  '^[a-z0-9]([-a-z0-9]*[a-z0-9])?/[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
  'category/app such as storage/volsync-failover',
);
const nodeName = objectName('the name of a node', 'k3s-w1');

const staticClass = named(
  'StaticClass',
  object({
    static: must(
      object({
        path: must(pattern('/data/pods/<% app.name %>'), 'Folder on each node', '/data/pods/<% app.name %>'),
        nodes: must(mapOf(role, nodeName, { minProperties: 1 }), 'Role to node; `primary` is what the app mounts', {
          primary: 'k3s-w1',
          backup: 'k3s-w2',
        }),
        volume: may(pattern('pv-<% app.name %>-<% role %>'), 'Names of the volumes', 'pv-<% app.name %>-<% role %>'),
        claim: may(
          shapes('a pattern, or a map from role to pattern', {
            string: pattern('pvc-<% app.name %>-<% role %>'),
            object: mapOf(role, pattern('pvc-<% app.name %>')),
          }),
          'Names of the claims',
          { primary: 'pvc-<% app.name %>', backup: 'pvc-<% app.name %>-backup' },
        ),
      }),
      'Met by static volumes, one a role',
      { path: '/data/pods/<% app.name %>', nodes: { primary: 'k3s-w1' } },
    ),
    replicate: may(
      entry(
        'false or { by: volsync, method: syncthing }',
        object({
          by: must(label('a way to replicate', 'volsync'), 'What keeps the roles equal', 'volsync'),
          method: may(label('a method', 'syncthing'), 'How it does that', 'syncthing'),
        }),
      ),
      'Keep the roles equal',
      { by: 'volsync', method: 'syncthing' },
    ),
    failover: may(
      entry(
        'false or { by: storage/volsync-failover }',
        object({ by: must(appReference, 'App that moves others', 'storage/volsync-failover') }),
      ),
      'Who moves an app to the other node',
      { by: 'storage/volsync-failover' },
    ),
  }),
);

const purpose = label('a purpose', 'block');
const className = objectName('a StorageClass', 'ceph-block');
const classOrStatic = 'a StorageClass such as ceph-block, or { static: … }';

export const sharedVolume = named(
  'SharedVolume',
  object(
    {
      claim: may(
        objectName('the name of a claim', 'shared-data'),
        'Used through a claim of this name in each namespace that uses it',
        'shared-data',
      ),
      size: may(quantity('8Ti'), 'Written on volume and claim', '8Ti'),
      mode: may(
        word('nfs', 'local', 'hostPath'),
        "Which of the ways below holds; default: the section's `mode`",
        'nfs',
      ),
      nfs: may(
        object({
          server: must(addressOrName, 'Address of the server', '10.0.0.5'),
          path: must(absolutePath, 'Path of the export', '/mnt/tank/media'),
          mounted: may(absolutePath, 'Where the machine mounts it already: volumes are then hostPath', '/mnt/nas1'),
        }),
        'An export of a file server',
        { server: '10.0.0.5', path: '/mnt/tank/media' },
      ),
      local: may(
        object({
          path: must(absolutePath, 'Folder', '/var/lib/media'),
          node: must(nodeName, 'Node it is on', 'homelab'),
        }),
        'A local volume of one node',
        { path: '/var/lib/media', node: 'homelab' },
      ),
      hostPath: may(
        object({
          path: must(absolutePath, 'Folder', '/srv/media'),
          node: may(nodeName, 'Node it is on; default: every node', 'homelab'),
        }),
        'A folder of the machine',
        { path: '/srv/media' },
      ),
    },
    atLeastOne('nfs', 'local', 'hostPath', 'claim'),
  ),
);

export const storage = named(
  'ClusterStorage',
  object({
    tier: may(label('a tier', 'storage'), 'Tier of what this section itself makes', 'storage'),
    mode: may(word('nfs', 'local', 'hostPath'), 'Which way every shared volume is met that has several', 'nfs'),
    class: may(purpose, 'Class of a claim that names none', 'block'),
    classes: may(
      mapOf(purpose, shapes(classOrStatic, { boolean: off(classOrStatic), string: className, object: staticClass })),
      'Purpose to StorageClass or static volumes',
      { block: 'ceph-block', database: 'openebs-hostpath' },
    ),
    snapshots: may(
      mapOf(
        purpose,
        shapes('a VolumeSnapshotClass, or false', {
          boolean: off('a VolumeSnapshotClass, or false'),
          string: objectName('a VolumeSnapshotClass', 'csi-ceph-block'),
        }),
      ),
      'Purpose to VolumeSnapshotClass; a class without one is copied',
      { block: 'csi-ceph-block' },
    ),
    shared: may(
      mapOf(
        label('a shared volume', 'media'),
        entry('false or a volume such as { nfs: { server, path } }', sharedVolume),
      ),
      'Volumes that several apps use',
      { media: { nfs: { server: '10.0.0.5', path: '/mnt/tank/media' } } },
    ),
  }),
);

const schedule = label('a schedule', 'daily');
const targetName = label('a target', 'b2');
const target = named(
  'BackupTarget',
  object(
    {
      s3: may(
        object({
          endpoint: must(url, 'Endpoint', 'https://s3.eu-central-003.backblazeb2.com'),
          bucket: must(words, 'Bucket', 'home-backup'),
        }),
        'An S3 bucket',
        { endpoint: 'https://s3.example.com', bucket: 'home-backup' },
      ),
      nfs: may(
        object({
          server: must(addressOrName, 'Address of the server', '10.0.0.5'),
          path: must(absolutePath, 'Path of the export', '/mnt/tank/backup'),
        }),
        'An export of a file server',
        { server: '10.0.0.5', path: '/mnt/tank/backup' },
      ),
      path: may(absolutePath, 'A folder of the machine', '/mnt/backup'),
      secret: must(
        objectName('the name of a Secret', 'restic-b2'),
        'Secret with RESTIC_PASSWORD and the keys of the target',
        'restic-b2',
      ),
    },
    atLeastOne('s3', 'nfs', 'path'),
  ),
);
const wordOff = 'a schedule such as weekly, or false';
const dumps = object({
  schedule: must(schedule, 'One of the schedules', 'daily'),
  target: may(targetName, 'One of the targets', 'b2'),
  keep: may(keep, 'How many of each stay', { daily: 14 }),
});

export const clusterBackup = entry(
  'false or a section such as { by: volsync }',
  named(
    'ClusterBackup',
    object({
      by: must(word('volsync', 'cronjob'), 'What makes the copies', 'volsync'),
      target: may(targetName, 'Target of a backup that names none', 'b2'),
      targets: may(
        mapOf(targetName, entry('false or a target such as { path: /mnt/backup, secret: restic }', target)),
        'Where copies go',
        { nas: { path: '/mnt/backup', secret: 'restic-nas' } },
      ),
      schedules: may(mapOf(schedule, cron), 'The words apps use, and when each is', { daily: '30 2 * * *' }),
      keep: may(keep, 'How many of each stay', { daily: 7, weekly: 5 }),
      verify: may(
        shapes(wordOff, { boolean: off(wordOff), string: schedule }),
        'How often a sample is restored and compared',
        'weekly',
      ),
      dumps: may(entry('false or { schedule: daily }', dumps), 'SQL dumps of every database', {
        schedule: 'daily',
        target: 'b2',
      }),
    }),
  ),
);

const clusterKeys = {
  by: may(label('what runs it', 'cloudnative-pg'), 'What runs it', 'cloudnative-pg'),
  cluster: may(word('own', 'shared'), 'One an app, or one for all; default of the app', 'own'),
  namespace: may(label('a namespace', 'database'), 'Namespace of the shared one', 'database'),
  instances: may(integer(1, undefined, 'a number of instances such as 2'), 'How many instances', 2),
  size: may(quantity('10Gi'), 'Size of its volume', '10Gi'),
  class: may(purpose, 'Storage class by purpose', 'database'),
  image: may(image, 'Image; default: `images`', 'ghcr.io/cloudnative-pg/postgresql:18.1'),
  memory: may(quantity('128Mi'), 'Most memory it uses', '128Mi'),
  backup: may(
    shapes('a schedule such as daily, or false', { boolean: boolean(), string: schedule }),
    'Backup of each database cluster',
    'daily',
  ),
};
const { memory, ...postgresKeys } = clusterKeys;
const { by, cluster, namespace, instances, image: storeImage } = clusterKeys;
const storeKeys = named('ClusterCache', object({ by, cluster, namespace, instances, memory, image: storeImage }));

export const databases = named(
  'Databases',
  object({
    postgres: may(
      entry('false or { by: cloudnative-pg }', named('ClusterPostgres', object(postgresKeys))),
      'Defaults of `database: { postgres: … }`',
      { by: 'cloudnative-pg', cluster: 'own' },
    ),
    valkey: may(entry('false or { memory: 128Mi }', storeKeys), 'Defaults of `cache: { valkey: … }`', {
      cluster: 'own',
      memory: '128Mi',
    }),
    redis: may(entry('false or { memory: 128Mi }', storeKeys), 'Defaults of `cache: { redis: … }`', {
      cluster: 'own',
      memory: '128Mi',
    }),
  }),
);
