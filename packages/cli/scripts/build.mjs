// Bundles the command for start-up (one file, lazy parts split off) and copies schemas/ beside it.
import { cp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('..', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));

await rm(`${folder}/dist`, { recursive: true, force: true });
await build({
  absWorkingDir: folder,
  entryPoints: ['src/keelson.ts'],
  bundle: true,
  splitting: true,
  minifySyntax: true,
  minifyWhitespace: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  conditions: ['@keelson/source'],
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  banner: {
    js: "import { createRequire as createKeelsonRequire } from 'node:module';const require = createKeelsonRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
await rm(`${folder}/schemas`, { recursive: true, force: true });
await cp(`${root}/schemas`, `${folder}/schemas`, { recursive: true });
