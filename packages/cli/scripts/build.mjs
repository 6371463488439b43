// Bundles the command for start-up (a small entry, the rest loaded when a command needs it) and copies schemas/ beside it.
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
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

/** The files, and a hash over them and the schemas: what is kept of a run names the build that made it. */
const writeAll = async (files, dist, schemas) => {
  const hash = createHash('sha256');
  for (const entry of (await readdir(schemas, { recursive: true })).sort())
    if (entry.endsWith('.json')) hash.update(entry).update(await readFile(`${schemas}/${entry}`));
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
  await cp(`${root}/schemas`, `${made}/schemas`, { recursive: true });
  await writeAll(outputFiles, `${made}/dist`, `${made}/schemas`);
  await swap(`${made}/dist`, `${target}/dist`);
  await swap(`${made}/schemas`, `${target}/schemas`);
  await rm(made, { recursive: true, force: true });
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle(folder.replace(/[/\\]$/, ''));
