import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { CustomResourceDefinitionError, schemasOfCustomResourceDefinition } from '../src/crd-schema.ts';

const definition = (schema: object, version: object = {}): object => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    names: { kind: 'Widget', plural: 'widgets' },
    scope: 'Namespaced',
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema }, ...version }],
  },
});

const specification = (spec: object): object => ({
  type: 'object',
  description: 'A widget.',
  properties: { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { type: 'object' }, spec },
  required: ['spec'],
});

/** Where a widget of this spec fails, or `[]`. */
const failures = (spec: object, value: unknown): string[] => {
  const [made] = schemasOfCustomResourceDefinition(definition(specification(spec)));
  const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false }).compile(
    made!.schema,
  );
  validate({ apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'a', namespace: 'b' }, spec: value });
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.keyword}`);
};

const object = (properties: object, more: object = {}): object => ({ type: 'object', properties, ...more });

describe('schemasOfCustomResourceDefinition', () => {
  it('names group, kind, version and the file kubeconform looks for', () => {
    const [made, ...others] = schemasOfCustomResourceDefinition(definition(specification(object({}))));
    expect(others).toEqual([]);
    expect({ ...made, schema: undefined }).toEqual({
      group: 'example.com',
      kind: 'Widget',
      version: 'v1',
      file: 'example.com/widget_v1.json',
      schema: undefined,
    });
    expect(made?.schema['properties']).toMatchObject({
      apiVersion: { const: 'example.com/v1' },
      kind: { const: 'Widget' },
    });
    expect(JSON.stringify(made)).not.toContain('A widget.');
  });

  it('leaves out versions that are not served', () => {
    const crd = definition(specification(object({}))) as { spec: { versions: { name: string; served: boolean }[] } };
    crd.spec.versions.push({ ...crd.spec.versions[0]!, name: 'v1alpha1', served: false });
    expect(schemasOfCustomResourceDefinition(crd).map(({ version }) => version)).toEqual(['v1']);
  });

  it('closes objects, as the API server prunes them', () => {
    const spec = object({ size: { type: 'integer' }, empty: { type: 'object' } });
    expect(failures(spec, { size: 1 })).toEqual([]);
    expect(failures(spec, { sizes: 1 })).toEqual(['/spec additionalProperties']);
    expect(failures(spec, { empty: { a: 1 } })).toEqual(['/spec/empty additionalProperties']);
  });

  it('leaves open what preserves unknown fields, and still checks the fields it names', () => {
    const spec = object({
      values: object({ replicas: { type: 'integer' } }, { 'x-kubernetes-preserve-unknown-fields': true }),
      any: { 'x-kubernetes-preserve-unknown-fields': true },
    });
    expect(failures(spec, { values: { replicas: 1, other: [1] }, any: [null, 'a'] })).toEqual([]);
    expect(failures(spec, { values: { replicas: 'one' } })).toEqual(['/spec/values/replicas type']);
  });

  it('checks the values of a map', () => {
    const spec = object({ labels: { type: 'object', additionalProperties: { type: 'string' } } });
    expect(failures(spec, { labels: { a: 'b' } })).toEqual([]);
    expect(failures(spec, { labels: { a: 1 } })).toEqual(['/spec/labels/a type']);
  });

  it('reads int-or-string, nullable and the int32 range', () => {
    const spec = object({
      port: { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] },
      note: { type: 'string', nullable: true, enum: ['a'] },
      count: { type: 'integer', format: 'int32', minimum: 1 },
    });
    expect(failures(spec, { port: 80, note: null, count: 2 })).toEqual([]);
    expect(failures(spec, { port: 'http', note: 'a' })).toEqual([]);
    expect(failures(spec, { port: true })).toContain('/spec/port type');
    expect(failures(spec, { note: 'b' })).toEqual(['/spec/note enum']);
    expect(failures(spec, { count: 2 ** 31 })).toEqual(['/spec/count maximum']);
    expect(failures(spec, { count: 0 })).toEqual(['/spec/count minimum']);
  });

  it('turns boolean exclusive limits into numbers', () => {
    const spec = object({ share: { type: 'number', minimum: 0, exclusiveMinimum: true, maximum: 1 } });
    expect(failures(spec, { share: 1 })).toEqual([]);
    expect(failures(spec, { share: 0 })).toEqual(['/spec/share exclusiveMinimum']);
  });

  it('closes nothing inside logical keywords', () => {
    const spec = object(
      { a: { type: 'string' }, b: { type: 'string' } },
      { oneOf: [{ required: ['a'] }, { required: ['b'], properties: { b: { enum: ['x'] } } }] },
    );
    expect(failures(spec, { a: '1' })).toEqual([]);
    expect(failures(spec, { b: 'x' })).toEqual([]);
    expect(failures(spec, { b: 'y' })).toContain('/spec oneOf');
    expect(failures(spec, { a: '1', b: 'x' })).toContain('/spec oneOf');
  });

  it('asks an embedded resource for its apiVersion, kind and true metadata', () => {
    const spec = object({
      template: {
        type: 'object',
        'x-kubernetes-embedded-resource': true,
        'x-kubernetes-preserve-unknown-fields': true,
      },
    });
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { labels: { a: 'b' } }, spec: {} };
    expect(failures(spec, { template: pod })).toEqual([]);
    expect(failures(spec, { template: { ...pod, kind: undefined } })).not.toEqual([]);
    expect(failures(spec, { template: { ...pod, metadata: { label: {} } } })).toEqual([
      '/spec/template/metadata additionalProperties',
    ]);
  });

  it('has the whole ObjectMeta, closed, with the restrictions of the name', () => {
    const schema = {
      type: 'object',
      properties: { metadata: { type: 'object', properties: { name: { type: 'string', maxLength: 3 } } } },
    };
    const [made] = schemasOfCustomResourceDefinition(definition(schema));
    const validate = new Ajv({ allowUnionTypes: true }).compile(made!.schema);
    const widget = (metadata: object): object => ({ apiVersion: 'example.com/v1', kind: 'Widget', metadata });
    expect(validate(widget({ name: 'abc', finalizers: ['a'], creationTimestamp: null }))).toBe(true);
    expect(validate(widget({ name: 'abcd' }))).toBe(false);
    expect(validate(widget({ name: 'abc', label: {} }))).toBe(false);
    expect(validate(widget({ namespace: 'b' }))).toBe(false);
  });

  it.each([
    ['no object', 'text', 'document: expected an object, found "text"'],
    ['another kind', { kind: 'ConfigMap' }, 'kind: expected CustomResourceDefinition, found "ConfigMap"'],
    [
      'an old definition',
      { kind: 'CustomResourceDefinition', apiVersion: 'apiextensions.k8s.io/v1beta1' },
      /expected apiextensions.k8s.io\/v1, found/,
    ],
    [
      'a version without schema',
      definition({}, { schema: undefined }),
      'spec.versions[0].schema: expected an object, found nothing',
    ],
    ['nothing served', definition({}, { served: false }), 'spec.versions: no version of Widget.example.com is served'],
    ['a reference', definition(specification({ $ref: '#/a' })), /spec\.\$ref: a structural schema has no references/],
  ])('refuses %s and says why', (_, crd, message) => {
    expect(() => schemasOfCustomResourceDefinition(crd)).toThrow(CustomResourceDefinitionError);
    expect(() => schemasOfCustomResourceDefinition(crd)).toThrow(message);
  });
});
