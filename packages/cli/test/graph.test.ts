import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildKeelson } from './harness/command.ts';
import { copySmall, edit } from './harness/tree.ts';

const keelson = await buildKeelson(undefined);
const graph = async (...words: string[]) => keelson.run(['graph', ...words], { cwd: copySmall() });

describe('keelson graph', () => {
  it('is mermaid by default, the same each time', async () => {
    const first = await graph();
    expect([first.code, first.stdout]).toEqual([
      0,
      expect.stringMatching(/^flowchart LR\n {2}subgraph t0\["infrastructure"\]\n/u),
    ]);
    expect((await graph('--format', 'mermaid')).stdout).toBe(first.stdout);
  });

  it('is dot and json on demand, of one app where asked', async () => {
    expect((await graph('--format', 'dot')).stdout).toMatch(/^digraph "home" \{\n/u);
    const { stdout } = await graph('--format', 'json', '--app', 'minecraft');
    const found = JSON.parse(stdout) as { version: number; app: string; nodes: { name: string }[] };
    expect([found.version, found.app]).toEqual([1, 'games/minecraft']);
    expect(found.nodes.map(({ name }) => name)).toEqual(['tier-infrastructure', 'minecraft', 'tier-apps']);
  });

  it('refuses a format or an app that there is not', async () => {
    const format = await graph('--format', 'svg');
    expect([format.code, format.stderr]).toEqual([
      2,
      'keelson: unknown format "svg": expected one of mermaid, dot, json\n',
    ]);
    const app = await graph('--app', 'rom');
    expect([app.code, app.stderr]).toEqual([2, 'keelson: cluster home runs no app "rom". Did you mean romm?\n']);
  });

  it('asks which cluster where there are several', async () => {
    const root = copySmall();
    copyFileSync(join(root, 'clusters/home.yaml'), join(root, 'clusters/other.yaml'));
    edit(root, 'clusters/other.yaml', 'name: home', 'name: other');
    const { code, stderr } = await keelson.run(['graph'], { cwd: root });
    expect([code, stderr]).toEqual([2, 'keelson: a graph is of one cluster: give --cluster with one of home, other\n']);
    expect((await keelson.run(['graph', '-c', 'other'], { cwd: root })).code).toBe(0);
  });
});
