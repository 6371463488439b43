import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadClusterNames } from '../packages/renderer/src/compile/load/load.ts';
import { guideChange } from '../packages/renderer/src/placeholders.ts';

it('TEMPLATE_GUIDE.md says what placeholders.yaml and the trees say; write it with: pnpm keelson placeholders --write', async () => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const clusters = (await loadClusterNames(root)).map((cluster) => ({ cluster }));
  const change = await guideChange({ root, clusters });
  expect(change).toEqual({ path: 'TEMPLATE_GUIDE.md', change: 'unchanged' });
});
