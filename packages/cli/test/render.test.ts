import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildKeelson, kubeconform, temporaryFolder } from './harness/command.ts';
import { changedLines, copySmall, copyTracked, edit, platform, readTimes, readTree } from './harness/tree.ts';

const binary = await kubeconform();
const keelson = await buildKeelson(binary);
const tree = (root: string): Map<string, string> => readTree(join(root, 'kubernetes'));

const rendered = async (root: string, env: Record<string, string> = {}, cwd = root): Promise<Map<string, string>> => {
  const { code, stdout, stderr } = await keelson.run(['render', '--root', root], { env, cwd });
  expect(code, stdout + stderr).toBe(0);
  return tree(root);
};

describe.skipIf(binary === undefined)('render of the reference platform', () => {
  it('leaves the committed tree unchanged, and says what it rendered and validated', async () => {
    const root = copyTracked(platform);
    const before = tree(root);
    const { code, stdout, stderr } = await keelson.run(['render'], { cwd: root });
    expect(code, stdout + stderr).toBe(0);
    expect(changedLines(before, tree(root))).toEqual([]);
    expect(stdout).toMatch(
      /^home: rendered \d+ apps, \d+ objects in \d+ files \(\d+ unchanged\); \d+ validated by kubeconform v0\.8\.0, Kubernetes 1\.36\.0\n$/,
    );
    expect(stderr).toBe('');
  });
});

describe('render', () => {
  it('writes nothing the second time and keeps every mtime', async () => {
    const root = copySmall();
    await rendered(root);
    const before = readTimes(join(root, 'kubernetes'));
    const { code, stdout } = await keelson.run(['render'], { cwd: root });
    expect([code, stdout]).toEqual([0, expect.stringContaining('5 apps, 42 objects in 41 files (41 unchanged); ')]);
    if (binary !== undefined) expect(stdout).toMatch(/; 0 validated by kubeconform \S+, 42 proved before, Kubernetes/);
    expect(readTimes(join(root, 'kubernetes'))).toEqual(before);
  });

  it('takes the root upward of the working directory', async () => {
    const root = copySmall();
    const { code, stdout } = await keelson.run(['render'], { cwd: join(root, 'apps/games/romm') });
    expect([code, stdout.split('\n').at(-2)]).toEqual([0, expect.stringContaining('home: rendered 5 apps')]);
    expect(existsSync(join(root, 'kubernetes/apps/games/romm/ks.yaml'))).toBe(true);
  });

  it('removes what a deleted app left, and its empty folders', async () => {
    const root = copySmall();
    await rendered(root);
    edit(root, 'clusters/home.yaml', 'games: [romm, minecraft]', 'games: [romm]');
    await rendered(root);
    expect(existsSync(join(root, 'kubernetes/apps/games/minecraft'))).toBe(false);
    expect(existsSync(join(root, 'kubernetes/apps/games/romm/ks.yaml'))).toBe(true);
  });

  it('takes the rendered file over a hand edit only with --force', async () => {
    const root = copySmall();
    const before = await rendered(root);
    edit(root, 'kubernetes/apps/games/romm/app/httproute.yaml', 'kind: HTTPRoute', 'kind: HTTPRoute # mine');
    expect((await keelson.run(['render'], { cwd: root })).code).toBe(1);
    expect((await keelson.run(['render', '--force'], { cwd: root })).code).toBe(0);
    expect(changedLines(before, tree(root))).toEqual([]);
  });
});

describe('the same input gives the same bytes', () => {
  const first = async (): Promise<Map<string, string>> => rendered(copySmall());

  it.each([
    ['LC_ALL tr_TR, TZ Pacific/Auckland', { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Auckland' }],
    ['LC_ALL de_DE, TZ UTC', { LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8', TZ: 'UTC' }],
  ])('under %s', async (_name, env) => {
    expect(changedLines(await first(), await rendered(copySmall(), env))).toEqual([]);
  });

  it('from another folder', async () => {
    expect(changedLines(await first(), await rendered(copySmall(), {}, temporaryFolder('elsewhere')))).toEqual([]);
  });

  it('whatever order the files were made in', async () => {
    const [sorted, reversed] = [copyTracked(platform), copyTracked(platform, 'reversed')];
    for (const root of [sorted, reversed]) rmSync(join(root, 'kubernetes'), { recursive: true });
    expect(changedLines(await rendered(sorted), await rendered(reversed))).toEqual([]);
  });

  it('cold and warm', async () => {
    const root = copySmall();
    const cold = await rendered(root);
    rmSync(join(root, 'kubernetes'), { recursive: true });
    expect(existsSync(join(root, 'node_modules/.cache/keelson'))).toBe(binary !== undefined);
    expect(changedLines(cold, await rendered(root))).toEqual([]);
  });

  it('compiled and linked, or rendered; with object files or without', async () => {
    const root = copySmall();
    const compiled = await keelson.run(['compile'], { cwd: root });
    expect([compiled.code, compiled.stdout]).toEqual([
      0,
      'compiled apps/games/.keelson/home.json\ncompiled apps/infrastructure/.keelson/home.json\ncompiled apps/media/.keelson/home.json\n',
    ]);
    const linked = await keelson.run(['link'], { cwd: root });
    expect([linked.code, linked.stdout.split('\n').at(-2)]).toEqual([
      0,
      expect.stringContaining('home: linked 5 apps'),
    ]);
    const fromLink = tree(root);
    expect(changedLines(await first(), fromLink)).toEqual([]);
    expect(changedLines(fromLink, await rendered(root))).toEqual([]);
  });
});

describe('object files', () => {
  it('that are stale or missing are refused by link, named', async () => {
    const root = copySmall();
    await keelson.run(['compile'], { cwd: root });
    edit(root, 'apps/games/romm/app.yaml', 'LOG_LEVEL: info', 'LOG_LEVEL: debug');
    rmSync(join(root, 'apps/media/.keelson/home.json'));
    expect(await keelson.run(['link'], { cwd: root })).toEqual({
      code: 2,
      signal: null,
      stdout: '',
      stderr:
        'keelson: home: the object file of games, media is missing or stale: run `keelson compile` (or `turbo run compile`) first\n',
    });
    expect(existsSync(join(root, 'kubernetes'))).toBe(false);
  });

  it('that are stale are not read by render', async () => {
    const root = copySmall();
    await keelson.run(['compile'], { cwd: root });
    edit(root, 'apps/games/romm/app.yaml', 'LOG_LEVEL: info', 'LOG_LEVEL: debug');
    const { LOG_LEVEL } = Object.fromEntries(
      [...(await rendered(root)).get('apps/games/romm/app/helmrelease.yaml')!.matchAll(/(LOG_LEVEL): (\w+)/g)].map(
        ([, name, value]) => [name, value],
      ),
    );
    expect(LOG_LEVEL).toBe('debug');
  });

  it('of one category are made with --category; an unknown one is named', async () => {
    const root = copySmall();
    const one = await keelson.run(['compile', '--category', 'games'], { cwd: root });
    expect([one.code, one.stdout]).toEqual([0, 'compiled apps/games/.keelson/home.json\n']);
    const none = await keelson.run(['compile', '--category', 'gamse'], { cwd: root });
    expect([none.code, none.stderr]).toEqual([
      2,
      'keelson: there is no category gamse: expected the name of a folder of the catalogue\n',
    ]);
  });

  it('of a wrong definition are written with exit 0, and link says what is wrong', async () => {
    const root = copySmall();
    edit(root, 'apps/games/romm/app.yaml', 'size: 20Gi', 'size: 20 gigs');
    expect((await keelson.run(['compile'], { cwd: root })).code).toBe(0);
    const { code, stdout } = await keelson.run(['link'], { cwd: root });
    expect(code).toBe(1);
    expect(stdout).toContain('apps/games/romm/app.yaml:13:17 error[schema-violation]');
  });
});

describe('two clusters of one catalogue', () => {
  it('are rendered into their own trees, or one of them when it is named', async () => {
    const root = copySmall();
    cpSync(join(root, 'clusters/home.yaml'), join(root, 'clusters/away.yaml'));
    edit(root, 'clusters/away.yaml', 'name: home', 'name: away\noutput: trees/away');
    const { code, stdout } = await keelson.run(['render', '--cluster', 'away'], { cwd: root });
    expect([code, stdout.includes('away: rendered 5 apps'), existsSync(join(root, 'kubernetes'))]).toEqual([
      0,
      true,
      false,
    ]);
    const both = await keelson.run(['render', '--reporter', 'json'], { cwd: root });
    const report = JSON.parse(both.stdout) as { clusters: { cluster: string; changes: unknown[] }[] };
    expect(report.clusters.map(({ cluster, changes }) => [cluster, changes.length])).toEqual([
      ['away', 0],
      ['home', 41],
    ]);
    expect(readFileSync(join(root, 'trees/away/flux/cluster.yaml'), 'utf8')).toContain('path: ./trees/away/apps');
  });
});
