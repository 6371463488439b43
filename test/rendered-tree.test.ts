import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asClusterSees } from '@keelson/renderer/substitute';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';

type JsonObject = Parameters<typeof asClusterSees>[0];

const root = fileURLToPath(new URL('..', import.meta.url));
const oracle = join(root, '../shared/schemas');
const tree = join(root, 'kubernetes');

const files = readdirSync(tree, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();

const documents = files.flatMap((path) =>
  parseAllDocuments(readFileSync(path, 'utf8')).map((document) => ({
    path: relative(root, path),
    object: document.toJS() as JsonObject,
  })),
);

/** Example value of every placeholder, families by the names that are used. */
const examples = (): Record<string, string> => {
  const rows = parse(readFileSync(join(root, 'placeholders.yaml'), 'utf8')) as Record<
    string,
    { example: string | number }
  >;
  return Object.fromEntries(
    Object.entries(rows)
      .filter(([name]) => !name.endsWith('*'))
      .map(([name, { example }]) => [name, String(example)]),
  );
};

/** Where the upstream bundle keeps a kind's schema; the README of the bundle gives the two layouts. */
const schemaPath = ({ apiVersion, kind }: { apiVersion: string; kind: string }): string | undefined => {
  const [group, version] = apiVersion.includes('/') ? (apiVersion.split('/') as [string, string]) : ['', apiVersion];
  const builtIn = [kind.toLowerCase(), group.split('.')[0], version].filter((word) => word !== '').join('-');
  return [
    join(oracle, 'v1.36.0-standalone-strict', `${builtIn}.json`),
    join(oracle, 'crds', group, `${kind.toLowerCase()}_${version}.json`),
  ].find((path) => existsSync(path));
};

/** Go writes `(?i)` where JavaScript has no such group; case does not matter to what is rendered here. */
const regExp = Object.assign((pattern: string, flags: string) => new RegExp(pattern.replaceAll('(?i)', ''), flags), {
  code: 'new RegExp',
});

describe('the rendered tree', () => {
  it('holds what the reference platform is made of', () => {
    const kinds = new Set(documents.map(({ object }) => String(object['kind'])));
    for (const kind of [
      'HelmRelease',
      'Deployment',
      'Job',
      'HTTPRoute',
      'ExternalSecret',
      'Cluster',
      'PersistentVolumeClaim',
      'GrafanaDashboard',
    ])
      expect(kinds).toContain(kind);
    expect(documents.length).toBeGreaterThan(200);
  });

  it('passes an independent, upstream-true bundle of schemas, as the cluster will see it', (context) => {
    if (!existsSync(oracle)) return context.skip('no bundle beside the checkout');
    const ajv = new Ajv({ strict: false, allErrors: true, logger: false, code: { regExp } });
    formats.default(ajv);
    const variables = examples();
    const wrong: string[] = [];
    const without = new Set<string>();
    for (const { path, object } of documents) {
      const view = asClusterSees(object, variables, { strict: true });
      if ('problems' in view) wrong.push(`${path}: ${JSON.stringify(view.problems)}`);
      const file = schemaPath(object as unknown as { apiVersion: string; kind: string });
      if (file === undefined) without.add(`${object['apiVersion']} ${object['kind']}`);
      if ('problems' in view || file === undefined) continue;
      const validate =
        ajv.getSchema(file) ?? ajv.addSchema(JSON.parse(readFileSync(file, 'utf8')), file).getSchema(file)!;
      if (!validate(view.object)) wrong.push(`${path}: ${ajv.errorsText(validate.errors)}`);
    }
    expect(wrong).toEqual([]);
    expect([...without]).toEqual([]);
  });

  it('builds with kustomize, every folder that has a kustomization.yaml', (context) => {
    const folders = files.filter((path) => path.endsWith('/kustomization.yaml')).map(dirname);
    const found = ['kustomize', 'kubectl'].find((name) => {
      try {
        execFileSync('which', [name], { stdio: 'ignore' });
        return true;
      } catch {
        return false;
      }
    });
    if (found === undefined) return context.skip('neither kustomize nor kubectl is there');
    const command = found === 'kubectl' ? ['kustomize'] : ['build'];
    expect(folders.length).toBeGreaterThan(40);
    for (const folder of folders) {
      const built = execFileSync(found, [...command, folder], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
      expect(built, relative(root, folder)).toContain('kind: ');
    }
  });

  it('names every FluxKustomization once, and every path of one exists', () => {
    const kustomizations = documents.filter(({ object }) =>
      String(object['apiVersion']).startsWith('kustomize.toolkit'),
    );
    const names = kustomizations.map(({ object }) => (object['metadata'] as JsonObject)['name']);
    expect(new Set(names).size).toBe(names.length);
    for (const { object } of kustomizations) {
      const spec = object['spec'] as { path: string; sourceRef: { name: string }; dependsOn?: { name: string }[] };
      if (spec.sourceRef.name === 'flux-system')
        expect(existsSync(join(root, spec.path, 'kustomization.yaml')), spec.path).toBe(true);
      for (const { name } of spec.dependsOn ?? []) expect(names).toContain(name);
    }
  });

  it('never prunes what data stands in: namespaces, claims, database clusters, upstream folders of CRDs', () => {
    const annotationsOf = (object: JsonObject): JsonObject | undefined => {
      const isUpstream = (object['spec'] as JsonObject | undefined)?.['commonMetadata'] as JsonObject | undefined;
      return ((isUpstream ?? object['metadata']) as JsonObject | undefined)?.['annotations'] as JsonObject | undefined;
    };
    const kept = documents.filter(({ object }) => {
      const kind = String(object['kind']);
      const isUpstream =
        kind === 'Kustomization' &&
        !String((object['spec'] as JsonObject | undefined)?.['path'] ?? './kubernetes').startsWith('./kubernetes');
      const isCluster = kind === 'Cluster' && String(object['apiVersion']).startsWith('postgresql.cnpg.io');
      return isUpstream || isCluster || ['Namespace', 'PersistentVolumeClaim'].includes(kind);
    });
    expect(kept.length).toBeGreaterThan(20);
    const pruned = kept.filter(
      ({ object }) => annotationsOf(object)?.['kustomize.toolkit.fluxcd.io/prune'] !== 'disabled',
    );
    expect(pruned.map(({ path }) => path)).toEqual([]);
  });
});
