import { describe, expect, it } from 'vitest';
import { storage } from '../../../../src/compile/expand/traits/storage.ts';
import { cluster, codesOf, madeBy, objectsOf, run } from '../fixture.ts';

const sharedCluster = (mode: string) =>
  cluster(`
storage:
  mode: ${mode}
  shared:
    media:
      claim: shared-data
      size: 8Ti
      nfs: { server: "\${NFS_STORAGE_HOST}", path: "\${MEDIA_SERVER}" }
      local: { path: /var/lib/media-data, node: homelab }
    backups: { hostPath: { path: /mnt/nas1/backup } }
    mounted: { nfs: { server: nas, path: /x, mounted: /mnt/x } }
    existing: { claim: made-elsewhere }
    nothing: {}`);

describe('claims', () => {
  it('keeps a claim when its definition goes, in the class of its purpose', () => {
    const result = run(storage, '{ name: romm, storage: { data: { size: 20Gi, class: database, mount: /data } } }');
    expect(objectsOf(result)).toEqual([
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: {
          name: 'romm-data',
          namespace: 'games',
          annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
        },
        spec: {
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage: '20Gi' } },
          storageClassName: 'local-path',
        },
      },
    ]);
    expect(result.objects![0]!.pointer).toBe('/storage/data');
    expect(result.volumes![0]).toMatchObject({
      exclusive: true,
      source: { persistentVolumeClaim: { claimName: 'romm-data' } },
    });
  });

  it('is not exclusive when many may write, and names no class where the cluster has none', () => {
    const bare = cluster('storage: { class: null }');
    const result = run(
      storage,
      '{ name: romm, storage: { data: { size: 1Gi, access: ReadWriteMany, mount: /data } } }',
      {
        cluster: bare,
      },
    );
    expect(objectsOf(result)[0]!['spec']).toEqual({
      accessModes: ['ReadWriteMany'],
      resources: { requests: { storage: '1Gi' } },
    });
    expect(result.volumes![0]).not.toHaveProperty('exclusive');
  });

  it('gives the workload nothing without a mount', () => {
    const result = run(storage, '{ name: grafana, storage: { data: { size: 5Gi } } }');
    expect(madeBy(result)).toEqual(['PersistentVolumeClaim/games/grafana-data']);
    expect(result.volumes).toEqual([]);
  });

  it('refuses a class that is no purpose of the cluster, and one that is not built', () => {
    const unknown = run(storage, '{ name: a, storage: { data: { size: 1Gi, class: blok } } }');
    expect(codesOf(unknown)).toEqual(['error storage-class-unknown']);
    expect(unknown.diagnostics![0]).toMatchObject({
      hint: 'Did you mean block?',
      origin: { file: 'apps/games/a/app.yaml', pointer: '/storage/data/class' },
    });
    const pair = cluster('storage: { classes: { block: { static: { path: /data } } } }');
    expect(codesOf(run(storage, '{ name: a, storage: { data: { size: 1Gi } } }', { cluster: pair }))).toEqual([
      'error not-built',
    ]);
  });
});

describe('shared volumes', () => {
  const yaml =
    '{ name: romm, storage: { library: { shared: media, path: roms, mount: { path: /l, subPath: snes } } } }';

  it('goes through one volume and one claim a namespace, the same from every app', () => {
    const first = run(storage, yaml, { cluster: sharedCluster('nfs') });
    const second = run(storage, '{ name: other, storage: { all: { shared: media, mount: /all } } }', {
      cluster: sharedCluster('nfs'),
    });
    expect(madeBy(first)).toEqual(['PersistentVolume/shared-data-games', 'PersistentVolumeClaim/games/shared-data']);
    expect(objectsOf(first)).toEqual(objectsOf(second));
    expect(objectsOf(first)[0]!['spec']).toEqual({
      capacity: { storage: '8Ti' },
      accessModes: ['ReadWriteMany'],
      persistentVolumeReclaimPolicy: 'Retain',
      storageClassName: '',
      claimRef: { namespace: 'games', name: 'shared-data' },
      nfs: { server: '${NFS_STORAGE_HOST}', path: '${MEDIA_SERVER}' },
    });
    expect(first.volumes![0]!.mounts).toEqual([{ path: '/l', subPath: 'roms/snes' }]);
  });

  it('is switched to the machine by one word', () => {
    const result = run(storage, yaml, { cluster: sharedCluster('local') });
    expect(objectsOf(result)[0]!['spec']).toMatchObject({
      local: { path: '/var/lib/media-data' },
      nodeAffinity: {
        required: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['homelab'] }] },
          ],
        },
      },
    });
  });

  it('is stated once by an app that uses it twice', () => {
    const twice =
      '{ name: a, storage: { x: { shared: media, path: x, mount: /x }, y: { shared: media, path: y, mount: /y } } }';
    const result = run(storage, twice, { cluster: sharedCluster('nfs') });
    expect(madeBy(result)).toEqual(['PersistentVolume/shared-data-games', 'PersistentVolumeClaim/games/shared-data']);
    expect(result.volumes).toHaveLength(2);
  });

  it.each([
    ['backups', { hostPath: { path: '/mnt/nas1/backup/sql' } }],
    ['mounted', { hostPath: { path: '/mnt/x/sql' } }],
    ['existing', { persistentVolumeClaim: { claimName: 'made-elsewhere' } }],
  ])('%s is mounted in the pod without an object', (name, source) => {
    const result = run(storage, `{ name: a, storage: { x: { shared: ${name}, path: sql, mount: /x } } }`, {
      cluster: sharedCluster('nfs'),
    });
    expect(result.objects).toEqual([]);
    expect(result.volumes![0]!.source).toEqual(source);
  });

  it('refuses one that the cluster has not, or does not meet', () => {
    const result = run(
      storage,
      '{ name: a, storage: { x: { shared: medi, mount: /x }, y: { shared: nothing, mount: /y } } }',
      {
        cluster: sharedCluster('nfs'),
      },
    );
    expect(codesOf(result)).toEqual(['error shared-volume-unknown', 'error shared-volume-unknown']);
    expect(result.diagnostics![0]!.hint).toBe('Did you mean media?');
    expect(result.volumes).toEqual([]);
  });
});

describe('volumes of the pod', () => {
  it.each([
    ['empty: {}', { emptyDir: {} }],
    ['empty: { sizeLimit: 20Gi }', { emptyDir: { sizeLimit: '20Gi' } }],
    ['memory: 2Gi', { emptyDir: { medium: 'Memory', sizeLimit: '2Gi' } }],
    ['claim: existing', { persistentVolumeClaim: { claimName: 'existing' } }],
    ['hostPath: /dev/net/tun', { hostPath: { path: '/dev/net/tun' } }],
    ['secret: keys', { secret: { secretName: 'keys' } }],
    ['configMap: conf', { configMap: { name: 'conf' } }],
    ['volume: { csi: { driver: x } }', { csi: { driver: 'x' } }],
  ])('%s', (written, source) => {
    const result = run(storage, `{ name: a, storage: { x: { ${written}, mount: /x } } }`);
    expect(result.objects).toEqual([]);
    expect(result.volumes).toEqual([{ name: 'x', source, mounts: [{ path: '/x' }], pointer: '/storage/x' }]);
  });

  it('mounts at a path, a map, or several places', () => {
    const yaml = `
name: a
storage:
  x: { empty: {}, mount: [/one, { path: /two, subPath: two, readOnly: true, in: [server.app] }] }
  off: false`;
    expect(run(storage, yaml).volumes![0]!.mounts).toEqual([
      { path: '/one' },
      { path: '/two', subPath: 'two', readOnly: true, in: ['server.app'] },
    ]);
  });
});

describe('files', () => {
  const files = { 'run.sh': 'echo ${HOME} $$\n', 'logo.png': { base64: 'AAEC' }, 'sub/b.yml': 'b: 1\n' };

  it('carries bytes as they are and keeps Flux out of them', () => {
    const yaml = '{ name: a, storage: { scripts: { files: [run.sh, logo.png, sub/b.yml], mount: /s } } }';
    const result = run(storage, yaml, { files });
    expect(result.objects![0]!.literal).toBe(true);
    expect(objectsOf(result)).toEqual([
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: {
          name: 'a-scripts',
          namespace: 'games',
          annotations: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' },
        },
        data: { 'run.sh': 'echo ${HOME} $$\n', 'b.yml': 'b: 1\n' },
        binaryData: { 'logo.png': 'AAEC' },
      },
    ]);
    expect(result.volumes![0]).toMatchObject({
      source: { configMap: { name: 'a-scripts' } },
      mounts: [{ path: '/s' }],
    });
  });

  it('mounts each file on its own', () => {
    const yaml =
      '{ name: a, storage: { s: { files: [run.sh, sub/b.yml], mount: { path: /etc/a, each: true, in: [app] } } } }';
    expect(run(storage, yaml, { files }).volumes![0]!.mounts).toEqual([
      { path: '/etc/a/run.sh', subPath: 'run.sh', in: ['app'] },
      { path: '/etc/a/b.yml', subPath: 'b.yml', in: ['app'] },
    ]);
  });

  it('is watched by Flux when the values of the chart read it', () => {
    const yaml =
      '{ name: a, helm: { chart: x, valuesFrom: [{ kind: ConfigMap, name: a-v }] }, storage: { v: { files: [run.sh] } } }';
    expect(objectsOf(run(storage, yaml, { files }))[0]!.metadata.labels).toEqual({
      'reconcile.fluxcd.io/watch': 'Enabled',
    });
  });

  it('names a file that is not there at its place in the list', () => {
    const result = run(storage, '{ name: a, storage: { s: { files: [run.sh, rum.sh], mount: /s } } }', { files });
    expect(codesOf(result)).toEqual(['error file-missing']);
    expect(result.diagnostics![0]).toMatchObject({
      hint: 'Did you mean run.sh?',
      origin: { file: 'apps/games/a/app.yaml', pointer: '/storage/s/files/1' },
    });
  });

  it('renders templates, whose placeholders count', () => {
    const result = run(storage, '{ name: a, storage: { c: { templates: [config.yaml], mount: /c } } }', {
      renderedFiles: { 'c/config.yaml': 'host: ${SECRET_DOMAIN}\n' },
    });
    expect(objectsOf(result)).toEqual([
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'a-c', namespace: 'games' },
        data: { 'config.yaml': 'host: ${SECRET_DOMAIN}\n' },
      },
    ]);
    expect(result.objects![0]).not.toHaveProperty('literal');
  });
});

describe('collectors', () => {
  it('leaves a file for the linker to fill', () => {
    const yaml =
      '{ name: gatus, storage: { e: { collect: monitor, as: gatus, file: endpoints.yaml, mount: { path: /config, each: true } } } }';
    const result = run(storage, yaml);
    expect(result.objects![0]).toMatchObject({
      collect: { trait: 'monitor', as: 'gatus', key: 'endpoints.yaml' },
      object: { kind: 'ConfigMap', metadata: { name: 'gatus-e' }, data: { 'endpoints.yaml': '' } },
    });
    expect(result.volumes![0]!.mounts).toEqual([{ path: '/config/endpoints.yaml', subPath: 'endpoints.yaml' }]);
    expect(result.envFrom).toEqual([]);
  });

  it('gives a collector of tiles the keys of their widgets', () => {
    const result = run(
      storage,
      '{ name: homepage, storage: { s: { collect: tile, as: homepage, file: services.yaml, mount: /c } } }',
    );
    expect(madeBy(result)).toEqual(['ConfigMap/games/homepage-s', 'ExternalSecret/games/homepage-s-keys']);
    expect(result.objects![1]!.collectSecrets).toBe(true);
    expect(result.envFrom).toEqual([{ secret: 'homepage-s-keys', optional: true }]);
  });

  it('refuses what is not collected yet', () => {
    const result = run(storage, '{ name: a, storage: { s: { collect: hosts, as: blocky, file: h.yml, mount: /c } } }');
    expect(codesOf(result)).toEqual(['error not-built']);
  });
});
