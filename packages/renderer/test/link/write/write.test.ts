import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plan } from '../../../src/link/write/plan.ts';
import { emptyRoot, output, put, standing, type Tree, verified, write } from './disk.ts';

const first: Tree = {
  'kubernetes/flux/kustomization.yaml': 'a\n',
  'kubernetes/flux/tiers/core.yaml': 'b\n',
  'kubernetes/apps/kustomization.yaml': 'c\n',
  'kubernetes/apps/games/namespace.yaml': 'd\n',
  'kubernetes/apps/games/romm/ks.yaml': 'e\n',
  'kubernetes/apps/games/romm/app/helmrelease.yaml': 'one\ntwo\nthree\n',
};
const romm = 'kubernetes/apps/games/romm/app/helmrelease.yaml';
const { [romm]: _gone, ...withoutRelease } = first;
const changesOf = (root: string, tree: Tree) =>
  plan(root, output, verified(tree)).items.changes.map(({ path, change }) => `${change} ${path}`);

describe('writing a tree', () => {
  it('creates every file, with one ledger each for apps, an area, an app and flux', () => {
    const root = emptyRoot();
    expect(write(root, first)).toEqual([]);
    expect(standing(root)).toEqual(first);
    const ledgers = Object.keys(standing(root, { ledgers: true })).filter((path) => path.endsWith('.keelson.json'));
    expect(ledgers).toEqual([
      'kubernetes/apps/.keelson.json',
      'kubernetes/apps/games/.keelson.json',
      'kubernetes/apps/games/romm/.keelson.json',
      'kubernetes/flux/.keelson.json',
    ]);
    expect(readFileSync(join(root, 'kubernetes/apps/games/romm/.keelson.json'), 'utf8')).toBe(
      `{
  "version": 1,
  "files": {
    "app/helmrelease.yaml": "b6285c57e8797db5d4c51c80d6f11938afda9b11c6a003549709189e9b4b92a2",
    "ks.yaml": "a2bbdb2de53523b8099b37013f251546f3d65dbe7a0774fa41af0a4176992fd4"
  }
}
`,
    );
  });

  it('says what it would do without doing it', () => {
    const root = emptyRoot();
    write(root, first);
    const next = { ...withoutRelease, 'kubernetes/apps/kustomization.yaml': 'C\n', 'kubernetes/flux/new.yaml': 'n\n' };
    expect(changesOf(root, next)).toEqual([
      'unchanged kubernetes/apps/games/namespace.yaml',
      'deleted kubernetes/apps/games/romm/app/helmrelease.yaml',
      'unchanged kubernetes/apps/games/romm/ks.yaml',
      'configured kubernetes/apps/kustomization.yaml',
      'unchanged kubernetes/flux/kustomization.yaml',
      'created kubernetes/flux/new.yaml',
      'unchanged kubernetes/flux/tiers/core.yaml',
    ]);
    expect(standing(root)).toEqual(first);
  });

  it('leaves files and ledgers that say the same alone: they keep their mtime', () => {
    const root = emptyRoot();
    write(root, first);
    const all = Object.keys(standing(root, { ledgers: true }));
    const then = new Date('2020-01-01T00:00:00Z');
    for (const path of all) utimesSync(join(root, path), then, then);
    write(root, { ...first, [romm]: 'changed\n' });
    const touched = all.filter((path) => lstatSync(join(root, path)).mtime.getTime() !== then.getTime());
    expect(touched).toEqual(['kubernetes/apps/games/romm/.keelson.json', romm]);
  });

  it('takes the folder of a deleted app away, and the area with its last app', () => {
    const root = emptyRoot();
    write(root, first);
    write(root, { 'kubernetes/flux/kustomization.yaml': 'a\n' });
    expect(standing(root, { ledgers: true })).toEqual({
      'kubernetes/flux/.keelson.json': expect.stringContaining('"kustomization.yaml"'),
      'kubernetes/flux/kustomization.yaml': 'a\n',
    });
  });

  it('takes a deleted app away whose files are gone already', () => {
    const root = emptyRoot();
    write(root, first);
    rmSync(join(root, 'kubernetes/apps/games/romm/app'), { recursive: true });
    rmSync(join(root, 'kubernetes/apps/games/romm/ks.yaml'));
    const { 'kubernetes/apps/games/romm/ks.yaml': _ks, ...next } = withoutRelease;
    expect(changesOf(root, next)).toContain('deleted kubernetes/apps/games/romm/.keelson.json');
    write(root, next);
    expect(standing(root)).toEqual(next);
  });

  it('writes the same bytes whatever order files come in', () => {
    const [one, other] = [emptyRoot(), emptyRoot()];
    write(one, first);
    write(other, Object.fromEntries(Object.entries(first).reverse()));
    expect(standing(other, { ledgers: true })).toEqual(standing(one, { ledgers: true }));
  });
});

describe('a file of ours that was edited by hand', () => {
  it('is refused at the line, with the diff, and nothing is written', () => {
    const root = emptyRoot();
    write(root, first);
    put(root, romm, 'one\nmine\nand mine\nthree\n');
    const { diagnostics } = plan(root, output, verified(first));
    expect(diagnostics).toEqual([
      {
        code: 'hand-edited',
        severity: 'error',
        message: `${romm} was edited by hand since it was rendered: line 2 says "mine", rendered is "two"`,
        hint: 'Make the change in the definition, or take the rendered file: keelson render --force',
        place: { file: romm, line: 2, column: 1 },
        related: [{ message: '- mine' }, { message: '- and mine' }, { message: '+ two' }],
      },
    ]);
    expect(write(root, { ...first, [romm]: 'other\n' })).toEqual(['hand-edited']);
    expect(standing(root)[romm]).toBe('one\nmine\nand mine\nthree\n');
  });

  it('is replaced with force', () => {
    const root = emptyRoot();
    write(root, first);
    put(root, romm, 'mine\n');
    expect(write(root, first, { force: true })).toEqual([]);
    expect(standing(root)).toEqual(first);
  });

  it('is fine once the definition says the same', () => {
    const root = emptyRoot();
    write(root, first);
    put(root, romm, 'mine\n');
    expect(write(root, { ...first, [romm]: 'mine\n' })).toEqual([]);
    put(root, romm, 'later\n');
    expect(write(root, { ...first, [romm]: 'x\n' })).toEqual(['hand-edited']);
  });

  it('is not deleted with its app', () => {
    const root = emptyRoot();
    write(root, first);
    put(root, romm, 'mine\n');
    expect(write(root, withoutRelease)).toEqual(['hand-edited']);
  });

  it('comes back when it was deleted', () => {
    const root = emptyRoot();
    write(root, first);
    rmSync(join(root, romm));
    expect(write(root, first)).toEqual([]);
    expect(standing(root)).toEqual(first);
  });
});

describe('files that are not ours', () => {
  it('are reported and never touched', () => {
    const root = emptyRoot();
    put(root, 'kubernetes/flux/flux-system/gotk-sync.yaml', 'of the Flux CLI\n');
    put(root, 'kubernetes/apps/games/romm/app/.keelson.json', 'in no place of a ledger\n');
    write(root, first);
    const later = plan(root, output, verified({ 'kubernetes/flux/kustomization.yaml': 'a\n' })).items;
    expect(later.foreign).toEqual([
      'kubernetes/apps/games/romm/app/.keelson.json',
      'kubernetes/flux/flux-system/gotk-sync.yaml',
    ]);
    write(root, { 'kubernetes/flux/kustomization.yaml': 'a\n' });
    expect(standing(root)).toMatchObject({ 'kubernetes/flux/flux-system/gotk-sync.yaml': 'of the Flux CLI\n' });
    expect(Object.keys(standing(root, { ledgers: true }))).toContain('kubernetes/apps/games/romm/app/.keelson.json');
  });

  it('are refused where a rendered file belongs, and taken with force or when they say the same', () => {
    const root = emptyRoot();
    put(root, romm, 'mine\n');
    expect(write(root, first)).toEqual(['foreign-file']);
    put(root, romm, first[romm]!);
    expect(write(root, first)).toEqual([]);
    const other = emptyRoot();
    put(other, romm, 'mine\n');
    expect(write(other, first, { force: true })).toEqual([]);
    expect(standing(other)).toEqual(first);
  });

  it.each([
    ['a file where a folder has to be', (root: string) => put(root, 'kubernetes/apps/games/romm', 'x')],
    ['a folder where a file has to be', (root: string) => put(root, `${romm}/x`, 'x')],
  ])('%s is refused even with force', (_title, make) => {
    const root = emptyRoot();
    make(root);
    expect(write(root, first, { force: true })).toEqual(['foreign-file']);
  });
});

describe('paths', () => {
  it('do not leave the output folder', () => {
    const root = emptyRoot();
    for (const path of ['kubernetes/../secret', 'other/x', 'kubernetes', '/etc/x', 'kubernetes/a//b', 'kubernetes/./x'])
      expect([path, write(root, { [path]: 'x' }, { force: true })]).toEqual([path, ['path-outside']]);
    expect(standing(root)).toEqual({});
  });

  it.each([
    ['the output folder', 'kubernetes'],
    ['a folder on the way', 'kubernetes/apps/games'],
    ['the file', romm],
  ])('are not followed over a link: %s', (_title, link) => {
    const root = emptyRoot();
    const outside = join(root, 'outside');
    mkdirSync(outside);
    mkdirSync(join(root, link, '..'), { recursive: true });
    if (link === romm) writeFileSync(join(outside, 'file'), 'outside\n');
    symlinkSync(link === romm ? join(outside, 'file') : outside, join(root, link));
    const { items, diagnostics } = plan(root, output, verified(first), { force: true });
    expect(diagnostics.map(({ code, place }) => [code, place?.file])).toEqual([['symbolic-link', link]]);
    expect(items.changes).toEqual([]);
  });

  it('of a link that nothing is written over are let be', () => {
    const root = emptyRoot();
    write(root, first);
    symlinkSync('/nowhere', join(root, 'kubernetes/apps/other'));
    expect(write(root, { ...first, [romm]: 'x\n' })).toEqual([]);
  });

  it('of an output folder deep inside the root are checked from the root on', () => {
    const root = emptyRoot();
    mkdirSync(join(root, 'real'));
    symlinkSync(join(root, 'real'), join(root, 'deploy'));
    const files = verified({ 'deploy/tree/flux/a.yaml': 'a' });
    expect(plan(root, 'deploy/tree', files).diagnostics.map(({ code }) => code)).toEqual(['symbolic-link']);
  });
});

describe('a ledger', () => {
  it('that is broken stops the render; with force the rendered files are taken', () => {
    const root = emptyRoot();
    write(root, first);
    put(root, 'kubernetes/apps/games/romm/.keelson.json', '<<<<<<< HEAD\n');
    expect(write(root, first)).toEqual(['ledger-broken']);
    expect(write(root, first, { force: true })).toEqual([]);
    expect(changesOf(root, first).filter((line) => !line.startsWith('unchanged'))).toEqual([]);
  });

  it('that was deleted is drift, and is written again', () => {
    const root = emptyRoot();
    write(root, first);
    rmSync(join(root, 'kubernetes/apps/.keelson.json'));
    expect(changesOf(root, first).filter((line) => !line.startsWith('unchanged'))).toEqual([
      'created kubernetes/apps/.keelson.json',
    ]);
    write(root, first);
    expect(changesOf(root, first).filter((line) => !line.startsWith('unchanged'))).toEqual([]);
  });

  it('has no say over files of other folders, nor outside', () => {
    const root = emptyRoot();
    write(root, first);
    put(root, 'victim', 'mine\n');
    const hash = 'd7fc8c65b1c4ac1a5ba4c0d6f3a5a2b1';
    const files = { '../../flux/tiers/core.yaml': hash, '../../../victim': hash, '/etc/passwd': hash };
    put(root, 'kubernetes/apps/games/.keelson.json', JSON.stringify({ version: 1, files }));
    const changes = changesOf(root, first).filter((line) => !line.startsWith('unchanged'));
    expect(changes).toEqual(['configured kubernetes/apps/games/.keelson.json']);
  });

  it('has no say over a file below the folder of another ledger', () => {
    const root = emptyRoot();
    write(root, first);
    put(root, 'kubernetes/apps/games/romm/mine.yaml', 'mine\n');
    const hash = createHash('sha256').update('mine\n').digest('hex');
    put(root, 'kubernetes/apps/games/.keelson.json', JSON.stringify({ version: 1, files: { 'romm/mine.yaml': hash } }));
    expect(changesOf(root, first)).not.toContain('deleted kubernetes/apps/games/romm/mine.yaml');
    expect(plan(root, output, verified(first)).items.foreign).toEqual(['kubernetes/apps/games/romm/mine.yaml']);
  });
});
