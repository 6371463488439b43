import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const renderer = 'packages/renderer/src';

const sourceFiles = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.includes('/generated/') && !path.includes('/dist/'))
    .sort();

interface Import {
  from: string;
  to: string;
  isType: boolean;
}

const importPattern = /^(?:import|export)\s+(type\s+)?(?:[\s\S]*?from\s+)?'([^']+)';|import\('([^']+)'\)/gmu;

const importsOf = (path: string): Import[] =>
  [...readFileSync(join(root, path), 'utf8').matchAll(importPattern)].map((match) => {
    const written = (match[2] ?? match[3])!;
    return {
      from: path,
      to: written.startsWith('.') ? posix.join(posix.dirname(path), written) : written,
      isType: match[1] !== undefined,
    };
  });

const packages = ['schema', 'kubeconform', 'renderer', 'cli'];
const all = packages.flatMap((name) => sourceFiles(`packages/${name}/src`));
const imports = all.flatMap(importsOf);

/** Package → packages of ours it may import. DESIGN section 2: imports run one way. */
const packageMap: Record<string, string[]> = {
  schema: [],
  kubeconform: [],
  renderer: ['schema', 'kubeconform'],
  cli: ['renderer', 'schema', 'kubeconform'],
};

/** The rooms of the renderer: folder → the join files that are not rooms stand beside them. */
const rooms = [
  'compile/load',
  'compile/validate',
  'compile/merge',
  'compile/template',
  'compile/check',
  'compile/expand',
  'link/resolve',
  'link/order',
  'link/layout',
  'link/serialize',
  'link/substitute',
  'link/verify',
  'link/write',
  'origin',
  'plan',
  'explain',
  'graph',
  'unchanged',
];

const roomOf = (path: string): string | undefined => rooms.find((room) => path.startsWith(`${renderer}/${room}/`));

describe('imports run one way', () => {
  it('finds sources and imports to look at', () => {
    expect(all.length).toBeGreaterThan(100);
    expect(imports.length).toBeGreaterThan(300);
  });

  it.each(packages)('package %s imports only what it may', (name) => {
    const wrong = imports.filter(({ from, to }) => {
      if (!from.startsWith(`packages/${name}/`)) return false;
      if (to.startsWith('packages/')) return !to.startsWith(`packages/${name}/`);
      const other = /^@keelson\/([a-z]+)/u.exec(to)?.[1];
      return other !== undefined && !packageMap[name]!.includes(other);
    });
    expect(wrong).toEqual([]);
  });

  it.each(rooms)('room %s imports the model and itself only', (room) => {
    const wrong = imports.filter(({ from, to, isType }) => {
      if (roomOf(from) !== room || !to.startsWith('packages/')) return false;
      if (to.startsWith(`${renderer}/model/`) || roomOf(to) === room) return false;
      return !(room === 'link/verify' && isType && to.startsWith(`${renderer}/link/substitute/`));
    });
    expect(wrong).toEqual([]);
  });

  it('the model imports nothing but itself and the types of what people write', () => {
    const wrong = imports.filter(
      ({ from, to, isType }) =>
        from.startsWith(`${renderer}/model/`) &&
        !to.startsWith(`${renderer}/model/`) &&
        !(isType && to === '@keelson/schema') &&
        !(from.endsWith('/definition.ts') && to === '@keelson/schema'),
    );
    expect(wrong).toEqual([]);
  });

  it('only validate and check use the schemas, only verify uses kubeconform', () => {
    const users = (name: string): string[] => [
      ...new Set(
        imports
          .filter(({ from, to }) => from.startsWith(renderer) && to === name)
          .map(({ from }) => roomOf(from) ?? from),
      ),
    ];
    const allowed = ['compile/validate', 'compile/check', `${renderer}/model/definition.ts`];
    expect(users('@keelson/schema').filter((user) => !allowed.includes(user))).toEqual([]);
    expect(users('@keelson/kubeconform').filter((user) => user !== 'link/verify')).toEqual([]);
  });

  it('only load, verify, write and the object files touch the disk', () => {
    const users = imports
      .filter(({ from, to }) => from.startsWith(renderer) && /^node:(fs|child_process|http|https|net|os)/u.test(to))
      .map(({ from }) => roomOf(from) ?? from);
    const allowed = ['compile/load', 'link/verify', 'link/write', 'unchanged', `${renderer}/object-file.ts`];
    expect([...new Set(users)].filter((user) => !allowed.includes(user))).toEqual([]);
  });
});

describe('files stay small', () => {
  it('no source file is over 300 lines', () => {
    const long = all
      .map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').split('\n').length - 1 }))
      .filter(({ lines }) => lines > 300);
    expect(long).toEqual([]);
  });

  it('the joins are under 60 lines of code', () => {
    const long = ['compile.ts', 'link.ts', 'render.ts', 'inspect.ts', 'explained.ts']
      .map((name) => ({ name, lines: readFileSync(join(root, renderer, name), 'utf8').split('\n').length }))
      .filter(({ lines }) => lines >= 60);
    expect(long).toEqual([]);
  });

  it('there is no folder or file named utils', () => {
    expect(all.filter((path) => /(^|\/)(utils?|helpers?)(\/|\.)/u.test(path))).toEqual([]);
  });
});
