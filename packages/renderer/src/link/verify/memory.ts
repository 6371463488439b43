import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Hashes of objects that were found valid, by cluster, under `node_modules/.cache/keelson`. */
const memoryPath = (root: string, cluster: string): string =>
  join(root, 'node_modules', '.cache', 'keelson', `valid-${encodeURIComponent(cluster)}.txt`);

/** What a proof holds for: this engine, this schema, these bytes. */
export const proofOf = (engine: string, schema: string, text: string): string =>
  createHash('sha256').update(`${engine}\n${schema}\n${text}`).digest('base64url');

/** Proofs of earlier runs; none where they cannot be read. */
export const recall = async (root: string, cluster: string): Promise<ReadonlySet<string>> => {
  try {
    return new Set((await readFile(memoryPath(root, cluster), 'utf8')).split('\n'));
  } catch {
    return new Set();
  }
};

/** Keeps the proofs of this run and forgets all others. Written beside and renamed, so that two runs do not mix. */
export const remember = async (root: string, cluster: string, proofs: ReadonlySet<string>): Promise<void> => {
  const path = memoryPath(root, cluster);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.${process.pid}`, [...proofs].sort().join('\n'));
  await rename(`${path}.${process.pid}`, path);
};
