import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, it } from 'vitest';
import { bodies } from '../../../../src/compile/expand/bodies/bodies.ts';
import type { JsonObject } from '../../../../src/model/json.ts';
import { groupOf, type KubernetesObject } from '../../../../src/model/kubernetes.ts';
import { bothWays } from './both.ts';
import { samples } from './corpus.ts';
import { drafts } from './drafts.ts';
import { hasShared, inputOf, plain, shared } from './fixture.ts';

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
const compiled = new Map<string, ValidateFunction>();

/** The independent schemas that lie beside the checkout, in kubeconform's layout. */
const schemaPath = ({ apiVersion, kind }: KubernetesObject): string => {
  const group = groupOf(apiVersion);
  const version = apiVersion.split('/').at(-1);
  const short = group.split('.')[0];
  return group.includes('.')
    ? join(shared, 'schemas/crds', group, `${kind.toLowerCase()}_${version}.json`)
    : join(
        shared,
        'schemas/v1.36.0-standalone-strict',
        `${[kind.toLowerCase(), short, version].filter(Boolean).join('-')}.json`,
      );
};

const problemsOf = (object: KubernetesObject): unknown[] => {
  const path = schemaPath(object);
  if (!existsSync(path)) return [`no schema ${path}`];
  const validate = compiled.get(path) ?? ajv.compile(JSON.parse(readFileSync(path, 'utf8')));
  compiled.set(path, validate);
  return validate(object)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message, params }) => ({ instancePath, message, params }));
};

describe.skipIf(!hasShared)('objects of both bodies, by the schemas beside the checkout', () => {
  it.each(hasShared ? [...Object.entries(samples), ...drafts()] : [])(
    '%s',
    (_name, { workload, definition, contribution, names }) => {
      const both = bothWays({ ...definition, workload }, contribution, names);
      const objects = [...both.withManifests.objects, ...both.withChart.objects].map(({ object }) => object);
      expect(objects.flatMap(problemsOf)).toEqual([]);
    },
  );

  it.each<JsonObject>([
    { chart: 'oci://x/y', version: '1', patches: [{ target: { kind: 'Deployment' }, patch: { spec: {} } }] },
    {
      chart: 'https://x/y/z',
      version: '1',
      timeout: '5m',
      crds: 'Skip',
      valuesFrom: [{ kind: 'Secret', name: 'a' }],
      values: { a: 1 },
    },
  ])('helm %j', (helm) => {
    const { objects } = bodies.helm(inputOf({ helm }, plain), {});
    expect(objects.flatMap(({ object }) => problemsOf(object))).toEqual([]);
  });

  it.each<JsonObject>([
    { git: 'https://x/y', version: 'v1', path: 'config/crd' },
    { oci: 'oci://x/y', version: 'v1' },
  ])('source %j', (source) => {
    expect(problemsOf(bodies.source(inputOf({ source }, plain), {}).source!.object)).toEqual([]);
  });
});
