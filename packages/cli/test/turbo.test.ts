/** The ways through turbo, with the real turbo and pnpm, in a copy of what this repository tracks. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kubeconform, repository, temporaryFolder } from './harness/command.ts';
import { changedLines, copyTracked, edit, platform, readTree } from './harness/tree.ts';

const binary = await kubeconform();
const packageManager = ['pnpm', 'npx'].find((name) => spawnSync(name, ['--version']).status === 0);
if (packageManager === undefined) console.warn('notice: neither pnpm nor npx, the ways through turbo are not tested');

/** The workspace whole: its packages' dependencies are links into this checkout, and of the workspace into the copy. */
const copyWorkspace = (): string => {
  const root = realpathSync(
    copyTracked([...platform, 'package.json', 'pnpm-*.yaml', 'turbo.json', 'tsconfig.json', 'schemas', 'packages']),
  );
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  for (const group of ['apps', 'packages'])
    for (const name of readdirSync(join(root, group))) {
      const modules = join(repository, group, name, 'node_modules');
      if (existsSync(modules))
        cpSync(modules, join(root, group, name, 'node_modules'), { recursive: true, verbatimSymlinks: true });
    }
  return root;
};

const pnpm = (root: string, script: string) => {
  const words = packageManager === 'pnpm' ? ['run', script] : ['--yes', 'pnpm@12.21.0', 'run', script];
  const cache = temporaryFolder('turbo-cache');
  const { status, stdout, stderr } = spawnSync(packageManager!, words, {
    cwd: root,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      KEELSON_KUBECONFORM: binary,
      TURBO_CACHE_DIR: cache,
      TURBO_TELEMETRY_DISABLED: '1',
      // The dependencies are this checkout's: pnpm must not install over them.
      npm_config_verify_deps_before_run: 'false',
      pnpm_config_verify_deps_before_run: 'false',
    },
  });
  return { status, text: stdout + stderr };
};

describe.skipIf(packageManager === undefined || binary === undefined)('through turbo', () => {
  it('pnpm run compile writes the object files that link takes; pnpm render gives the same bytes', {
    timeout: 400_000,
  }, () => {
    const root = copyWorkspace();
    edit(root, 'apps/games/romm/app.yaml', 'route: { host: romm }', 'route: { host: roms }');
    const compiled = pnpm(root, 'compile');
    expect(compiled.status, compiled.text).toBe(0);
    for (const category of readdirSync(join(root, 'apps')).filter((name) => !name.includes('.')))
      expect(existsSync(join(root, 'apps', category, '.keelson/home.json')), category).toBe(true);
    const linked = spawnSync(process.execPath, ['packages/cli/dist/keelson.js', 'link'], {
      cwd: root,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], KEELSON_KUBECONFORM: binary },
    });
    expect(linked.status, linked.stdout + linked.stderr).toBe(0);
    const tree = readTree(join(root, 'kubernetes'));
    expect(tree.get('apps/games/romm/app/httproute.yaml')).toContain(`roms.\${SECRET_DOMAIN}`);
    const rendered = pnpm(root, 'render');
    expect(rendered.status, rendered.text).toBe(0);
    expect(rendered.text).toMatch(/home: rendered \d+ apps, \d+ objects in \d+ files \(\d+ unchanged\)/);
    expect(changedLines(tree, readTree(join(root, 'kubernetes')))).toEqual([]);
  });
});
