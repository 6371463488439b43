/** `pnpm --filter @keelson/schema generate`: writes the schemas, the validators and the reference pages. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { generateFiles } from './generate/files.ts';

const root = join(import.meta.dirname, '../../..');

for (const [path, text] of Object.entries(await generateFiles())) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}
