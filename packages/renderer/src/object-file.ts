import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { MergedCluster } from './model/cluster.ts';
import type { CompiledCategory } from './model/compiled.ts';
import { byCodeUnit } from './model/json.ts';
import type { CategorySource, DefinitionFile, Sources } from './model/source.ts';

/** `apps/games/.keelson/home.json`, beside the category's definition. */
const objectFilePath = (root: string, source: CategorySource, cluster: string): string =>
  join(root, dirname(source.definition.path), '.keelson', `${cluster}.json`);

/**
 * SHA-256 over everything a category's compile reads: its files, the cluster's files, placeholders, what runs where, the
 * namespaces, and which build of Keelson compiles. Same hash, same object file.
 */
export const inputHashOf = (
  source: CategorySource,
  sources: Sources,
  cluster: MergedCluster,
  builder: string,
): string => {
  const hash = createHash('sha256');
  const add = (...texts: (string | undefined)[]): void => {
    for (const text of texts) hash.update(`${text === undefined ? -1 : Buffer.byteLength(text)}:${text ?? ''}\n`);
  };
  const definition = ({ path, text }: DefinitionFile): void => add(path, text);
  add(builder, cluster.name);
  for (const file of [...sources.cluster, sources.placeholders, source.definition]) definition(file);
  for (const [id, app] of [...cluster.selected].sort(([left], [right]) => byCodeUnit(left, right)))
    add(id, String(app.tier));
  add(JSON.stringify(cluster.namespaces.get(source.name) ?? []));
  for (const app of source.apps) {
    definition(app.definition);
    for (const [name, { text }] of app.templates) add('template', name, text);
    for (const [name, { text, base64 }] of app.files) add('file', name, text, base64);
  }
  return hash.digest('hex');
};

/** The category's object file, when there is one and its recorded input hash still holds. */
export const readObjectFile = (
  root: string,
  source: CategorySource,
  cluster: MergedCluster,
  inputHash: string,
): CompiledCategory | undefined => readAt(objectFilePath(root, source, cluster.name), inputHash);

/**
 * The category as an earlier `render` compiled it, else compiled now and kept for the next one: apart from object files, which only
 * `compile` writes. Where `inputs` is absent nothing is recalled or kept.
 */
export const compiledOnce = (
  { root, cluster, inputs }: { root: string; cluster: string; inputs?: string },
  { name }: CategorySource,
  inputHash: string,
  compileNow: () => CompiledCategory,
): CompiledCategory => {
  if (inputs === undefined) return compileNow();
  const folder = join(root, 'node_modules', '.cache', 'keelson', 'compiled', encodeURIComponent(cluster));
  const path = join(folder, `${name}.json`);
  const known = readAt(path, inputHash);
  if (known !== undefined) return known;
  const compiled = compileNow();
  writeAt(path, compiled);
  return compiled;
};

const readAt = (path: string, inputHash: string): CompiledCategory | undefined => {
  const text = readIfThere(path);
  // The hash stands near the start: a stale file is not parsed.
  if (text === undefined || !text.slice(0, 400).includes(`"inputHash":"${inputHash}"`)) return undefined;
  return JSON.parse(text) as CompiledCategory;
};

const readIfThere = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};

/** Writes the object file whole (temporary file, rename). */
export const writeObjectFile = (root: string, source: CategorySource, compiled: CompiledCategory): string =>
  writeAt(objectFilePath(root, source, compiled.cluster), compiled);

const writeAt = (path: string, compiled: CompiledCategory): string => {
  mkdirSync(dirname(path), { recursive: true });
  const { version, cluster, category, inputHash, ...rest } = compiled;
  writeFileSync(`${path}.tmp`, JSON.stringify({ version, cluster, category, inputHash, ...rest }));
  renameSync(`${path}.tmp`, path);
  return path;
};
