import { readFile } from 'node:fs/promises';
import type { JsonSchema } from './dialect.ts';

/** Gives the JSON Schema of a kind; the group is the empty string for `v1`. `undefined` when there is none. */
export type ReadSchema = (
  group: string,
  kind: string,
  version: string,
) => JsonSchema | undefined | Promise<JsonSchema | undefined>;

/**
 * Where a template puts the schema of a kind, by kubeconform's rules: kind in lower case, the group of `v1` is `v1`,
 * `KindSuffix` is `-<first label of the group>-<version>`, `StrictSuffix` is `-strict`.
 * @throws {RangeError} for a field kubeconform does not know.
 */
export const schemaPath = (
  template: string,
  { group, kind, version }: { group: string; kind: string; version: string },
  kubernetesVersion = 'master',
): string => {
  const fields: Readonly<Record<string, string>> = {
    NormalizedKubernetesVersion: kubernetesVersion === 'master' ? 'master' : `v${kubernetesVersion.replace(/^v/, '')}`,
    StrictSuffix: '-strict',
    ResourceKind: kind.toLowerCase(),
    ResourceAPIVersion: version,
    Group: group === '' ? version : group,
    KindSuffix:
      group === '' ? `-${version.toLowerCase()}` : `-${group.split('.')[0]!.toLowerCase()}-${version.toLowerCase()}`,
  };
  const complete = template.endsWith('json')
    ? template
    : `${template}/{{.NormalizedKubernetesVersion}}-standalone{{.StrictSuffix}}/{{.ResourceKind}}{{.KindSuffix}}.json`;
  return complete.replaceAll(/\{\{\s*\.(\w+)\s*\}\}/g, (_whole, field: string) => {
    if (!Object.hasOwn(fields, field)) throw new RangeError(`{{.${field}}} is not a field of a schema location`);
    return fields[field]!;
  });
};

/** Reads the schemas that `runKubeconform` would read with the same locations, so that both engines judge by the same files. */
export const schemaReader =
  (schemaLocations: readonly string[], kubernetesVersion = 'master'): ReadSchema =>
  async (group, kind, version) => {
    for (const location of schemaLocations) {
      const text = await readIfThere(schemaPath(location, { group, kind, version }, kubernetesVersion));
      if (text !== undefined) return JSON.parse(text) as JsonSchema;
    }
    return undefined;
  };

const readIfThere = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};
