import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { currentEnvironment } from '@keelson/kubeconform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { render } from '../src/render.ts';
import type { RenderResult } from '../src/result.ts';

const fixture = fileURLToPath(new URL('./fixtures/example', import.meta.url));
const schemas = fileURLToPath(new URL('../../../schemas/kubernetes', import.meta.url));

/**
 * Where the rendered tree differs from the one made by hand and reconciled on a real controller, and why: `path` → reason. A row
 * that is not needed fails. Ledgers are not part of the hand-made tree.
 */
const intendedDifferences: Record<string, string> = {};

const filesUnder = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== '.keelson.json')
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path, 'utf8')]),
  );

describe('the example that was made by hand', () => {
  const root = mkdtempSync(join(tmpdir(), 'keelson-example-'));
  let result: RenderResult;

  beforeAll(async () => {
    cpSync(fixture, root, { recursive: true });
    result = await render({
      root,
      cluster: 'home',
      write: true,
      builder: 'test',
      link: {
        force: false,
        verify: {
          root,
          environment: { ...currentEnvironment(), variables: { XDG_CACHE_HOME: join(root, 'no-cache'), PATH: '' } },
          packagedSchemas: schemas,
          remember: false,
          allowEmbedded: true,
          progress: () => undefined,
        },
      },
    });
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('renders without a finding', () => {
    expect(result.diagnostics).toEqual([]);
  });

  it('comes out file for file and byte for byte, but for the intended differences', () => {
    const expected = filesUnder(join(root, 'expected'));
    const rendered = filesUnder(join(root, 'kubernetes'));
    expect([...expected.keys()].filter((path) => !rendered.has(path))).toEqual([]);
    expect([...rendered.keys()].filter((path) => !expected.has(path))).toEqual([]);
    const different = [...expected].filter(([path, text]) => rendered.get(path) !== text).map(([path]) => path);
    expect(different).toEqual(Object.keys(intendedDifferences).sort());
    for (const [path, text] of expected) if (!(path in intendedDifferences)) expect(rendered.get(path)).toBe(text);
  });
});
