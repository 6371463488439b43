import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { schemaPath } from '@keelson/kubeconform';
import { groupOf } from '../../model/kubernetes.ts';

/** The schemas one link judges by. */
export interface Schemas {
  /** kubeconform's templates, tried in order: the repository's own (`keelson schemas add`) before those of the command. */
  locations: string[];
  /** Kubernetes version the built-in kinds stand for: `1.36.0`. */
  kubernetes: string;
  /** SHA-256 over what the locations hold for a kind; the same words for two kinds without a schema. */
  hashOf: (apiVersion: string, kind: string) => Promise<string>;
}

const template = '{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json';

/** @param packaged folder of the schemas that come with the command. */
export const findSchemas = async (root: string, packaged: string): Promise<Schemas> => {
  const folders = [join(root, 'schemas', 'kubernetes'), packaged].filter((folder) => existsSync(folder));
  const locations = folders.map((folder) => `${folder}/${template}`);
  const versions = await Promise.all(folders.map((folder) => readIfThere(join(folder, 'VERSION'))));
  const hashes = new Map<string, Promise<string>>();
  return {
    locations,
    kubernetes: versions.find((version) => version !== undefined)?.trim() ?? '',
    hashOf: (apiVersion, kind) => {
      const key = `${apiVersion} ${kind}`;
      const hash = hashes.get(key) ?? hashSchema(locations, apiVersion, kind);
      hashes.set(key, hash);
      return hash;
    },
  };
};

const hashSchema = async (locations: readonly string[], apiVersion: string, kind: string): Promise<string> => {
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  const group = groupOf(apiVersion);
  for (const location of locations) {
    const text = await readIfThere(schemaPath(location, { group, kind, version }));
    if (text !== undefined) return createHash('sha256').update(text).digest('hex');
  }
  return 'no schema';
};

const readIfThere = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};
