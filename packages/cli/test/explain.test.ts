import { diagnosticCodes } from '@keelson/renderer';
import { expressionNames } from '@keelson/schema';
import { describe, expect, it } from 'vitest';
import { buildKeelson } from './harness/command.ts';
import { copySmall } from './harness/tree.ts';

const keelson = await buildKeelson(undefined);
const explain = async (...words: string[]) => keelson.run(['explain', ...words], { cwd: copySmall() });

describe('keelson explain', () => {
  it('an app', async () => {
    const { code, stdout } = await explain('games/romm');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^games\/romm: .+\n {2}apps\/games\/romm\/app\.yaml:\d+:\d+, tier apps, namespace games\n\nparts\n/u,
    );
    expect(stdout).toContain('\nneeds\n  apps/games/romm/app.yaml:');
    expect(stdout).toMatch(/→ HTTPRoute\/games\/romm → Gateway\/network\/internal ← made by hand, external\n/u);
  });

  it('a rendered line, given from the root or from where one stands', async () => {
    const root = copySmall();
    const path = 'kubernetes/apps/games/romm/ks.yaml:8';
    const { code, stdout } = await keelson.run(['explain', path], { cwd: root });
    expect([code, stdout]).toEqual([0, expect.stringContaining('Kustomization/flux-system/romm /')]);
    const { stdout: again } = await keelson.run(['explain', `./${path}`], { cwd: root });
    expect(again).toBe(stdout);
  });

  it('says so when the file on disk reads otherwise there', async () => {
    const { code, stderr } = await explain('kubernetes/apps/games/romm/ks.yaml:8');
    expect([code, stderr]).toEqual([
      0,
      'keelson: kubernetes/apps/games/romm/ks.yaml has drifted: line 8 of a fresh render is explained\n',
    ]);
  });

  it('every diagnostic code, without a repository', async () => {
    const { code, stdout } = await keelson.run(['explain', 'unresolved-reference'], { cwd: '/' });
    const { meaning, cure } = diagnosticCodes['unresolved-reference'];
    expect([code, stdout]).toEqual([0, expect.stringContaining(`unresolved-reference\n  meaning: ${meaning}\n`)]);
    expect(stdout).toContain(`  cure:    ${cure}\n`);
  });

  it('the names that expressions may read', async () => {
    const { code, stdout } = await keelson.run(['explain', 'names'], { cwd: '/' });
    expect(code).toBe(0);
    for (const { pattern, description } of expressionNames) {
      expect(stdout).toContain(`${pattern} `);
      expect(stdout).toContain(description);
    }
  });

  it('json', async () => {
    const { stdout } = await explain('romm', '--reporter', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      command: 'explain',
      explanations: [{ cluster: 'home', kind: 'app', id: 'games/romm' }],
    });
  });

  it.each([
    ['rom', 'there is no app, part or code "rom". Did you mean romm?'],
    ['unresolved-referense', 'Did you mean unresolved-reference?'],
    ['kubernetes/apps/games/romm/kss.yaml:1', 'Did you mean kubernetes/apps/games/romm/ks.yaml?'],
    ['kubernetes/apps/games/romm/ks.yaml:999', 'kubernetes/apps/games/romm/ks.yaml has no line 999'],
  ])('refuses %s', async (subject, message) => {
    const { code, stderr } = await explain(subject);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it('takes one subject', async () => {
    expect((await explain()).code).toBe(2);
    expect((await explain('romm', 'jellyfin')).code).toBe(2);
  });
});
