/** `storage`: what is mounted, and where it comes from. The kind of an entry is told by its first key. */
import {
  boolean,
  entry,
  freeForm,
  kinds,
  listOf,
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
import { absolutePath, fileNames, label, objectName, quantity, relativePath } from '../leaves.ts';
import { backup } from './backup.ts';

const place = text(
  '^[a-z0-9]([-a-z0-9]*[a-z0-9])?\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
  'controller.container such as server.app',
);

const mountPlace = named(
  'Mount',
  object({
    path: must(absolutePath, 'Where it is mounted in the container', '/romm/resources'),
    subPath: may(relativePath('resources'), 'Folder or file of the volume that is mounted', 'resources'),
    readOnly: may(boolean(), 'Mounted without the right to write', true),
    in: may(
      listOf(place, { minItems: 1, uniqueItems: true }),
      'Containers that get it; needed with several controllers, and for init containers',
      ['server.app'],
    ),
    each: may(boolean(), 'Each file is mounted on its own, so that the folder keeps its other files', true),
  }),
);

const mountShapes = { string: absolutePath, object: mountPlace } as const;
export const mount = shapes('a path such as /data, a map with path, or a list of them', {
  ...mountShapes,
  array: listOf(shapes('a path such as /data or a map with path', mountShapes), { minItems: 1 }),
});
const mounted = {
  mount: may(mount, 'Where it is mounted: a path, a map, or a list of them', { path: '/romm/library', readOnly: true }),
};

const replicate = shapes('false, true or { by, method }', {
  boolean: boolean(),
  object: object({
    by: may(label('a way to replicate', 'volsync'), 'What keeps the copies equal', 'volsync'),
    method: may(label('a method', 'syncthing'), 'How it does that', 'syncthing'),
  }),
});
const placed = shapes('false, true or { path, nodes }', {
  boolean: boolean(),
  object: object({
    path: may(absolutePath, 'Folder on each node', '/data/pods/sonarr'),
    nodes: may(mapOf(label('a role', 'primary'), objectName('the name of a node', 'k3s-w1')), 'Role to node', {
      primary: 'k3s-w1',
      backup: 'k3s-w2',
    }),
  }),
});

const claim = object({
  size: must(quantity('20Gi'), 'Size of the claim; makes PersistentVolumeClaim `<app>-<name>`', '20Gi'),
  access: may(
    word('ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'),
    'Access mode; default ReadWriteOnce',
    'ReadWriteMany',
  ),
  class: may(
    objectName('a storage class by purpose', 'block'),
    "One of the cluster's storage classes by purpose",
    'block',
  ),
  ...mounted,
  backup: may(backup, "Overrides the app's `backup` for this claim", 'daily'),
  replicate: may(replicate, 'Keep copies on other nodes equal; false: not this one', false),
  static: may(placed, 'Static volumes in place of a provisioner', true),
});

const emptyFolder = object({
  sizeLimit: may(quantity('20Gi'), 'The pod is evicted when it holds more', '20Gi'),
  medium: may(word('Memory'), 'Kept in memory', 'Memory'),
});
const collected = word('monitor', 'tile', 'hosts', 'databases', 'failover');

export const storageEntry = named(
  'StorageEntry',
  kinds({
    size: claim,
    shared: object({
      shared: must(
        label('a shared volume of the cluster', 'media'),
        'Shared volume; the cluster says what it is',
        'media',
      ),
      path: may(relativePath('roms'), 'Folder in it; default: the whole', 'roms'),
      ...mounted,
    }),
    empty: object({
      empty: must(emptyFolder, 'Folder that lives as long as the pod', {}, { sizeLimit: '20Gi' }),
      ...mounted,
    }),
    memory: object({ memory: must(quantity('2Gi'), 'Folder in memory, and its size limit', '2Gi'), ...mounted }),
    claim: object({
      claim: must(objectName('the name of a claim', 'existing'), 'Claim that is there already', 'existing'),
      ...mounted,
    }),
    hostPath: object({
      hostPath: must(absolutePath, 'File, device or folder of the node', '/dev/net/tun'),
      ...mounted,
    }),
    secret: object({
      secret: must(objectName('the name of a Secret', 'romm'), 'Secret whose keys become files', 'romm'),
      ...mounted,
    }),
    configMap: object({
      configMap: must(objectName('the name of a ConfigMap', 'romm'), 'ConfigMap whose keys become files', 'romm'),
      ...mounted,
    }),
    volume: object({
      volume: must(freeForm(), 'core/v1 Volume but for its name', { csi: { driver: 'x' } }),
      ...mounted,
    }),
    files: object({
      files: must(fileNames('a.yml'), "Files of the app's folder `files`, byte for byte", ['a.yml']),
      ...mounted,
    }),
    templates: object({
      templates: must(fileNames('b.yml'), "Files of the app's folder `templates`, rendered", ['b.yml']),
      ...mounted,
    }),
    collect: object({
      collect: must(collected, 'What is gathered from every app: its trait of that name', 'tile'),
      as: must(label('a format', 'homepage'), 'Format that it is written in', 'homepage'),
      file: must(relativePath('services.yaml'), 'Name of the file', 'services.yaml'),
      ...mounted,
    }),
  }),
);

export const storage = shapes('false or a map of storage entries such as { data: { size: 20Gi, mount: /data } }', {
  boolean: off('false or a map of storage entries such as { data: { size: 20Gi, mount: /data } }'),
  object: mapOf(
    label('the name of a storage entry', 'data'),
    entry('false or a storage entry such as { size: 20Gi, mount: /data }', storageEntry),
  ),
});
