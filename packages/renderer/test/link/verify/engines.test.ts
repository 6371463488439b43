/** Both engines over the samples of every kind in schemas/kubernetes: they have to say the same, word for word. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  checkDocuments,
  checkDocumentsEmbedded,
  currentEnvironment,
  documentText,
  findKubeconform,
  installKubeconform,
  type SentDocument,
  schemaReader,
  type Verdict,
} from '@keelson/kubeconform';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../../../../..');
const samples = join(root, 'tools/kubernetes-schemas/samples');
const upstream = join(root, '../shared/schemas');
const template = '{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json';
const ownSchemas = [join(root, 'schemas/kubernetes', template)];
const upstreamSchemas = [
  join(upstream, '{{.NormalizedKubernetesVersion}}-standalone{{.StrictSuffix}}/{{.ResourceKind}}{{.KindSuffix}}.json'),
  join(upstream, 'crds', template),
];

const binary = await findKubeconform(currentEnvironment())
  .then((found) => found ?? installKubeconform(currentEnvironment(), { by: 'go' }))
  .then(({ path }) => path)
  .catch((error: unknown) => {
    console.warn(`notice: no kubeconform, the engines are not compared: ${String(error)}`);
    return undefined;
  });
if (!existsSync(upstream)) console.warn('notice: ../shared/schemas is absent, the engines are not compared over it');

const documents = readdirSync(samples, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .flatMap((file): SentDocument[] => {
    const object = parse(readFileSync(join(samples, file), 'utf8')) as Record<string, unknown> | null;
    if (typeof object?.['kind'] !== 'string') return [];
    const name = (object['metadata'] as { name?: unknown } | null | undefined)?.name;
    return [{ file, kind: object['kind'], name: typeof name === 'string' ? name : '', text: documentText(object) }];
  });

/** kubeconform adds why Go refused a format; a property's name has no place of its own in its report. */
const comparable = (verdict: Verdict) => ({
  ...verdict,
  problems: verdict.problems.map(({ pointer, message }) => ({
    pointer: message.startsWith('invalid propertyName') ? '' : pointer,
    message: message
      .replace(/(is not valid [a-z0-9-]+): [\s\S]*$/, '$1')
      .replace(/^(could not find schema for \w+): [\s\S]*$/, '$1'),
  })),
});

/** The upstream schemas are whole and inlined, slow to compile: these groups hold every way they are written. */
const upstreamGroups =
  /^(v1|policy|networking\.k8s\.io|storage\.k8s\.io|.*\.toolkit\.fluxcd\.io|cert-manager\.io|metallb\.io|external-secrets\.io\/externalsecret_v1|gateway\.networking\.k8s\.io)\//;

describe.each([
  ['schemas/kubernetes', ownSchemas, documents, true],
  [
    'the upstream bundle',
    upstreamSchemas,
    documents.filter(({ file }) => upstreamGroups.test(file)),
    existsSync(upstream),
  ],
])('the engines over %s', (_name, schemaLocations, documents, isThere) => {
  it.skipIf(binary === undefined || !isThere)(
    'agree on every sample',
    async () => {
      const kubernetesVersion = '1.36.0';
      const real = await checkDocuments(documents, { binary: binary!, schemaLocations, kubernetesVersion });
      const embedded = await checkDocumentsEmbedded(documents, {
        readSchema: schemaReader(schemaLocations, kubernetesVersion),
      });
      expect(embedded.map(comparable)).toEqual(real.map(comparable));
      const count = (status: string) => real.filter((verdict) => verdict.status === status).length;
      expect(count('valid')).toBeGreaterThan(40);
      expect(count('invalid')).toBeGreaterThan(40);
    },
    240_000,
  );
});
