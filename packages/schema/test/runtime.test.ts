import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

it('loads neither TypeBox nor ajv, nor any other package, when Keelson runs', async () => {
  const result = await build({
    entryPoints: [join(import.meta.dirname, '../src/index.ts')],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  const [output] = Object.values(result.metafile.outputs);
  expect(output?.imports.map(({ path }) => path)).toEqual(['node:net']);
  expect(
    Object.keys(result.metafile.inputs).filter(
      (path) => path.includes('/definition/') || path.includes('node_modules'),
    ),
  ).toEqual([]);
});
