import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { generateFiles } from '../../scripts/generate/files.ts';

const root = join(import.meta.dirname, '../../../..');

it('has the generated files up to date', async () => {
  const stale = Object.entries(await generateFiles())
    .filter(([path, text]) => readFileSync(join(root, path), 'utf8') !== text)
    .map(([path]) => path);
  expect(stale, 'run `pnpm --filter @keelson/schema generate` and commit what it writes').toEqual([]);
});
