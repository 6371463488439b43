import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { strategicMerge } from '../../../../src/compile/expand/bodies/patches/strategic-merge.ts';
import type { JsonObject } from '../../../../src/model/json.ts';
import { postRender, type Rendered, renderAppTemplate } from './app-template-oracle.ts';
import { bothWays } from './both.ts';
import { samples } from './corpus.ts';

const command = [
  ['kustomize', 'build'],
  ['kubectl', 'kustomize'],
].find(([tool]) => spawnSync(tool!, ['version', '--client']).status === 0);
const folder = mkdtempSync(join(tmpdir(), 'keelson-kustomize-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What kustomize itself makes of objects and patches. */
const build = (objects: readonly unknown[], patches: unknown): Rendered[] => {
  writeFileSync(join(folder, 'objects.yaml'), objects.map((object) => stringify(object)).join('---\n'));
  writeFileSync(join(folder, 'kustomization.yaml'), stringify({ resources: ['objects.yaml'], patches }));
  const [tool, ...rest] = command!;
  const text = execFileSync(tool!, [...rest, folder], { encoding: 'utf8' });
  return parseAllDocuments(text).map((document) => document.toJS() as Rendered);
};

const byName = (objects: readonly Rendered[]) =>
  Object.fromEntries(objects.map((object) => [`${object.kind} ${object.metadata.name}`, object]));

const patchedSamples = Object.entries(command === undefined ? {} : samples).filter(
  ([, { workload, definition, contribution, names }]) => {
    return bothWays({ ...definition, workload }, contribution, names).postRenderers.length > 0;
  },
);

describe.skipIf(command === undefined)('kustomize, where it is at hand', () => {
  it.each(patchedSamples)(
    'post-renders as the model does: %s',
    (_name, { workload, definition, contribution, names }) => {
      const { values, postRenderers } = bothWays({ ...definition, workload }, contribution, names);
      const rendered = renderAppTemplate(String(definition?.['name'] ?? 'romm'), 'games', values);
      const patches = (postRenderers[0]!['kustomize'] as JsonObject)['patches'];
      expect(byName(build(rendered, patches))).toEqual(byName(postRender(rendered, postRenderers)));
    },
  );

  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'x', annotations: { a: 'b' } },
    spec: {
      template: {
        spec: {
          containers: [
            {
              name: 'app',
              image: 'a:1',
              args: ['x'],
              env: [{ name: 'A', value: '1' }],
              ports: [{ containerPort: 80 }],
            },
          ],
          volumes: [{ name: 'v', emptyDir: {} }],
        },
      },
    },
  };
  const container = (fields: JsonObject) => ({
    spec: { template: { spec: { containers: [{ name: 'app', ...fields }] } } },
  });
  it.each<[string, JsonObject]>([
    ['a scalar', { spec: { replicas: 2 } }],
    ['a variable', container({ env: [{ name: 'A', value: '2' }] })],
    ['a list without keys', container({ args: ['y', 'z'] })],
    ['a removed field', { spec: { template: { spec: { volumes: null } } } }],
    ['a deleted container', { spec: { template: { spec: { volumes: [{ name: 'v', $patch: 'delete' }] } } } }],
    ['a replaced map', { metadata: { annotations: { $patch: 'replace', c: 'd' } } }],
  ])('merges as our own merge does: %s', (_name, patch) => {
    const [theirs] = build(
      [deployment],
      [
        {
          target: { kind: 'Deployment' },
          patch: stringify({
            ...deployment,
            spec: undefined,
            metadata: { name: 'x', ...(patch['metadata'] as JsonObject) },
            ...(patch['spec'] === undefined ? {} : { spec: patch['spec'] }),
          }),
        },
      ],
    );
    const prune = (value: unknown) =>
      JSON.parse(JSON.stringify(value), (_key, each) => (Array.isArray(each) && each.length === 0 ? undefined : each));
    expect(prune(theirs)).toEqual(prune(strategicMerge(deployment as unknown as JsonObject, patch)));
  });
});
