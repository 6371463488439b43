import { describe, expect, it } from 'vitest';
import { bodies } from '../../../../src/compile/expand/bodies/bodies.ts';
import { jsonPatch } from '../../../../src/compile/expand/bodies/patches/json-patch.ts';
import { applyPatches } from '../../../../src/compile/expand/bodies/patches/patches.ts';
import { strategicMerge } from '../../../../src/compile/expand/bodies/patches/strategic-merge.ts';
import { targets } from '../../../../src/compile/expand/bodies/patches/target.ts';
import type { JsonObject, JsonValue } from '../../../../src/model/json.ts';
import { valueAt } from '../../../../src/model/json.ts';
import { asJson } from '../../../../src/model/kubernetes.ts';
import { charted, inputOf, plain } from './fixture.ts';

const image = 'ghcr.io/owner/name:1.2.3';
const patch = (cluster: typeof plain, ...patches: JsonValue[]) => {
  const input = inputOf({ workload: { image, ports: { http: 80 } }, patches }, cluster);
  const body = bodies.workload(input, {});
  return applyPatches(input, body.objects, body.chartObjects ?? []);
};
const first = (result: ReturnType<typeof patch>) => asJson(result.objects[0]!.object);

describe('patches of an app', () => {
  const deployment = { kind: 'Deployment', name: 'romm' };
  const labels = { spec: { template: { spec: { containers: [{ name: 'app', stdin: true }] } } } };

  it('are laid over a plain object, lists by their keys', () => {
    const result = patch(plain, { target: deployment, patch: labels });
    expect(result.diagnostics).toEqual([]);
    expect(valueAt(first(result), '/spec/template/spec/containers')).toMatchObject([
      { name: 'app', image, stdin: true },
    ]);
  });

  it('go by post-renderer to what app-template makes', () => {
    const result = patch(charted, { target: deployment, patch: labels });
    expect(result.diagnostics).toEqual([]);
    expect(valueAt(first(result), '/spec/postRenderers/0/kustomize/patches')).toEqual([
      { target: deployment, patch: expect.stringContaining('stdin: true') },
    ]);
  });

  it('stand behind what the workload itself needs of the post-renderer', () => {
    const input = inputOf(
      { workload: { image, args: ['{{x}}'] }, patches: [{ target: deployment, patch: labels }] },
      charted,
    );
    const body = bodies.workload(input, {});
    const { objects } = applyPatches(input, body.objects, body.chartObjects ?? []);
    expect(valueAt(asJson(objects[0]!.object), '/spec/postRenderers')).toHaveLength(1);
    expect(valueAt(asJson(objects[0]!.object), '/spec/postRenderers/0/kustomize/patches')).toHaveLength(2);
  });

  it('may name what only one mode renders, there', () => {
    const release = { target: { kind: 'HelmRelease' }, patch: { spec: { maxHistory: 1 } } };
    expect(valueAt(first(patch(charted, release)), '/spec/maxHistory')).toBe(1);
    expect(patch(plain, release).diagnostics).toEqual([
      {
        code: 'patch-unfit',
        severity: 'error',
        message:
          'found a patch of {"kind":"HelmRelease"}, expected one of what is rendered here: Deployment romm, Service romm',
        hint: 'Patches of what another chart makes stand under `helm.patches`.',
        origin: { file: 'apps/games/romm/app.yaml', pointer: '/patches/0' },
      },
    ]);
  });

  it('may name their object themselves, as text too', () => {
    const result = patch(plain, { patch: 'kind: Deployment\nmetadata: { name: romm }\nspec: { replicas: 3 }' });
    expect(valueAt(first(result), '/spec/replicas')).toBe(3);
  });

  it('may be operations', () => {
    const result = patch(plain, {
      target: deployment,
      patch: [{ op: 'add', path: '/metadata/labels/a~1b', value: 'c' }],
    });
    expect(valueAt(first(result), '/metadata/labels/a~1b')).toBe('c');
  });

  it('that cannot be applied, or name nothing, are errors', () => {
    const failing = patch(plain, { target: deployment, patch: [{ op: 'remove', path: '/spec/nothing' }] });
    expect(failing.diagnostics[0]).toMatchObject({
      code: 'patch-unfit',
      message: 'patch of Deployment romm: remove /spec/nothing cannot be applied: there is nothing at that place',
      origin: { pointer: '/patches/0/patch' },
    });
    expect(patch(plain, { patch: { spec: {} } }).diagnostics[0]).toMatchObject({ code: 'patch-unfit' });
    expect(patch(plain, { target: deployment, patch: 'a: [' }).diagnostics[0]).toMatchObject({ code: 'patch-unfit' });
  });
});

describe('a strategic merge', () => {
  const base = {
    apiVersion: 'apps/v1',
    spec: {
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
      args: ['a'],
      map: { x: 1, y: 2 },
    },
  };
  const merge = (spec: JsonObject, over: JsonObject = base) => strategicMerge(over, { spec })['spec'] as JsonObject;

  it('merges keyed lists, replaces others and removes by null', () => {
    expect(
      merge({
        env: [
          { name: 'B', value: '3' },
          { name: 'C', value: '4' },
        ],
        args: ['b'],
        map: { x: null },
      }),
    ).toEqual({
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '3' },
        { name: 'C', value: '4' },
      ],
      args: ['b'],
      map: { y: 2 },
    });
  });

  it('knows the directives delete and replace', () => {
    expect(merge({ env: [{ name: 'A', $patch: 'delete' }], map: { $patch: 'replace', z: 3 } })).toMatchObject({
      env: [{ name: 'B', value: '2' }],
      map: { z: 3 },
    });
    expect(merge({ map: { $patch: 'delete' } })).not.toHaveProperty('map');
  });

  it('replaces every list of a custom resource', () => {
    expect(merge({ env: [{ name: 'C' }] }, { ...base, apiVersion: 'example.com/v1' })['env']).toEqual([{ name: 'C' }]);
  });

  it('leaves what it was given as it was', () => {
    const before = structuredClone(base);
    merge({ env: [{ name: 'A', value: '9' }], map: { x: null } });
    expect(base).toEqual(before);
  });
});

describe('JSON 6902 operations', () => {
  const object = { a: [1, 2, 3], b: { c: 'd' } };
  const apply = (...operations: JsonObject[]) => jsonPatch(object, operations);

  it.each([
    ['add to a list', { op: 'add', path: '/a/1', value: 9 }, { a: [1, 9, 2, 3], b: { c: 'd' } }],
    ['add at the end', { op: 'add', path: '/a/-', value: 9 }, { a: [1, 2, 3, 9], b: { c: 'd' } }],
    ['replace', { op: 'replace', path: '/b/c', value: 'e' }, { a: [1, 2, 3], b: { c: 'e' } }],
    ['remove', { op: 'remove', path: '/a/0' }, { a: [2, 3], b: { c: 'd' } }],
    ['copy', { op: 'copy', from: '/b/c', path: '/e' }, { ...object, e: 'd' }],
    ['move', { op: 'move', from: '/b/c', path: '/e' }, { a: [1, 2, 3], b: {}, e: 'd' }],
    ['test', { op: 'test', path: '/b/c', value: 'd' }, object],
  ])('%s', (_name, operation, expected) => {
    expect(apply(operation)).toEqual({ object: expected });
    expect(object).toEqual({ a: [1, 2, 3], b: { c: 'd' } });
  });

  it.each([
    [{ op: 'replace', path: '/x', value: 1 }],
    [{ op: 'remove', path: '/a/7' }],
    [{ op: 'test', path: '/b/c', value: 'x' }],
    [{ op: 'constructor', path: '/a' }],
    [{ op: 'add', path: '/nowhere/x', value: 1 }],
  ])('refuses %j', (operation) => {
    expect(apply(operation)).toHaveProperty('failed');
  });
});

describe('a target', () => {
  const object = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'romm-web', namespace: 'games', labels: { a: 'b', c: 'd' }, annotations: { n: 'y' } },
  };
  it.each<[JsonObject, boolean]>([
    [{ kind: 'Deployment' }, true],
    [{ kind: 'Deploy' }, false],
    [{ name: 'romm-.*' }, true],
    [{ name: 'romm' }, false],
    [{ name: '(' }, false],
    [{ group: 'apps', version: 'v1', namespace: 'games' }, true],
    [{ group: 'batch' }, false],
    [{ labelSelector: 'a=b,c' }, true],
    [{ labelSelector: 'a==b,!x,c!=x' }, true],
    [{ labelSelector: 'a!=b' }, false],
    [{ annotationSelector: 'n=x' }, false],
  ])('%j', (target, expected) => {
    expect(targets(target, object)).toBe(expected);
  });
});
