import { describe, expect, it } from 'vitest';
import { bodies } from '../../../../src/compile/expand/bodies/bodies.ts';
import { watchedValues } from '../../../../src/compile/expand/bodies/helm.ts';
import type { JsonObject, JsonValue } from '../../../../src/model/json.ts';
import { clusterOf, inputOf, plain } from './fixture.ts';

const oci = { chart: 'oci://ghcr.io/stakater/charts/reloader', version: '2.2.16' };
const write = (helm: JsonObject, cluster = plain) =>
  bodies.helm(inputOf({ helm }, cluster), {}).objects.map(({ object }) => object);
const specOf = (helm: JsonObject): JsonObject => write(helm)[0]!['spec'] as JsonObject;

describe('the body helm', () => {
  it('writes an OCIRepository of the chart, pinned by tag', () => {
    expect(write(oci)[1]).toEqual({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'OCIRepository',
      metadata: { name: 'romm', namespace: 'games' },
      spec: {
        interval: '1h',
        layerSelector: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' },
        ref: { tag: '2.2.16' },
        url: oci.chart,
      },
    });
  });

  it.each([
    ['a digest beside the tag', '1.2.3@sha256:00', { digest: 'sha256:00', tag: '1.2.3' }],
    ['a digest', 'sha256:00', { digest: 'sha256:00' }],
    ['a range', '9.1.x', { semver: '9.1.x' }],
    ['a tag with an x in it', 'v1.0.0-next', { tag: 'v1.0.0-next' }],
  ])('takes %s for a version', (_name, version, ref) => {
    expect(write({ ...oci, version })[1]!['spec']).toMatchObject({ ref });
  });

  it('writes a HelmRepository for https, the last segment being the chart', () => {
    const [release, source] = write({ chart: 'https://metallb.github.io/metallb/metallb', version: '0.15.2' });
    expect(release!['spec']).toMatchObject({
      chart: { spec: { chart: 'metallb', version: '0.15.2', sourceRef: { kind: 'HelmRepository', name: 'romm' } } },
    });
    expect(release!['spec']).not.toHaveProperty('chartRef');
    expect(source).toMatchObject({
      kind: 'HelmRepository',
      spec: { interval: '1h', url: 'https://metallb.github.io/metallb' },
    });
  });

  it('has the defaults of DESIGN section 6', () => {
    expect(specOf(oci)).toEqual({
      chartRef: { kind: 'OCIRepository', name: 'romm' },
      interval: '1h',
      install: { crds: 'CreateReplace', strategy: { name: 'RetryOnFailure' } },
      upgrade: {
        cleanupOnFail: true,
        crds: 'CreateReplace',
        strategy: { name: 'RemediateOnFailure' },
        remediation: { retries: 3, strategy: 'rollback' },
      },
    });
  });

  it('takes timeout, crds, valuesFrom and the interval of Flux', () => {
    const valuesFrom = [{ kind: 'Secret', name: 'romm-values' }];
    const cluster = clusterOf({ flux: { interval: '30m' } });
    const [release, source] = write({ ...oci, timeout: '15m', crds: 'Skip', valuesFrom }, cluster);
    expect(release!['spec']).toMatchObject({
      interval: '30m',
      timeout: '15m',
      install: { crds: 'Skip' },
      upgrade: { crds: 'Skip' },
      valuesFrom,
    });
    expect(source!['spec']).toMatchObject({ interval: '30m' });
    expect(watchedValues({ helm: { ...oci, valuesFrom } } as never)).toEqual(valuesFrom);
  });

  it('keeps values as they are written', () => {
    const values = { a: '{{ .Values.x }}', b: '$${LITERAL}', c: '${X}', d: [1, { e: null }] };
    expect(specOf({ ...oci, values })['values']).toEqual(values);
  });

  it('merges release fields last', () => {
    const spec = specOf({
      ...oci,
      release: { maxHistory: 2, upgrade: { remediation: { retries: 5 } }, install: { strategy: null } },
    });
    expect(spec).toMatchObject({ maxHistory: 2, upgrade: { remediation: { retries: 5, strategy: 'rollback' } } });
    expect(spec['install']).toEqual({ crds: 'CreateReplace' });
  });

  it('makes post-renderers of patches: maps, operations and text', () => {
    const target = { kind: 'Deployment', name: 'reloader' };
    const head = 'apiVersion: "apps/v1"\nkind: "Deployment"\nmetadata:\n  name: "reloader"\n';
    const patches: JsonValue[] = [
      { target, patch: { spec: { replicas: 2, template: { spec: { hostname: '${NAME}' } } } } },
      { target, patch: [{ op: 'remove', path: '/spec/replicas' }] },
      { patch: 'kind: Deployment\nmetadata: { name: x }\n' },
      { patch: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: y } # mine\n' },
    ];
    expect(specOf({ ...oci, patches })['postRenderers']).toEqual([
      {
        kustomize: {
          patches: [
            { target, patch: `${head}spec:\n  replicas: 2\n  template:\n    spec:\n      hostname: "\${NAME}"\n` },
            { target, patch: '- op: "remove"\n  path: "/spec/replicas"\n' },
            { patch: 'apiVersion: "apps/v1"\nkind: "Deployment"\nmetadata:\n  name: "x"\n' },
            { patch: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: y } # mine\n' },
          ],
        },
      },
    ]);
  });
});

describe('a patch of a chart', () => {
  const found = (patches: JsonValue[]) => bodies.helm(inputOf({ helm: { ...oci, patches } }, plain), {}).diagnostics;

  it('that names no object is an error at its place', () => {
    expect(found([{ patch: { spec: {} } }])).toMatchObject([
      { code: 'patch-unfit', origin: { pointer: '/helm/patches/0' } },
    ]);
    expect(found([{ target: { kind: 'Service' }, patch: { spec: {} } }])).toEqual([]);
  });
});

describe('the body source', () => {
  const read = (source: JsonObject) => bodies.source(inputOf({ source }, plain), {});

  it('is a GitRepository in flux-system and a folder of it', () => {
    const { objects, source } = read({ git: 'https://github.com/owner/name', version: 'v1.6.1', path: 'config/crd' });
    expect(objects).toEqual([]);
    expect(source).toEqual({
      object: {
        apiVersion: 'source.toolkit.fluxcd.io/v1',
        kind: 'GitRepository',
        metadata: { name: 'romm', namespace: 'flux-system' },
        spec: {
          interval: '1h',
          ref: { tag: 'v1.6.1' },
          url: 'https://github.com/owner/name',
        },
      },
      path: './config/crd',
    });
  });

  it('is an OCIRepository for oci', () => {
    const { source } = read({ oci: 'oci://ghcr.io/owner/name', version: '1.0.0' });
    expect(source).toMatchObject({
      object: { kind: 'OCIRepository', spec: { ref: { tag: '1.0.0' }, url: 'oci://ghcr.io/owner/name' } },
      path: './',
    });
  });

  it.each([
    ['refs/heads/main', { name: 'refs/heads/main' }],
    ['a'.repeat(40), { commit: 'a'.repeat(40) }],
    ['v1', { tag: 'v1' }],
  ])('reads version %s', (version, ref) => {
    expect(read({ git: 'https://x/y', version }).source!.object['spec']).toMatchObject({ ref });
  });

  it('pins an artifact by digest', () => {
    expect(read({ oci: 'oci://x/y', version: 'sha256:00' }).source!.object['spec']).toMatchObject({
      ref: { digest: 'sha256:00' },
    });
  });
});

describe('an app without a body', () => {
  it('has no objects of one', () => {
    expect(bodies.none(inputOf({}, plain), {})).toEqual({ objects: [], diagnostics: [] });
  });
});
