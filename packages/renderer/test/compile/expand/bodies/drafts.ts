import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Contribution } from '../../../../src/compile/expand/contribution.ts';
import { mergeContributions } from '../../../../src/compile/expand/contributions.ts';
import { rbac } from '../../../../src/compile/expand/traits/rbac.ts';
import { storage } from '../../../../src/compile/expand/traits/storage.ts';
import { isJsonObject, type JsonObject } from '../../../../src/model/json.ts';
import type { AppNames } from '../../../../src/model/names.ts';
import type { CarriedFile } from '../../../../src/model/source.ts';
import type { Sample } from './corpus.ts';
import { appOf, clusterOf, readYaml, shared } from './fixture.ts';

const catalogue = join(shared, 'catalogue');

const filesUnder = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    : [];

/** What the drafts refer to, as the room `template` would give it. */
const names: Partial<AppNames> = {
  database: { postgres: { host: 'postgres-rw', port: 5432, name: 'app', user: 'app', secret: 'app-postgres-app' } },
  cache: { valkey: { host: 'app-valkey', port: 6379, url: 'redis://app-valkey:6379' } },
};

const sharedVolumes = (definition: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.values((definition['storage'] ?? {}) as JsonObject).flatMap((entry) =>
      isJsonObject(entry) && typeof entry['shared'] === 'string'
        ? [[entry['shared'], { nfs: { server: '10.0.0.5', path: `/mnt/${entry['shared']}` } }]]
        : [],
    ),
  );

const contributionOf = (folder: string, definition: JsonObject): Contribution => {
  const files = new Map(
    filesUnder(join(folder, 'files')).map((path): [string, CarriedFile] => [
      path,
      { path, text: readFileSync(join(folder, 'files', path), 'utf8') },
    ]),
  );
  const renderedFiles = new Map(
    Object.entries((definition['storage'] ?? {}) as JsonObject).flatMap(([name, entry]) =>
      isJsonObject(entry) && Array.isArray(entry['templates'])
        ? entry['templates'].map((file): [string, string] => [`${name}/${String(file)}`, 'rendered'])
        : [],
    ),
  );
  const cluster = clusterOf({ storage: { shared: sharedVolumes(definition) } });
  const input = { app: appOf(definition, names, { files, renderedFiles }), cluster };
  return mergeContributions([storage(input), ...(definition['rbac'] === undefined ? [] : [rbac(input)])]);
};

/** Every draft of the catalogue that has a `workload`, its expressions left as they stand; none where it is not at hand. */
export const drafts = (): [string, Sample][] =>
  filesUnder(catalogue)
    .filter((path) => path.endsWith('/app.yaml'))
    .sort()
    .flatMap((path): [string, Sample][] => {
      const definition = readYaml(join(catalogue, path));
      if (!isJsonObject(definition['workload'])) return [];
      const folder = join(catalogue, path, '..');
      return [
        [
          `draft ${path.slice(0, -'/app.yaml'.length)}`,
          { workload: definition['workload'], definition, contribution: contributionOf(folder, definition), names },
        ],
      ];
    });
