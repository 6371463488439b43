import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pages, printed, renewed } from '../scripts/renew-console.mjs';
import { buildKeelson, repository } from './harness/command.ts';
import { copySmall, edit } from './harness/tree.ts';

const keelson = await buildKeelson(undefined);

describe('keelson plan', () => {
  it('prints the steps of a bootstrap', async () => {
    const { code, stdout, stderr } = await keelson.run(['plan'], { cwd: copySmall() });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^home: bootstrap, \d+ FluxKustomizations, \d+ steps\n {3}1 {2}flux-system\n {3}2 {2}cluster-apps/u,
    );
    expect(stdout).toMatch(/tier-apps\nhome: everything becomes ready\n$/u);
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  it('prints a push as one step', async () => {
    const { code, stdout } = await keelson.run(['plan', '--push'], { cwd: copySmall() });
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^home: push, \d+ FluxKustomizations, 1 step\n/u)]);
  });

  it('says what a failing app holds up, which is no finding', async () => {
    const { code, stdout } = await keelson.run(['plan', '--fail', 'infrastructure/reloader'], { cwd: copySmall() });
    expect(code).toBe(0);
    expect(stdout).toContain('made to fail: reloader\n');
    expect(stdout).toContain('blocked: romm (games/romm)\n      tier-infrastructure was never applied successfully\n');
    expect(stdout).toMatch(/home: \d+ of \d+ never become ready because of it\n$/u);
  });

  it('a push that a strict edge holds up is told, and is no finding', async () => {
    const root = copySmall();
    edit(
      root,
      'apps/games/romm/app.yaml',
      'name: romm\n',
      'name: romm\ndependsOn: [{ app: games/minecraft, reason: same world, strict: true }]\n',
    );
    const { code, stdout } = await keelson.run(['plan', '--push', '--suspend', 'minecraft'], { cwd: root });
    expect([code, stdout]).toEqual([0, expect.stringContaining('blocked: romm (games/romm), by strict edges only\n')]);
  });

  it('prints json', async () => {
    const { code, stdout } = await keelson.run(['plan', '--reporter', 'json', '--fail', 'romm'], { cwd: copySmall() });
    const report = JSON.parse(stdout) as { version: number; command: string; clusters: Record<string, unknown>[] };
    expect([code, report.version, report.command]).toEqual([0, 1, 'plan']);
    expect(report.clusters).toMatchObject([{ cluster: 'home', mode: 'bootstrap', sound: true, failing: ['romm'] }]);
  });

  it('reports the errors of a tree that would not be committed', async () => {
    const root = copySmall();
    edit(root, 'apps/games/romm/app.yaml', 'route:', 'rout:');
    const { code, stdout } = await keelson.run(['plan'], { cwd: root });
    expect([code, stdout]).toEqual([1, expect.stringContaining('apps/games/romm/app.yaml')]);
  });

  it('refuses an app that does not run, with the nearest name', async () => {
    const { code, stderr } = await keelson.run(['plan', '--fail', 'rom'], { cwd: copySmall() });
    expect([code, stderr]).toEqual([2, 'keelson: cluster home runs no app "rom". Did you mean romm?\n']);
  });
});

describe('pages that show what the command prints', () => {
  it.each(pages)('%s: node packages/cli/scripts/renew-console.mjs renews it', (page) => {
    const text = readFileSync(join(repository, page), 'utf8');
    expect(text).toContain('```console\n$ keelson ');
    expect(renewed(text, printed(keelson.entry))).toBe(text);
  });
});
