/** A render that finds nothing changed is answered from memory: everything that could change what it comes to has to be noticed. */
import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildKeelson, kubeconform, type Outcome, temporaryFolder } from './harness/command.ts';
import { changedLines, copySmall, edit, readTree, write } from './harness/tree.ts';

const binary = await kubeconform();
const keelson = await buildKeelson(binary);
const memory = 'node_modules/.cache/keelson/unchanged.json';
const route = 'kubernetes/apps/games/romm/app/httproute.yaml';

const render = (root: string, words: string[] = [], env: Record<string, string> = {}): Promise<Outcome> =>
  keelson.run(['render', ...words], { cwd: root, env });

/** A rendered copy, and the proof that its next run is answered from memory: the text it prints is the one put there. */
const remembered = async (): Promise<string> => {
  const root = copySmall();
  expect((await render(root)).code).toBe(0);
  const kept = readFileSync(join(root, memory), 'utf8');
  writeFileSync(join(root, memory), kept.replace('"apps":5', '"apps":555'));
  expect((await render(root)).stdout).toContain('rendered 555 apps');
  return root;
};

const isFull = ({ stdout }: Outcome): boolean => !stdout.includes('555 apps');

describe.skipIf(binary === undefined)('a run over an unchanged platform is answered from memory, but not', () => {
  it.each<[string, (root: string) => void]>([
    ['after a changed definition', (root) => edit(root, 'apps/games/romm/app.yaml', 'size: 20Gi', 'size: 30Gi')],
    ['after a changed cluster', (root) => edit(root, 'clusters/home.yaml', 'Europe/Amsterdam', 'Europe/Berlin')],
    ['after a changed file', (root) => edit(root, 'apps/media/jellyfin/files/logging.json', 'info', 'debug')],
    [
      'after a changed placeholder',
      (root) => edit(root, 'placeholders.yaml', 'example: example.com', 'example: a.com'),
    ],
    ['after a new cluster', (root) => copyFileSync(join(root, 'clusters/home.yaml'), join(root, 'clusters/base.yaml'))],
    ['after a new schema', (root) => write(root, 'schemas/kubernetes/example.com/widget_v1.json', '{}')],
    ['after a foreign file in the tree', (root) => write(root, 'kubernetes/apps/notes.md', 'mine')],
    ['after a rendered file was removed', (root) => rmSync(join(root, route))],
  ])('%s', async (_name, change) => {
    const root = await remembered();
    change(root);
    expect(isFull(await render(root))).toBe(true);
  });

  it('after a hand edit that keeps size and modification time', async () => {
    const root = await remembered();
    const { atime, mtime } = statSync(join(root, route));
    edit(root, route, 'kind: HTTPRoute', 'kind: HTTPRoutE');
    utimesSync(join(root, route), atime, mtime);
    const outcome = await render(root);
    expect([outcome.code, outcome.stdout.includes('error[hand-edited]')]).toEqual([1, true]);
  });

  it('after a fresh copy of the tree, which comes to the same', async () => {
    const root = await remembered();
    const before = readTree(join(root, 'kubernetes'));
    for (const [path, text] of before) write(root, `kubernetes/${path}`, text);
    expect(isFull(await render(root))).toBe(true);
    expect(changedLines(before, readTree(join(root, 'kubernetes')))).toEqual([]);
  });

  it('when another kubeconform is named, or none is to be had', async () => {
    const root = await remembered();
    const other = join(temporaryFolder('other'), 'kubeconform');
    copyFileSync(binary!, other);
    expect(isFull(await render(root, [], { KEELSON_KUBECONFORM: other }))).toBe(true);
    rmSync(other);
    expect((await render(root, [], { KEELSON_KUBECONFORM: other })).code).toBe(2);
  });

  it('for check and link', async () => {
    const root = await remembered();
    expect(isFull(await keelson.run(['check'], { cwd: root }))).toBe(true);
    await keelson.run(['compile'], { cwd: root });
    expect(isFull(await keelson.run(['link'], { cwd: root }))).toBe(true);
  });

  it('when the memory is broken', async () => {
    const root = await remembered();
    writeFileSync(join(root, memory), '{');
    expect(isFull(await render(root))).toBe(true);
  });

  it('for one of two clusters that was not rendered', async () => {
    const root = copySmall();
    mkdirSync(join(root, 'clusters'), { recursive: true });
    write(root, 'clusters/away.yaml', readFileSync(join(root, 'clusters/home.yaml'), 'utf8'));
    edit(root, 'clusters/away.yaml', 'name: home', 'name: away\noutput: away');
    expect((await render(root, ['--cluster', 'home'])).stdout).toContain('home: rendered');
    expect((await render(root)).stdout).toContain('away: rendered 5 apps, 42 objects in 41 files (41 created)');
    expect((await render(root)).stdout.match(/^(\w+): .*unchanged\)/gm)).toHaveLength(2);
  });
});

describe('memory', () => {
  it('keeps nothing of a run with errors', async () => {
    const root = copySmall();
    edit(root, 'apps/games/romm/app.yaml', 'size: 20Gi', 'size: 20 gigs');
    expect((await render(root)).code).toBe(1);
    expect(() => statSync(join(root, memory))).toThrow('ENOENT');
  });
});
