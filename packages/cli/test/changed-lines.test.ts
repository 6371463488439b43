/** Law: one changed value changes exactly the lines it feeds (DESIGN section 6). Ledgers hold hashes of files and are left out. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildKeelson, kubeconform } from './harness/command.ts';
import { changedLines, copySmall, edit, readTree } from './harness/tree.ts';

const keelson = await buildKeelson(await kubeconform());

const withoutLedgers = (tree: Map<string, string>): Map<string, string> =>
  new Map([...tree].filter(([path]) => !path.endsWith('.keelson.json')));

describe('one changed value changes exactly the lines it feeds', () => {
  const root = copySmall();
  const rendered = async (): Promise<Map<string, string>> => {
    const { code, stdout, stderr } = await keelson.run(['render'], { cwd: root });
    expect(code, stdout + stderr).toBe(0);
    return withoutLedgers(readTree(join(root, 'kubernetes')));
  };
  let before: Map<string, string>;
  beforeAll(async () => {
    before = await rendered();
  });

  const romm = 'apps/games/romm/app.yaml';
  const release = 'apps/games/romm/app/helmrelease.yaml';
  it.each<[what: string, file: string, from: string, to: string, lines: string[]]>([
    ['an image tag', romm, 'romm:5.2.0', 'romm:5.2.1', [`${release}: -tag: 5.2.0`, `${release}: +tag: 5.2.1`]],
    ['a memory limit', romm, 'memory: 2Gi', 'memory: 3Gi', [`${release}: -memory: 2Gi`, `${release}: +memory: 3Gi`]],
    ['a request', romm, 'memory: 512Mi', 'memory: 640Mi', [`${release}: -memory: 512Mi`, `${release}: +memory: 640Mi`]],
    [
      'the host of a route, which an expression reads too',
      romm,
      'host: romm',
      'host: games',
      [
        `${release}: -PUBLIC_URL: https://romm.\${SECRET_DOMAIN}`,
        `${release}: +PUBLIC_URL: https://games.\${SECRET_DOMAIN}`,
        'apps/games/romm/app/httproute.yaml: -- romm.${SECRET_DOMAIN}',
        'apps/games/romm/app/httproute.yaml: +- games.${SECRET_DOMAIN}',
      ],
    ],
    [
      'the size of a claim',
      romm,
      'size: 20Gi',
      'size: 30Gi',
      [
        'apps/games/romm/app/persistentvolumeclaim.yaml: -storage: 20Gi',
        'apps/games/romm/app/persistentvolumeclaim.yaml: +storage: 30Gi',
      ],
    ],
    [
      'an environment variable',
      romm,
      'LOG_LEVEL: info',
      'LOG_LEVEL: debug',
      [`${release}: -LOG_LEVEL: info`, `${release}: +LOG_LEVEL: debug`],
    ],
    [
      'a number of replicas',
      'apps/games/minecraft/app.yaml',
      'replicas: 1',
      'replicas: 2',
      [
        'apps/games/minecraft/app/helmrelease.yaml: -replicas: 1',
        'apps/games/minecraft/app/helmrelease.yaml: +replicas: 2',
      ],
    ],
    [
      'a value of a chart',
      'apps/infrastructure/reloader/app.yaml',
      'readOnlyRootFileSystem: true',
      'readOnlyRootFileSystem: false',
      [
        'apps/infrastructure/reloader/app/helmrelease.yaml: -readOnlyRootFileSystem: true',
        'apps/infrastructure/reloader/app/helmrelease.yaml: +readOnlyRootFileSystem: false',
      ],
    ],
    [
      'the version of a chart',
      'apps/infrastructure/reloader/app.yaml',
      'version: 2.2.16',
      'version: 2.2.17',
      [
        'apps/infrastructure/reloader/app/ocirepository.yaml: -tag: 2.2.16',
        'apps/infrastructure/reloader/app/ocirepository.yaml: +tag: 2.2.17',
      ],
    ],
    [
      'a path on a shared volume',
      romm,
      'path: roms',
      'path: games/roms',
      [`${release}: -path: /mnt/tank/media/roms`, `${release}: +path: /mnt/tank/media/games/roms`],
    ],
    [
      'the path of a probe, in its three forms',
      romm,
      'path: /api/heartbeat',
      'path: /healthz',
      ['liveness', 'readiness', 'startup'].flatMap(() => [
        `${release}: -path: /api/heartbeat`,
        `${release}: +path: /healthz`,
      ]),
    ],
    ['a description', romm, 'Manager and player for ROM collections', 'Manager of ROM collections', []],
    [
      'the time zone of the cluster, in each workload',
      'clusters/home.yaml',
      'timezone: Europe/Amsterdam',
      'timezone: Europe/Berlin',
      ['games/minecraft', 'games/romm', 'media/jellyfin'].flatMap((app) => [
        `apps/${app}/app/helmrelease.yaml: -TZ: Europe/Amsterdam`,
        `apps/${app}/app/helmrelease.yaml: +TZ: Europe/Berlin`,
      ]),
    ],
    [
      'a setting, read by Flux',
      'clusters/home.yaml',
      'NFS_STORAGE_HOST: 10.0.0.5',
      'NFS_STORAGE_HOST: 10.0.0.6',
      ['flux/settings.yaml: -NFS_STORAGE_HOST: 10.0.0.5', 'flux/settings.yaml: +NFS_STORAGE_HOST: 10.0.0.6'],
    ],
  ])('%s', async (_what, file, from, to, lines) => {
    edit(root, file, from, to);
    const after = await rendered();
    edit(root, file, to, from);
    expect(changedLines(before, after)).toEqual(lines);
  });
});
