import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findOnPath } from '../src/identify.ts';
import {
  currentEnvironment,
  type Environment,
  findKubeconform,
  installKubeconform,
  kubeconformPin,
} from '../src/index.ts';

let folder: string;
let environment: Environment;
const go = await findOnPath('go', currentEnvironment());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keelson-install-'));
  environment = {
    variables: { PATH: '', XDG_CACHE_HOME: folder },
    platform: 'linux',
    architecture: 'x64',
    homeFolder: homedir(),
  };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const versionFolder = () => join(folder, 'keelson', 'kubeconform', 'v9.9.9');

describe('from a release', () => {
  let server: Server;
  let releases: string;
  let files: Map<string, Buffer>;

  const archiveOf = async (name: string, content: string): Promise<Buffer> => {
    const staging = join(folder, 'staging');
    await mkdir(staging, { recursive: true });
    await writeFile(join(staging, name), content);
    await execa('tar', ['-czf', 'archive.tar.gz', name], { cwd: staging });
    return readFile(join(staging, 'archive.tar.gz'));
  };
  const publish = (asset: string, archive: Buffer, sum = createHash('sha256').update(archive).digest('hex')) => {
    files.set(`/v9.9.9/${asset}`, archive);
    files.set('/v9.9.9/CHECKSUMS', Buffer.from(`${'0'.repeat(64)}  other.tar.gz\n${sum}  ${asset}\n`));
  };
  const install = () => installKubeconform(environment, { version: 'v9.9.9', releases });

  beforeEach(async () => {
    files = new Map();
    server = createServer((request, response) => {
      const file = files.get(request.url ?? '');
      response.statusCode = file === undefined ? 404 : 200;
      response.end(file);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    releases = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it('unpacks what its checksum proves, and records what it is', async () => {
    const content = '#!/bin/sh\necho released\n';
    publish('kubeconform-linux-amd64.tar.gz', await archiveOf('kubeconform', content));
    const installed = await install();
    expect(installed).toEqual({ path: join(versionFolder(), 'kubeconform'), version: 'v9.9.9', from: 'cache' });
    expect((await execa(installed.path)).stdout).toBe('released');
    expect(JSON.parse(await readFile(join(versionFolder(), 'kubeconform.json'), 'utf8'))).toEqual({
      version: 'v9.9.9',
      sha256: createHash('sha256').update(content).digest('hex'),
      size: content.length,
      from: `${releases}/v9.9.9/kubeconform-linux-amd64.tar.gz`,
    });
    expect(await readdir(join(folder, 'keelson', 'kubeconform'))).toEqual(['v9.9.9']);
  });

  it('takes the archive of the platform', async () => {
    environment = { ...environment, platform: 'darwin', architecture: 'arm64' };
    publish('kubeconform-darwin-arm64.tar.gz', await archiveOf('kubeconform', 'x'));
    expect((await install()).version).toBe('v9.9.9');
    environment = { ...environment, platform: 'sunos' };
    await rm(versionFolder(), { recursive: true });
    await expect(install()).rejects.toMatchObject({
      code: 'install-failed',
      message: expect.stringContaining('sunos-arm64'),
    });
  });

  it('lets many runs install at once', async () => {
    publish('kubeconform-linux-amd64.tar.gz', await archiveOf('kubeconform', 'x'));
    const paths = await Promise.all(Array.from({ length: 8 }, async () => (await install()).path));
    expect(new Set(paths)).toEqual(new Set([join(versionFolder(), 'kubeconform')]));
    expect(await readdir(join(folder, 'keelson', 'kubeconform'))).toEqual(['v9.9.9']);
  });

  it('replaces what an interrupted run of another kind left under its name', async () => {
    await mkdir(versionFolder(), { recursive: true });
    await writeFile(join(versionFolder(), 'kubeconform'), 'half');
    publish('kubeconform-linux-amd64.tar.gz', await archiveOf('kubeconform', 'whole'));
    expect(await readFile((await install()).path, 'utf8')).toBe('whole');
    expect(await readdir(join(folder, 'keelson', 'kubeconform'))).toEqual(['v9.9.9']);
  });

  it.each([
    [
      'another checksum',
      async () => publish('kubeconform-linux-amd64.tar.gz', await archiveOf('kubeconform', 'x'), '1'.repeat(64)),
      'CHECKSUMS of the release says 1111',
    ],
    [
      'no checksum',
      async () =>
        files.set('/v9.9.9/kubeconform-linux-amd64.tar.gz', Buffer.from('x')).set('/v9.9.9/CHECKSUMS', Buffer.from('')),
      'says nothing of it',
    ],
    ['no such release', async () => undefined, 'answered 404'],
    [
      'an archive that is none',
      async () => publish('kubeconform-linux-amd64.tar.gz', Buffer.from('not gzip')),
      'tar could not unpack',
    ],
    [
      'an archive of something else',
      async () => publish('kubeconform-linux-amd64.tar.gz', await archiveOf('other', 'x')),
      'gave no file kubeconform',
    ],
  ])('leaves nothing behind: %s', async (_name, prepare, why) => {
    await prepare();
    await expect(install()).rejects.toMatchObject({ code: 'install-failed', message: expect.stringContaining(why) });
    expect(await readdir(join(folder, 'keelson', 'kubeconform'))).toEqual([]);
  });

  it('says so where nobody answers', async () => {
    await expect(
      installKubeconform(environment, { version: 'v9.9.9', releases: 'http://127.0.0.1:1' }),
    ).rejects.toMatchObject({ code: 'install-failed', message: expect.stringContaining('could not be downloaded') });
  });
});

describe('with Go', () => {
  it('needs Go', async () => {
    await expect(installKubeconform(environment, { by: 'go' })).rejects.toMatchObject({
      code: 'install-failed',
      message: 'go is not on PATH.',
    });
  });

  it.skipIf(go === undefined)('tells what Go said', async () => {
    const offline = {
      ...environment,
      variables: { ...process.env, XDG_CACHE_HOME: folder, GOPROXY: 'off', GOFLAGS: '-mod=mod' },
    };
    await expect(installKubeconform(offline, { by: 'go', version: 'v0.0.1' })).rejects.toMatchObject({
      code: 'install-failed',
      output: expect.stringContaining('GOPROXY=off'),
    });
  });

  it.skipIf(go === undefined)(
    'builds the pinned version once, and finds it again',
    async () => {
      const building = {
        ...currentEnvironment(),
        variables: {
          ...process.env,
          XDG_CACHE_HOME: folder,
          GOCACHE: (await execa(go!, ['env', 'GOCACHE'])).stdout,
          KEELSON_KUBECONFORM: undefined,
        },
      };
      const installed = await installKubeconform(building, { by: 'go' });
      expect(installed.version).toBe(kubeconformPin.version);
      const withoutPath = { ...building, variables: { ...building.variables, PATH: '' } };
      expect(await findKubeconform(withoutPath)).toEqual(installed);
      expect(await installKubeconform(withoutPath)).toEqual(installed);
    },
    600_000,
  );
});
