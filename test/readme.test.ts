/**
 * The README keeps its word: its tour is walked in a temporary copy of the repository, with the command built there, and every path,
 * link and script that our own pages name exists.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const scripts = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> })
  .scripts;

interface Block {
  language: string;
  text: string;
  /** What the comment above says: `file: <path>` is written, `part of: <path>` is held against that file. */
  comment: string;
}

const blocksOf = (text: string): Block[] =>
  [...text.matchAll(/(?:^<!-- (?<comment>.+?) -->\n)?^```(?<language>[a-z]*)\n(?<text>[\s\S]*?)^```$/gmu)].map(
    ({ groups }) => ({ language: groups!['language']!, text: groups!['text']!, comment: groups!['comment'] ?? '' }),
  );

const tour = /^## A tour[\s\S]*?(?=^## )/mu.exec(readme)![0];

const environment = {
  ...process.env,
  CI: '',
  GITHUB_ACTIONS: '',
  NO_COLOR: '1',
  FORCE_COLOR: '0',
  GIT_AUTHOR_NAME: 'reader',
  GIT_AUTHOR_EMAIL: 'reader@example.com',
  GIT_COMMITTER_NAME: 'reader',
  GIT_COMMITTER_EMAIL: 'reader@example.com',
};

let copy: string;

/** Links a folder's installed packages, but not its cache: proofs of the copy are not those of the repository. Our own packages are those of the copy. */
const linkPackages = (from: string, to: string): void => {
  mkdirSync(join(to, '@keelson'), { recursive: true });
  for (const name of readdirSync(from))
    if (name !== '.cache' && name !== '@keelson') symlinkSync(join(from, name), join(to, name));
  for (const name of ['cli', 'kubeconform', 'renderer', 'schema'])
    symlinkSync(join(copy, 'packages', name), join(to, '@keelson', name));
};

const git = (...words: string[]): string =>
  execFileSync('git', words, { cwd: copy, env: environment, encoding: 'utf8' });

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'keelson-readme-'));
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  for (const path of list
    .toString()
    .split('\0')
    .filter((name) => name !== '' && existsSync(join(root, name))))
    cpSync(join(root, path), join(copy, path));
  for (const folder of ['.', 'packages/cli', 'packages/kubeconform', 'packages/renderer', 'packages/schema'])
    linkPackages(join(root, folder, 'node_modules'), join(copy, folder, 'node_modules'));
  execFileSync(process.execPath, ['packages/cli/scripts/build.mjs'], { cwd: copy });
  git('init', '--quiet', '--initial-branch=main');
  // What others change while the tests run may have drifted: the tour starts from a tree that is rendered.
  run('npx pnpm render');
  git('add', '.');
  git('commit', '--quiet', '-m', 'start');
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Runs a line of the tour. `npx pnpm <script>` runs what package.json says, without installing again. */
const run = (line: string): string => {
  const [, script, rest = ''] = /^npx pnpm ([a-z:]+) ?(.*)$/u.exec(line) ?? [];
  const command = script === undefined ? line : `${scripts[script === 'render' ? 'render:tree' : script]} ${rest}`;
  const { stdout, stderr, status } = spawnSync(command, { cwd: copy, env: environment, encoding: 'utf8', shell: true });
  if (status !== 0 && status !== 1) throw new Error(`${line} ended with ${status}\n${stdout}${stderr}`);
  return stdout;
};

/** Counts change whenever the platform does, and the engine with the machine; what is said does not. */
const comparable = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) =>
      line
        .replaceAll(/validated by .*?(?=, (?:\d+ proved|Kubernetes))/gu, 'validated')
        .replaceAll(/\d+/gu, 'N')
        .replaceAll(/ +\| +/gu, ' | '),
    );

/** Walks a page in a folder: writes its files, applies its diffs, runs its commands, compares what it shows. Returns the last output. */
const walk = (text: string, folder: string, run: (line: string) => string): string => {
  let printed = '';
  for (const { language, text: block, comment } of blocksOf(text)) {
    const file = /^file: (.+)$/u.exec(comment)?.[1];
    if (file !== undefined) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), block);
    } else if (language === 'diff') {
      execFileSync('git', ['apply', '-'], { cwd: folder, input: block });
    } else if (language === 'sh') {
      printed = block.trim().split('\n').map(run).join('');
    } else if (language === 'text') {
      const shown = comparable(block);
      expect(comparable(printed).filter((line) => shown.includes(line))).toEqual(shown);
    }
  }
  return printed;
};

describe('docs/own-repository.md', () => {
  it('goes from an empty folder to a rendered tree', () => {
    const page = readFileSync(join(root, 'docs/own-repository.md'), 'utf8');
    const own = join(copy, 'own');
    mkdirSync(own);
    const command = join(copy, 'packages/cli/bin/keelson.js');
    const printed = walk(page, own, (line) => {
      const [, words] = /^npx keelson (.+)$/u.exec(line)!;
      return execFileSync(process.execPath, [command, ...words!.split(' ')], {
        cwd: own,
        env: environment,
        encoding: 'utf8',
      });
    });
    rmSync(own, { recursive: true });
    expect(printed).toContain('rendered 1 app');
  });
});

describe('the tour of README.md', () => {
  it('prints what it shows', () => {
    walk(tour, copy, run);
    expect(blocksOf(tour).filter(({ language }) => language === 'sh').length).toBeGreaterThan(6);
    expect(run('npx pnpm keelson check')).toContain('up to date');
    expect(git('status', '--porcelain')).toBe('');
  });

  it('shows what it says is a part of a file', () => {
    const parts = blocksOf(readme).filter(({ comment }) => comment.startsWith('part of: '));
    expect(parts).toHaveLength(1);
    for (const { comment, text } of parts)
      expect(readFileSync(join(root, comment.slice('part of: '.length)), 'utf8')).toContain(text);
  });
});

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'apps/README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
].sort();

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(root, page), 'utf8');

  it('links to what exists', () => {
    const prose = text.replaceAll(/^```[\s\S]*?^```$/gmu, '');
    const links = [...prose.matchAll(/\]\((?!https?:|#)([^)\s#]+)(?:#[^)]*)?\)/gu)].map((match) => match[1]!);
    expect(links.filter((link) => !existsSync(resolve(root, dirname(page), link)))).toEqual([]);
  });

  it('names scripts that package.json has', () => {
    const named = [...text.matchAll(/`(?:npx )?pnpm (?:run )?([a-z:]+)/gu)].map((match) => match[1]!);
    const own = new Set([...Object.keys(scripts), 'install', 'turbo', 'vitest']);
    expect(named.filter((name) => !own.has(name))).toEqual([]);
  });
});

describe('paths that README.md names', () => {
  const folders = /^(?:apps|clusters|docs|kubernetes|packages|schemas|test|tools|\.github)\//u;
  const named = [...readme.matchAll(/`([^`\s]+)`/gu)]
    .map((match) => match[1]!)
    .filter((path) => folders.test(path) && !/[<*…]/u.test(path));

  it('exist after the tour', () => {
    expect(named.length).toBeGreaterThan(6);
    expect(named.filter((path) => !existsSync(join(copy, path)))).toEqual([]);
  });

  it('and so do the files of the picture', () => {
    const picture = readFileSync(join(root, 'docs/picture.svg'), 'utf8');
    const files = [...picture.matchAll(/[├└]─ ([a-z]+\.yaml)/gu)].map((match) => match[1]!);
    const present = readdirSync(join(root, 'kubernetes/apps/games'), { recursive: true, encoding: 'utf8' });
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((name) => !present.some((path) => path.endsWith(name)))).toEqual([]);
  });
});

describe('docs/decisions', () => {
  const folder = join(root, 'docs/decisions');

  it('lists every page', () => {
    const index = readFileSync(join(folder, 'README.md'), 'utf8');
    const pages = readdirSync(folder).filter((name) => /^\d{4}-/u.test(name));
    expect(pages.length).toBeGreaterThan(10);
    expect(pages.filter((name) => !index.includes(`](${name})`))).toEqual([]);
  });

  it('says of every dependency of the catalog why it is there', () => {
    const { catalog } = parse(readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8')) as {
      catalog: Record<string, string>;
    };
    const firstCells = [...readFileSync(join(folder, '0003-dependencies.md'), 'utf8').matchAll(/^\| ([^|]+) \|/gmu)];
    const named = new Set(firstCells.flatMap((match) => match[1]!.split(',').map((name) => name.trim())));
    expect(Object.keys(catalog).filter((name) => !named.has(name))).toEqual([]);
  });
});
