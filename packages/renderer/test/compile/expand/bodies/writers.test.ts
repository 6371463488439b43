import { describe, expect, it } from 'vitest';
import { bodies } from '../../../../src/compile/expand/bodies/bodies.ts';
import type { Contribution } from '../../../../src/compile/expand/contribution.ts';
import type { CompiledObject } from '../../../../src/model/compiled.ts';
import { type JsonObject, valueAt } from '../../../../src/model/json.ts';
import { asJson } from '../../../../src/model/kubernetes.ts';
import { bothWays } from './both.ts';
import { charted, inputOf, mounting, plain } from './fixture.ts';

const image = 'ghcr.io/owner/name:1.2.3';
const write = (workload: JsonObject, cluster = plain, contribution: Contribution = {}): CompiledObject[] =>
  bodies.workload(inputOf({ workload }, cluster), contribution).objects;
const values = (workload: JsonObject, contribution: Contribution = {}) => bothWays({ workload }, contribution).values;
const kinds = (objects: readonly CompiledObject[]) =>
  objects.map(({ object }) => `${object.kind} ${object.metadata.name}`);

describe('plain manifests', () => {
  it('are a Deployment and its Service, in the usual order of fields', () => {
    const [deployment, service] = write({ image, ports: { http: 8080 }, replicas: 2 }).map(({ object }) => object);
    expect(JSON.stringify(deployment, undefined, 1)).toBe(
      JSON.stringify(
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: {
            name: 'romm',
            namespace: 'games',
            labels: {
              'app.kubernetes.io/controller': 'romm',
              'app.kubernetes.io/instance': 'romm',
              'app.kubernetes.io/name': 'romm',
            },
          },
          spec: {
            replicas: 2,
            selector: {
              matchLabels: {
                'app.kubernetes.io/controller': 'romm',
                'app.kubernetes.io/instance': 'romm',
                'app.kubernetes.io/name': 'romm',
              },
            },
            template: {
              metadata: {
                labels: {
                  'app.kubernetes.io/controller': 'romm',
                  'app.kubernetes.io/instance': 'romm',
                  'app.kubernetes.io/name': 'romm',
                },
              },
              spec: {
                automountServiceAccountToken: false,
                enableServiceLinks: false,
                securityContext: {
                  fsGroup: 1000,
                  fsGroupChangePolicy: 'OnRootMismatch',
                  runAsGroup: 1000,
                  runAsNonRoot: true,
                  runAsUser: 1000,
                  seccompProfile: { type: 'RuntimeDefault' },
                },
                containers: [
                  {
                    name: 'app',
                    image,
                    env: [{ name: 'TZ', value: 'Europe/Amsterdam' }],
                    ports: [{ name: 'http', containerPort: 8080 }],
                    securityContext: {
                      allowPrivilegeEscalation: false,
                      capabilities: { drop: ['ALL'] },
                      readOnlyRootFilesystem: true,
                    },
                    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
                  },
                ],
                volumes: [{ name: 'tmp', emptyDir: {} }],
              },
            },
          },
        },
        undefined,
        1,
      ),
    );
    expect(service).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: 'romm',
        namespace: 'games',
        labels: {
          'app.kubernetes.io/instance': 'romm',
          'app.kubernetes.io/name': 'romm',
          'app.kubernetes.io/service': 'romm',
        },
      },
      spec: {
        selector: {
          'app.kubernetes.io/controller': 'romm',
          'app.kubernetes.io/instance': 'romm',
          'app.kubernetes.io/name': 'romm',
        },
        ports: [{ name: 'http', port: 8080 }],
      },
    });
  });

  it('name ports of both protocols, the longer name left out', () => {
    const [deployment] = write({ image, ports: { 'fourteen-chars': { port: 1, protocol: ['TCP', 'UDP'] } } });
    expect(valueAt(asJson(deployment!.object), '/spec/template/spec/containers/0/ports')).toEqual([
      { name: 'fourteen-chars', containerPort: 1 },
      { containerPort: 1, protocol: 'UDP' },
    ]);
  });

  it('say where an optional variable stands, the last first', () => {
    const [{ optional, object }] = write({
      image,
      env: {
        A: { secret: 'a', key: 'k', optional: true },
        B: 'b',
        C: { secret: 'c', key: 'k', optional: true },
      },
    }) as [CompiledObject];
    expect(optional!.map(({ requires }) => requires)).toEqual(['Secret/games/c', 'Secret/games/a']);
    expect(optional!.map(({ pointer }) => valueAt(asJson(object), `${pointer}/name`))).toEqual(['C', 'A']);
  });
});

describe('app-template values', () => {
  it('say where an optional variable stands', () => {
    const env = { A: { secret: 'a', key: 'k', optional: true }, B: '$(A)' };
    const inMap = write({ image, env: { A: env.A } }, charted)[0]!;
    expect(inMap.optional).toEqual([
      { pointer: '/spec/values/controllers/romm/containers/app/env/A', requires: 'Secret/games/a' },
    ]);
    const inList = write({ image, env }, charted)[0]!;
    expect(valueAt(asJson(inList.object), `${inList.optional![0]!.pointer}/name`)).toBe('A');
  });

  it('write what the pods have alike once', () => {
    const { defaultPodOptions, controllers } = values({
      image,
      controllers: { a: { pod: { hostNetwork: true } }, b: {} },
    });
    expect(Object.keys(defaultPodOptions as JsonObject)).toEqual(['enableServiceLinks', 'securityContext']);
    expect(controllers).toMatchObject({ a: { pod: { hostNetwork: true } } });
    expect((controllers as JsonObject)['b']).not.toHaveProperty('pod');
  });

  it('mount for all where all mount alike, and one by one elsewhere', () => {
    const { persistence } = values(
      { image, controllers: { a: {}, b: {} } },
      mounting('data', { persistentVolumeClaim: { claimName: 'x' } }, [{ path: '/data', in: ['a.app'] }]),
    );
    expect(persistence).toEqual({
      data: { existingClaim: 'x', advancedMounts: { a: { app: [{ path: '/data' }] } } },
      tmp: { type: 'emptyDir', globalMounts: [{ path: '/tmp' }] },
    });
  });

  it('write a braces template so that it comes out again', () => {
    expect(values({ image, env: { F: 'a {{ .b }}' } })).toMatchObject({
      controllers: { romm: { containers: { app: { env: { F: 'a {{ `{{` }} .b }}' } } } } },
    });
  });

  it('send what not every version of the chart treats alike to a post-renderer', () => {
    const { postRenderers, values: written } = bothWays({ workload: { image, args: ['{{ .x }}'] } });
    expect(JSON.stringify(written)).not.toContain('{{');
    expect(postRenderers).toEqual([
      {
        kustomize: {
          patches: [
            {
              target: { kind: 'Deployment', name: 'romm' },
              patch: [
                'apiVersion: "apps/v1"',
                'kind: "Deployment"',
                'metadata:',
                '  name: "romm"',
                'spec:',
                '  template:',
                '    spec:',
                '      containers:',
                '        - name: "app"',
                '          args:',
                '            - "{{ .x }}"',
                '',
              ].join('\n'),
            },
          ],
        },
      },
    ]);
  });

  it('keep an account of ours the only one', () => {
    const account: Contribution = { serviceAccount: { name: 'romm', token: true } };
    expect(values({ image }, account)).toMatchObject({
      global: { createDefaultServiceAccount: false },
      controllers: { romm: { serviceAccount: { name: 'romm' } } },
      defaultPodOptions: { automountServiceAccountToken: true },
    });
  });

  it('split an image where its tag begins', () => {
    const of = (written: string) =>
      values({ image: written }) as { controllers: { romm: { containers: { app: { image: unknown } } } } };
    const imageOf = (written: string) => of(written).controllers.romm.containers.app.image;
    expect(imageOf('a/b:1@sha256:00')).toEqual({ repository: 'a/b', tag: '1@sha256:00' });
    expect(imageOf('host:5000/a')).toBe('host:5000/a');
    expect(imageOf('host:5000/a:${TAG:=2}')).toEqual({ repository: 'host:5000/a', tag: '${TAG:=2}' });
  });

  it('chain init containers only where their order is not that of their names', () => {
    const init = (...names: string[]) => ({
      image,
      controllers: { x: { init: Object.fromEntries(names.map((name) => [name, {}])), containers: { app: {} } } },
    });
    const chained = (workload: JsonObject) => JSON.stringify(values(workload)).match(/"dependsOn":"[a-z]+"/gu);
    expect(chained(init('a', 'b'))).toBeNull();
    expect(chained(init('b', 'a'))).toEqual(['"dependsOn":"b"']);
  });
});

describe('jobs', () => {
  const job = { image, kind: 'job', env: { A: '1' } };
  const config = (text: string): Contribution => ({
    ...mounting('files', { configMap: { name: 'romm-files' } }, [{ path: '/files' }]),
    objects: [
      {
        object: {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'romm-files', namespace: 'games' },
          data: { 'a.py': text },
        },
        pointer: '/storage/files',
        file: 'apps/games/romm/app.yaml',
      },
    ],
  });
  const annotationsOf = (object: CompiledObject): JsonObject =>
    valueAt(asJson(object.object), '/spec/template/metadata/annotations') as JsonObject;
  const checksum = (workload: JsonObject, contribution: Contribution = {}) =>
    annotationsOf(write(workload, plain, contribution)[0]!)['keelson/checksum'];

  it('are plain in both modes, and alone need no release', () => {
    expect(kinds(write(job, charted))).toEqual(['Job romm']);
    expect(write(job, charted)).toEqual(write(job, plain));
  });

  it('stand beside the release of the others', () => {
    const workload = {
      image,
      ports: { http: 80 },
      controllers: { web: {}, migrate: { kind: 'job' } },
      services: { app: { controller: 'web' } },
    };
    expect(kinds(write(workload, charted))).toEqual(['HelmRelease romm', 'OCIRepository romm', 'Job romm-migrate']);
    expect(kinds(write(workload, plain))).toEqual(['Deployment romm-web', 'Job romm-migrate', 'Service romm']);
  });

  it('are made again when they change, and never expire', () => {
    const [{ object }] = write(job) as [CompiledObject];
    expect(object.metadata.annotations).toEqual({ 'kustomize.toolkit.fluxcd.io/force': 'enabled' });
    expect(object['spec']).not.toHaveProperty('ttlSecondsAfterFinished');
    expect(valueAt(asJson(object), '/spec/template/spec/restartPolicy')).toBe('Never');
  });

  it('change with their files and environment, and with nothing else', () => {
    const before = checksum(job, config('print(1)'));
    expect(before).toMatch(/^[0-9a-f]{16}$/u);
    expect(checksum(job, config('print(1)'))).toBe(before);
    expect(checksum(job, config('print(2)'))).not.toBe(before);
    expect(checksum({ ...job, env: { A: '2' } }, config('print(1)'))).not.toBe(before);
    expect(checksum({ ...job, resources: { limits: { memory: '1Gi' } } }, config('print(1)'))).toBe(before);
  });

  it('run again when the run is raised', () => {
    expect(annotationsOf(write({ ...job, run: 3 })[0]!)).toMatchObject({ 'keelson/run': '3' });
    expect(annotationsOf(write(job)[0]!)).not.toHaveProperty('keelson/run');
  });
});

describe('the cluster says which writer', () => {
  it.each([
    ['manifests', plain, 'Deployment romm'],
    ['app-template', charted, 'HelmRelease romm'],
  ] as const)('%s', (_name, cluster, first) => {
    expect(kinds(write({ image }, cluster))[0]).toBe(first);
  });
});
