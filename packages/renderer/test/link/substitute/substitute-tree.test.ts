import { expect, it } from 'vitest';
import { substituteTree } from '../../../src/link/substitute/substitute-tree.ts';
import type { MergedCluster } from '../../../src/model/cluster.ts';
import type { KubernetesObject } from '../../../src/model/kubernetes.ts';
import type { SerializedFile } from '../../../src/model/linked.ts';

const source = { kind: 'ConfigMap', name: 'cluster-settings' } as const;
const cluster = {
  definition: {},
  placeholders: [
    { name: 'PORT', description: 'A port', type: 'port', example: '8080', source, origin: { file: 'p', pointer: '' } },
  ],
} as unknown as MergedCluster;

const fileOf = (text: string, part?: string): SerializedFile => ({
  path: 'kubernetes/apps/a/b/app/configmap.yaml',
  source: 'apps/a/b/app.yaml',
  text: '',
  part,
  documents: [
    {
      object: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'b', namespace: 'a' },
        data: { text },
      } as unknown as KubernetesObject,
      file: 'apps/a/b/app.yaml',
      pointer: '/manifests',
    },
  ],
});
const substitution = new Map([
  ['b', [source]],
  ['c', []],
]);

it.each([
  ['${PORT}', 'b', 8080],
  ['${PORT#: }', 'b', '8080'],
  ['$$ is halved', 'b', '$ is halved'],
  ['$$ stays', 'c', '$$ stays'],
  ['plain', 'b', 'plain'],
])('%s in part %s', (text, part, expected) => {
  const { items, diagnostics } = substituteTree([fileOf(text, part)], substitution, cluster);
  expect(diagnostics).toEqual([]);
  expect(items.map(({ object }) => object)).toMatchObject([{ data: { text: expected } }]);
});

it.each(['echo ${list[@]}', 'echo ${name-x}', '${UNSET}'])('%s breaks at its place', (text) => {
  const { items, diagnostics } = substituteTree([fileOf(text, 'b')], substitution, cluster);
  expect(items).toEqual([]);
  expect(diagnostics).toMatchObject([
    { code: 'substitution-breaks', rendered: { pointer: '/data/text' }, origin: { file: 'apps/a/b/app.yaml' } },
  ]);
});

it('refuses a placeholder where nothing is substituted', () => {
  expect(substituteTree([fileOf('${PORT}')], substitution, cluster).diagnostics).toMatchObject([
    { code: 'placeholder-unsubstituted' },
  ]);
});
