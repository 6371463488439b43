/** How the command behaves as a process: help, usage, standard output and error, readers that go away, signals, bugs. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generatePlatform } from '../bench/generate.ts';
import { commands } from '../src/commands/commands.ts';
import { optionTable } from '../src/options.ts';
import { buildKeelson, kubeconform, repository, temporaryFolder } from './harness/command.ts';
import { changedLines, copySmall, readTree, write } from './harness/tree.ts';

const binary = await kubeconform();
const keelson = await buildKeelson(binary);

describe('usage', () => {
  it.each<[string, string[], string]>([
    ['an unknown command', ['rendr'], 'unknown command "rendr": expected one of render, check, '],
    ['an unknown option', ['render', '--clutser', 'x'], 'unknown option --clutser: expected one of --cluster, '],
    ['an option without its value', ['render', '--cluster'], "option '-c, --cluster <value>' argument missing"],
    ['an option of another command', ['compile', '--force'], 'keelson compile has no option --force; '],
    ['an operand that is not taken', ['render', 'home'], 'keelson render takes no operand, found "home"'],
    ['an unknown reporter', ['render', '--reporter', 'xml'], 'unknown reporter "xml": expected one of human, json, '],
    ['no file for schemas add', ['schemas', 'add'], 'schemas add needs a file or folder'],
    ['a file that is not there', ['schemas', 'add', 'crd.yaml'], 'crd.yaml does not exist'],
  ])('%s is told on standard error and ends with 2', async (_name, words, message) => {
    const { code, stdout, stderr } = await keelson.run(words, { cwd: copySmall() });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.startsWith(`keelson: ${message}`), stderr).toBe(true);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('a folder that is no root ends with 2 and says what makes one', async () => {
    const { code, stderr } = await keelson.run(['render'], { cwd: temporaryFolder('empty') });
    expect([code, stderr]).toEqual([
      2,
      'keelson: no placeholders.yaml here or above: run keelson in a repository, or give --root <folder>\n',
    ]);
  });

  it('a root without a cluster ends with 2', async () => {
    const root = copySmall();
    rmSync(join(root, 'clusters'), { recursive: true });
    const { code, stderr } = await keelson.run(['render'], { cwd: root });
    expect([code, stderr]).toEqual([2, 'keelson: there is no cluster: write clusters/<name>.yaml\n']);
  });

  it('what the machine refuses ends with 2, without a stack', async () => {
    const root = copySmall();
    write(root, 'kubernetes', 'a file where the tree belongs');
    const { code, stderr } = await keelson.run(['render'], { cwd: root });
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^keelson: .*kubernetes.*: a part of the path is a file, expected a folder \(ENOTDIR, \w+\)\n$/,
    );
  });

  it('help lists every command and option, on standard output; without a command it is a usage error', async () => {
    const asked = await keelson.run(['--help']);
    expect([asked.code, asked.stderr]).toEqual([0, '']);
    for (const { name, description } of commands) {
      expect(asked.stdout).toContain(`  ${name}`);
      expect(asked.stdout).toContain(description);
    }
    for (const [name, { help }] of Object.entries(optionTable)) {
      expect(asked.stdout).toContain(`--${name}`);
      expect(asked.stdout).toContain(help);
    }
    const none = await keelson.run([]);
    expect([none.code, none.stdout, none.stderr]).toEqual([2, '', asked.stdout]);
  });

  it.each(commands.map(({ name, options }) => [name, options] as const))(
    '%s --help lists its options',
    async (name, options) => {
      const { code, stdout } = await keelson.run([...name.split(' '), '--help']);
      expect(code).toBe(0);
      const listed = [...stdout.matchAll(/^ {2}(?:-\w, | {4})--([\w-]+)/gm)].map(([, option]) => option);
      expect(listed).toEqual([...options, 'root', 'help']);
    },
  );

  it('--version prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(repository, 'packages/cli/package.json'), 'utf8')) as {
      version: string;
    };
    expect(await keelson.run(['--version'])).toEqual({ code: 0, signal: null, stdout: `${version}\n`, stderr: '' });
  });
});

describe('a bug of ours', () => {
  it('ends with 3 and shows its stack (provoked: a chunk of the command is broken)', async () => {
    const folder = join(temporaryFolder('broken'), 'cli');
    cpSync(join(dirname(keelson.entry), '..'), folder, { recursive: true });
    const chunks = join(folder, 'dist/chunks');
    for (const name of readdirSync(chunks))
      if (name.startsWith('render-')) writeFileSync(join(chunks, name), 'throw new Error("broken on purpose");');
    const broken = { ...keelson, entry: join(folder, 'dist/keelson.js') };
    const outcome = await new Promise<{ code: number | null; stderr: string }>((settle) => {
      const child = spawn(process.execPath, [broken.entry, 'render'], { cwd: copySmall() });
      let stderr = '';
      child.stderr.on('data', (data: Buffer) => {
        stderr += String(data);
      });
      child.on('close', (code) => settle({ code, stderr }));
    });
    expect(outcome.code).toBe(3);
    expect(outcome.stderr).toMatch(
      /^keelson: this is a bug of Keelson, please report it with the lines below\nError: broken on purpose\n\s+at /,
    );
  });
});

describe('a reader that goes away', () => {
  it('is no failure: `keelson check | head -1` keeps its exit code and stays silent', async () => {
    const root = join(temporaryFolder('pipe'), 'platform');
    generatePlatform(root, 30);
    const child = spawn(process.execPath, [keelson.entry, 'check', '--reporter', 'json'], {
      cwd: root,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...(binary ? { KEELSON_KUBECONFORM: binary } : {}) },
    });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (data: Buffer) => {
      stderr += String(data);
    });
    const code = await new Promise((settle) => child.on('close', settle));
    expect(code).toBe(1);
    expect(stderr.replace(/^kubeconform is not there.*\n/, '')).toBe('');
  });
});

describe.skipIf(binary === undefined)('a run that is interrupted while it writes', () => {
  it.each(['SIGINT', 'SIGKILL'] as const)('by %s leaves whole files, and the next run converges', async (signal) => {
    const whole = join(temporaryFolder('whole'), 'platform');
    generatePlatform(whole, 120);
    expect((await keelson.run(['render'], { cwd: whole })).code).toBe(0);
    const expected = readTree(join(whole, 'kubernetes'));

    const root = join(temporaryFolder('cut'), 'platform');
    generatePlatform(root, 120);
    const child = spawn(process.execPath, [keelson.entry, 'render'], {
      cwd: root,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], KEELSON_KUBECONFORM: binary },
      stdio: 'ignore',
    });
    const ended = new Promise((settle) => child.on('close', (_code, by) => settle(by)));
    await firstFile(join(root, 'kubernetes'));
    child.kill(signal);
    const by = await ended;

    const left = readTree(join(root, 'kubernetes'));
    const rendered = [...left].filter(([path]) => !/(^|\/)\.keelson(-\d+\.tmp|\.json)$/.test(path));
    expect(rendered.filter(([path, text]) => expected.get(path) !== text)).toEqual([]);
    if (by === null) console.warn(`notice: the run had ended before ${signal} came`);
    else expect(rendered.length).toBeLessThan(expected.size);
    const again = await keelson.run(['render'], { cwd: root });
    expect(again.code, again.stdout + again.stderr).toBe(0);
    expect(changedLines(expected, readTree(join(root, 'kubernetes')))).toEqual([]);
  });
});

/** Waits until a rendered file stands below the folder. */
const firstFile = async (folder: string): Promise<void> => {
  for (;;) {
    const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
    if (names.some((name) => name.endsWith('helmrelease.yaml'))) return;
    await new Promise((settle) => setTimeout(settle, 2));
  }
};

describe('schemas add', () => {
  it('turns a CustomResourceDefinition into a schema that the next render judges by', async () => {
    const root = copySmall();
    write(root, 'apps/infrastructure/issuers/templates/settings.yaml', widget('size: 3'));
    write(
      root,
      'clusters/home.yaml',
      `${readFileSync(join(root, 'clusters/home.yaml'), 'utf8')}  crds/example.com: made by hand\n`,
    );
    mkdirSync(join(root, 'crds'));
    write(root, 'crds/widget.yaml', definition);
    expect((await keelson.run(['render'], { cwd: root })).stdout).toContain('error[schema-missing]');
    const added = await keelson.run(['schemas', 'add', 'crds'], { cwd: root });
    expect([added.code, added.stdout]).toEqual([
      0,
      'example.com/v1 Widget → schemas/kubernetes/example.com/widget_v1.json\n',
    ]);
    const good = await keelson.run(['render'], { cwd: root });
    expect(good.code, good.stdout).toBe(0);
    write(root, 'apps/infrastructure/issuers/templates/settings.yaml', widget('size: big'));
    expect((await keelson.run(['render'], { cwd: root })).stdout).toContain(
      'settings.yaml:4:9 error[object-invalid] Widget/infrastructure/one /spec/size: ',
    );
  });
});

const widget = (spec: string): string =>
  `apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: one }\nspec: { ${spec} }\n`;

const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Widget, plural: widgets }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec: { type: object, properties: { size: { type: integer } } }
`;
