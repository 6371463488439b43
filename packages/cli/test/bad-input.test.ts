/**
 * What an operator reads when something is wrong: the whole printed text, the exit code, and that no file was written or changed.
 * One case, one golden file of the same name.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildKeelson, kubeconform, temporaryFolder } from './harness/command.ts';
import { copySmall, edit, readTimes, readTree, write } from './harness/tree.ts';

const binary = await kubeconform();
const keelson = await buildKeelson(binary);

const romm = 'apps/games/romm/app.yaml';
const jellyfin = 'apps/media/jellyfin/app.yaml';
const issuers = 'apps/infrastructure/issuers/app.yaml';
const settings = 'apps/infrastructure/issuers/templates/settings.yaml';
const home = 'clusters/home.yaml';

const append = (root: string, path: string, text: string): void =>
  write(root, path, `${readFileSync(join(root, path), 'utf8')}${text}`);

/** Case → how the small platform is broken. */
const faults: Record<string, (root: string) => void> = {
  'wrong-type': (root) => edit(root, romm, 'size: 20Gi', 'size: 20 gigs'),
  'wrong-type-of-map': (root) => edit(root, romm, 'ports: { http: 8080 }', 'ports: [8080]'),
  'unknown-key': (root) => edit(root, romm, '  image: ', '  imgae: '),
  'unknown-trait': (root) => edit(root, romm, 'route: {', 'rout: {'),
  'duplicate-app-name': (root) => {
    cpSync(join(root, 'apps/games/romm'), join(root, 'apps/media/romm'), { recursive: true });
    edit(root, home, 'media: [jellyfin]', 'media: [jellyfin, romm]');
  },
  'malformed-yaml': (root) => edit(root, romm, 'ports: { http: 8080 }', 'ports: { http: 8080'),
  'malformed-yaml-tab': (root) => edit(root, romm, '    LOG_LEVEL: info', '\tLOG_LEVEL: info'),
  'malformed-yaml-key-twice': (root) =>
    edit(root, romm, '    LOG_LEVEL: info', '    LOG_LEVEL: info\n    LOG_LEVEL: debug'),
  'undefined-variable': (root) => edit(root, romm, '<% route.host %>', '<% rout.host %>'),
  'undefined-variable-in-text-template': (root) => edit(root, settings, 'range(vars.count)', 'range(vars.cuont)'),
  'missing-template': (root) => edit(root, issuers, 'templates/settings.yaml', 'templates/setings.yaml'),
  'missing-file': (root) => edit(root, jellyfin, '[logging.json]', '[loging.json]'),
  'kind-without-schema': (root) =>
    write(root, settings, 'apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: one }\n'),
  'undocumented-placeholder': (root) => edit(root, romm, 'LOG_LEVEL: info', `LOG_LEVEL: \${SECRET_DOMIAN}`),
  'depends-on-nothing': (root) => edit(root, jellyfin, 'games/romm', 'games/rom'),
  'upward-tier': (root) => append(root, issuers, 'dependsOn: [{ app: games/romm, reason: reads its settings }]\n'),
  'dependency-cycle': (root) => append(root, romm, 'dependsOn: [{ app: media/jellyfin, reason: shows its films }]\n'),
  'template-loop-budget': (root) => edit(root, issuers, 'count: 2', 'count: 999999999'),
  'path-outside': (root) => edit(root, jellyfin, '[logging.json]', '[../../../../clusters/home.yaml]'),
  'output-outside': (root) => edit(root, home, 'kubernetes: 1.36.0', 'kubernetes: 1.36.0\noutput: ../elsewhere'),
  'bad-cluster-file': (root) => edit(root, home, 'kind: gateway', 'kind: gatway'),
  'cluster-of-unknown-app': (root) => edit(root, home, 'games: [romm, minecraft]', 'games: [romm, mincraft]'),
  'bad-placeholder-type': (root) => edit(root, 'placeholders.yaml', 'type: fqdn', 'type: domain'),
  'object-invalid': (root) => edit(root, settings, '  index: "<% index %>"', '  index: [1]\nimutable: true'),
  'foreign-file': (root) => write(root, 'kubernetes/apps/games/romm/ks.yaml', 'made: by hand\n'),
  'empty-app': (root) => write(root, romm, ''),
  'several-categories': (root) => {
    edit(root, romm, 'size: 20Gi', 'size: 20 gigs');
    edit(root, jellyfin, '  ports: { http: 8096 }', '  prots: { http: 8096 }');
    edit(root, 'apps/infrastructure/reloader/app.yaml', '  version: 2.2.16\n', '');
    edit(root, 'apps/games/minecraft/app.yaml', 'DIFFICULTY: hard', 'DIFFICULTY: <% vars.difficulty %>');
  },
};

/** Cases that an engine has to see: their text names it. */
const needsKubeconform = new Set(['kind-without-schema', 'object-invalid', 'foreign-file']);

const golden = (name: string): string => readFileSync(join(import.meta.dirname, 'goldens', `${name}.txt`), 'utf8');

/** Exit code, then what was printed: the form of the golden files. */
const transcript = ({ code, stdout, stderr }: { code: number | null; stdout: string; stderr: string }): string =>
  `exit ${code}\n${stdout}${stderr === '' ? '' : `--- standard error\n${stderr}`}`;

const untouched = async (root: string, run: () => Promise<void>): Promise<void> => {
  const [tree, times] = [readTree(root), readTimes(root)];
  await run();
  expect(readTree(root)).toEqual(tree);
  expect(readTimes(root)).toEqual(times);
};

describe('bad input', () => {
  for (const [name, fault] of Object.entries(faults))
    it.skipIf(binary === undefined && needsKubeconform.has(name))(name, async () => {
      const root = copySmall();
      fault(root);
      await untouched(root, async () => {
        expect(transcript(await keelson.run(['render'], { cwd: root }))).toBe(golden(name));
      });
    });

  it.skipIf(binary === undefined)('hand-edited', async () => {
    const root = copySmall();
    expect((await keelson.run(['render'], { cwd: root })).code).toBe(0);
    edit(root, 'kubernetes/apps/games/romm/app/httproute.yaml', 'kind: HTTPRoute', 'kind: HTTPRoute # mine');
    await untouched(root, async () => {
      expect(transcript(await keelson.run(['render'], { cwd: root }))).toBe(golden('hand-edited'));
    });
  });

  it('missing-cluster', async () => {
    const root = copySmall();
    await untouched(root, async () => {
      expect(transcript(await keelson.run(['render', '--cluster', 'hom'], { cwd: root }))).toBe(
        golden('missing-cluster'),
      );
    });
  });

  it('the same faults over a rendered tree leave the tree alone', async () => {
    const root = copySmall();
    expect((await keelson.run(['render'], { cwd: root })).code).toBe(0);
    faults['several-categories']!(root);
    await untouched(root, async () => {
      expect(transcript(await keelson.run(['render'], { cwd: root }))).toBe(golden('several-categories'));
    });
  });

  it('every golden file has a case', () => {
    const files = readdirSync(join(import.meta.dirname, 'goldens')).sort();
    expect(files).toEqual(
      [...Object.keys(faults), 'hand-edited', 'missing-cluster'].map((name) => `${name}.txt`).sort(),
    );
  });
});

/** No kubeconform on PATH, no Go, and a cache that cannot be written: none is to be had, with a network or without. */
const withoutKubeconform = () => {
  const folder = temporaryFolder('bare');
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'cache'), 'a file');
  const env = {
    PATH: join(folder, 'bin'),
    HOME: folder,
    XDG_CACHE_HOME: join(folder, 'cache'),
    KEELSON_KUBECONFORM: undefined,
  };
  return { env, told: (text: string): string => text.replaceAll(folder, '<folder>') };
};

const installing = 'kubeconform is not there: installing v0.8.0, once\n';
const reason =
  "kubeconform could not be put into <folder>/cache/keelson/kubeconform: Error: ENOTDIR: not a directory, mkdir '<folder>/cache/keelson/kubeconform'";

describe('no kubeconform to be had', () => {
  it('is an error under CI=true: exit 2, nothing written', async () => {
    const { env, told } = withoutKubeconform();
    const root = copySmall();
    await untouched(root, async () => {
      const outcome = await keelson.run(['render'], { cwd: root, env: { ...env, CI: 'true' } });
      expect(told(transcript(outcome))).toBe(
        `exit 2\n--- standard error\n${installing}keelson: ${reason}\nThe embedded validator does not stand in here: install kubeconform (\`keelson kubeconform install\`) or pass --allow-embedded.\n`,
      );
    });
  });

  it.each([
    ['elsewhere', {}, []],
    ['under CI=true when it is allowed', { CI: 'true' }, ['--allow-embedded']],
  ])('lets the embedded validator judge, said in one line: %s', async (_name, variables, words) => {
    const { env, told } = withoutKubeconform();
    const root = copySmall();
    const outcome = await keelson.run(['render', ...words], { cwd: root, env: { ...env, ...variables } });
    expect([outcome.code, outcome.stderr]).toEqual([0, installing]);
    expect(told(outcome.stdout).split('\n').slice(-3)).toEqual([
      `kubeconform could not be had, the embedded validator judged instead: ${reason}`,
      'home: rendered 5 apps, 42 objects in 41 files (41 created); 42 validated by the embedded validator, Kubernetes 1.36.0',
      '',
    ]);
  });

  it('the embedded validator says of a wrong object what kubeconform says', async () => {
    const { env } = withoutKubeconform();
    const root = copySmall();
    faults['object-invalid']!(root);
    await untouched(root, async () => {
      const { code, stdout } = await keelson.run(['render'], { cwd: root, env });
      const said = stdout.replace(/^kubeconform could not be had.*\n/m, '');
      expect(`exit ${code}\n${said}`).toBe(golden('object-invalid'));
    });
  });

  it('a KEELSON_KUBECONFORM that is not there is never replaced: exit 2', async () => {
    const root = copySmall();
    await untouched(root, async () => {
      const outcome = await keelson.run(['render'], {
        cwd: root,
        env: { KEELSON_KUBECONFORM: '/nowhere/kubeconform' },
      });
      expect(transcript(outcome)).toBe(
        'exit 2\n--- standard error\nkeelson: KEELSON_KUBECONFORM names /nowhere/kubeconform, which is not an executable file. Correct the variable or unset it.\n',
      );
    });
  });
});
