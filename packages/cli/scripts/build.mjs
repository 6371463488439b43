// Bundles the command for start-up (a small entry, the rest loaded when a command needs it) and copies schemas/ beside it.
import { createHash } from 'node:crypto';
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('..', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Puts beside, then swaps: a build that fails, or a command that runs meanwhile, finds the earlier one whole. */
const swap = async (made, target) => {
  const aside = `${target}.old`;
  await rm(aside, { recursive: true, force: true });
  await rename(target, aside).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(made, target);
  await rm(aside, { recursive: true, force: true });
};

/** The files, and a hash over all of them: object files name the build that made them. */
const writeAll = async (files, dist) => {
  const hash = createHash('sha256');
  await mkdir(`${dist}/chunks`, { recursive: true });
  for (const { path, contents } of files.toSorted((left, right) => (left.path < right.path ? -1 : 1))) {
    hash.update(contents);
    await writeFile(path, contents);
  }
  await writeFile(`${dist}/identity.txt`, `${hash.digest('hex')}\n`);
};

/** Writes `dist/` and `schemas/` into a folder that has (or gets) the command's package.json. */
export const bundle = async (target) => {
  const made = `${target}/.made`;
  await rm(made, { recursive: true, force: true });
  const { outputFiles } = await build({
    write: false,
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
    outdir: `${made}/dist`,
    chunkNames: 'chunks/[name]-[hash]',
    banner: {
      js: "import { createRequire as createKeelsonRequire } from 'node:module';const require = createKeelsonRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  await writeAll(outputFiles, `${made}/dist`);
  await cp(`${root}/schemas`, `${made}/schemas`, { recursive: true });
  await swap(`${made}/dist`, `${target}/dist`);
  await swap(`${made}/schemas`, `${target}/schemas`);
  await rm(made, { recursive: true, force: true });
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle(folder.replace(/[/\\]$/, ''));
