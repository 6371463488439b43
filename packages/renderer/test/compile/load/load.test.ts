import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findRoot, load, loadClusterNames } from '../../../src/compile/load/load.ts';
import { homeWith, soundFiles, writeRepository } from '../repository.ts';

const loaded = async (root: string, cluster = 'home') => {
  const { items, diagnostics } = await load({ root, cluster });
  return {
    items,
    found: diagnostics.map(({ code, message, hint }) => `${code} ${message} | ${hint ?? ''}`),
    diagnostics,
  };
};

describe('load', () => {
  it('reads a repository: paths from the root, everything sorted, text and bytes', async () => {
    const root = writeRepository({
      'apps/games/romm/templates/b/c.yaml': 'kind: X\n',
      'apps/games/romm/templates/a.yaml': 'kind: Y\n',
      'apps/games/romm/files/logo.png': new Uint8Array([0x89, 0x50, 0xff, 0x00]),
      'apps/games/romm/files/a.txt': 'text\n',
      'apps/arcade/category.yaml': 'name: arcade\n',
      'apps/games/package.json': '{}',
      'apps/games/node_modules/x/app.yaml': 'name: x',
      'apps/games/.keelson/home.json': '{}',
    });
    const { items, found } = await loaded(root);
    expect(found).toEqual([]);
    expect(items.categories.map(({ name, apps }) => [name, apps.map((app) => app.folder)])).toEqual([
      ['arcade', []],
      ['games', ['romm']],
    ]);
    const [app] = items.categories[1]!.apps;
    expect(app!.definition.path).toBe('apps/games/romm/app.yaml');
    expect([...app!.templates.keys()]).toEqual(['a.yaml', 'b/c.yaml']);
    expect([...app!.files.values()]).toEqual([
      { path: 'apps/games/romm/files/a.txt', text: 'text\n' },
      { path: 'apps/games/romm/files/logo.png', base64: Buffer.from([0x89, 0x50, 0xff, 0x00]).toString('base64') },
    ]);
    expect(items.cluster.map(({ path }) => path)).toEqual(['clusters/home.yaml']);
  });

  it('does not depend on the working directory', async () => {
    const root = writeRepository({});
    const before = await loaded(root);
    const folder = process.cwd();
    process.chdir('/');
    try {
      expect((await loaded(root)).items).toEqual(before.items);
    } finally {
      process.chdir(folder);
    }
  });

  it('puts what a cluster extends under it', async () => {
    const root = writeRepository({
      ...homeWith('extends: global.yaml\n'),
      'clusters/global.yaml': 'extends: base.yaml\ntimezone: UTC\n',
      'clusters/base.yaml': 'domain: example.com\n',
    });
    const { items, found } = await loaded(root);
    expect(found).toEqual([]);
    expect(items.cluster.map(({ path }) => path)).toEqual([
      'clusters/base.yaml',
      'clusters/global.yaml',
      'clusters/home.yaml',
    ]);
    expect(await loadClusterNames(root)).toEqual(['home']);
  });

  it('takes a cluster by path, and a catalogue outside the root but inside the checkout', async () => {
    const root = writeRepository(
      { ...homeWith('catalogue: ../../apps\n'), 'apps/games/category.yaml': null, 'apps/games/romm/app.yaml': null },
      'examples/one',
    );
    mkdirSync(join(root, '../../apps/games/romm'), { recursive: true });
    writeFileSync(join(root, '../../apps/games/category.yaml'), soundFiles['apps/games/category.yaml']!);
    writeFileSync(join(root, '../../apps/games/romm/app.yaml'), soundFiles['apps/games/romm/app.yaml']!);
    const { items, found } = await loaded(root, 'clusters/home.yaml');
    expect(found).toEqual([]);
    expect(items.categories[0]!.apps[0]!.definition.path).toBe('../../apps/games/romm/app.yaml');
  });

  it.each([
    [
      'a catalogue outside the checkout',
      homeWith('catalogue: ../elsewhere\n'),
      'path-outside catalogue: ../elsewhere leaves the git checkout',
    ],
    ['a catalogue that is not there', homeWith('catalogue: aps\n'), 'file-missing catalogue: aps does not exist'],
    [
      'extends out of the root',
      homeWith('extends: ../../global.yaml\n'),
      'path-outside extends: ../../global.yaml leaves the root',
    ],
    [
      'extends of nothing',
      { ...homeWith('extends: globl.yaml\n'), 'clusters/global.yaml': 'timezone: UTC\n' },
      'Did you mean global.yaml?',
    ],
    ['extends in a circle', homeWith('extends: home.yaml\n'), 'extends-cycle extends: home.yaml comes back'],
    ['no cluster file', { 'clusters/home.yaml': null, 'clusters/hone.yaml': 'name: hone\n' }, 'Did you mean hone?'],
    ['no placeholders.yaml', { 'placeholders.yaml': null }, 'file-missing placeholders.yaml is missing'],
    ['no category.yaml', { 'apps/games/category.yaml': null }, 'file-missing apps/games/category.yaml is missing'],
    ['app.yml', { 'apps/games/plex/app.yml': 'name: plex' }, 'found apps/games/plex/app.yml, expected app.yaml'],
    [
      'text that is not UTF-8',
      { 'apps/games/romm/app.yaml': new Uint8Array([0x6e, 0xff, 0xfe]) },
      'yaml-syntax apps/games/romm/app.yaml is not UTF-8',
    ],
  ])('reports %s', async (_what, files, expected) => {
    const { found } = await loaded(writeRepository(files));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  it('refuses symbolic links and leaves them out', async () => {
    const root = writeRepository({ 'apps/games/romm/files/a.txt': 'x' });
    symlinkSync('/etc/hostname', join(root, 'apps/games/romm/files/b.txt'));
    symlinkSync(join(root, 'apps/games/romm'), join(root, 'apps/games/again'));
    const { items, diagnostics } = await loaded(root);
    expect(diagnostics.map(({ code, place }) => `${code} ${place?.file}`)).toEqual([
      'path-outside apps/games/again',
      'path-outside apps/games/romm/files/b.txt',
    ]);
    expect([...items.categories[0]!.apps[0]!.files.keys()]).toEqual(['a.txt']);
  });

  it('leaves a broken app out, names it, and goes on', async () => {
    const root = writeRepository({
      'apps/games/plex/app.yaml': 'name: [',
      'apps/games/doom/app.yaml': 'name: &x doom',
    });
    const { items, diagnostics } = await loaded(root);
    expect(diagnostics.map(({ place }) => place?.file)).toEqual([
      'apps/games/doom/app.yaml',
      'apps/games/plex/app.yaml',
    ]);
    expect([...items.faulty]).toEqual(['games/doom', 'games/plex']);
    expect(items.categories[0]!.apps.map((app) => app.folder)).toEqual(['romm']);
  });

  it('finds the root above a folder', () => {
    const root = writeRepository({});
    expect(findRoot(join(root, 'apps/games/romm'))).toBe(root);
    expect(findRoot('/')).toBeUndefined();
  });
});
