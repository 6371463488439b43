import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { originAt } from '../../../src/model/layer.ts';
import { type Files, frontOfFiles, homeWith, soundFiles } from '../repository.ts';

interface Layers {
  defaults?: string;
  category?: string;
  app?: string;
  overrides?: string;
}

const head = 'name: romm\ndescription: d\n';
const workload = 'workload: { image: x/y:1.0.0, ports: { http: 80 } }\n';
const watched =
  'monitoring: { metrics: prometheus, uptime: gatus, dashboards: grafana-operator }\ntile: { by: homepage }\n';

/** The merged romm of a cluster that meets everything, with one text a layer. */
const merged = async ({ defaults, category, app, overrides }: Layers, more: Files = {}) => {
  const front = await frontOfFiles({
    ...homeWith(
      watched +
        (defaults === undefined ? '' : `defaults: ${defaults}\n`) +
        (overrides === undefined ? '' : `overrides: { games/romm: ${overrides} }\n`),
    ),
    'apps/games/category.yaml': `${soundFiles['apps/games/category.yaml']}${category === undefined ? '' : `defaults: ${category}\n`}`,
    'apps/games/romm/app.yaml': `${head}${app ?? workload}`,
    ...more,
  });
  const [found] = front.merged;
  const {
    name: _name,
    description: _description,
    enabled: _enabled,
    ...definition
  } = (found?.definition ?? {}) as unknown as JsonObject;
  return { definition, app: found, lines: front.lines, cluster: front.cluster };
};

const route = 'route: { host: romm }\n';

describe('merging layers', () => {
  it.each<[string, Layers, JsonObject]>([
    [
      'maps merge key by key, the later layer winning',
      {
        defaults: '{ workload: { resources: { requests: { cpu: 1m, memory: 1Mi } } } }',
        app: 'workload: { image: x/y:1.0.0, resources: { requests: { cpu: 2m } } }\n',
      },
      { workload: { resources: { requests: { cpu: '2m', memory: '1Mi' } }, image: 'x/y:1.0.0' } },
    ],
    [
      'the order is cluster, category, app, overrides',
      {
        defaults: '{ labels: { a: 1-d, b: 1-d, c: 1-d, d: 1-d } }',
        category: '{ labels: { b: 2-c, c: 2-c, d: 2-c } }',
        app: `labels: { c: 3-a, d: 3-a }\n${workload}`,
        overrides: '{ labels: { d: 4-o } }',
      },
      { labels: { a: '1-d', b: '2-c', c: '3-a', d: '4-o' }, workload: { image: 'x/y:1.0.0', ports: { http: 80 } } },
    ],
    [
      'lists replace',
      { app: 'workload: { image: x/y:1.0.0, args: [a, b] }\n', overrides: '{ workload: { args: [c] } }' },
      { workload: { image: 'x/y:1.0.0', args: ['c'] } },
    ],
    [
      'null removes a key',
      {
        app: 'workload: { image: x/y:1.0.0, args: [a], env: { A: 1, B: 2 } }\n',
        overrides: '{ workload: { args: null, env: { A: null } } }',
      },
      { workload: { image: 'x/y:1.0.0', env: { B: 2 } } },
    ],
    [
      'false removes an entry',
      {
        app: `${workload}storage: { data: { size: 1Gi }, tmp: { empty: {} } }\n`,
        overrides: '{ storage: { data: false } }',
      },
      { workload: { image: 'x/y:1.0.0', ports: { http: 80 } }, storage: { tmp: { empty: {} } } },
    ],
    [
      'a trait whose last entry goes is off',
      { app: `${workload}storage: { data: { size: 1Gi } }\n`, overrides: '{ storage: { data: false } }' },
      { workload: { image: 'x/y:1.0.0', ports: { http: 80 } } },
    ],
    [
      'false switches a trait off, settings switch it on again',
      { defaults: '{ tile: true }', category: '{ tile: false }', app: `${workload}${route}tile: { icon: romm }\n` },
      { tile: { icon: 'romm' }, workload: { image: 'x/y:1.0.0', ports: { http: 80 } }, route: { host: 'romm' } },
    ],
    [
      'true over settings keeps them',
      { category: '{ tile: { group: Games } }', app: `${workload}${route}tile: true\n` },
      { tile: { group: 'Games' }, workload: { image: 'x/y:1.0.0', ports: { http: 80 } }, route: { host: 'romm' } },
    ],
    [
      "helm's own values: false stays, true replaces a map, null reaches helm",
      {
        app: 'helm: { chart: oci://x/y, version: 1.0.0, values: { a: { b: 1 }, c: false, d: null, e: 1 } }\n',
        overrides: '{ helm: { values: { a: true, e: null } } }',
      },
      { helm: { chart: 'oci://x/y', version: '1.0.0', values: { a: true, c: false, d: null } } },
    ],
    [
      'an environment variable is one value',
      {
        app: 'workload: { image: x/y:1.0.0, env: { A: { secret: s, key: k } } }\n',
        overrides: '{ workload: { env: { A: { field: metadata.name } } } }',
      },
      { workload: { image: 'x/y:1.0.0', env: { A: { field: 'metadata.name' } } } },
    ],
    [
      'another kind of storage replaces the entry but its mount',
      {
        app: `${workload}storage: { data: { size: 1Gi, access: ReadWriteMany, mount: /data } }\n`,
        overrides: '{ storage: { data: { shared: media } } }',
      },
      { workload: { image: 'x/y:1.0.0', ports: { http: 80 } }, storage: { data: { mount: '/data', shared: 'media' } } },
    ],
    [
      'another kind of probe replaces the first',
      {
        defaults: '{ workload: { probe: { path: /health, periodSeconds: 5 } } }',
        app: 'workload: { image: x/y:1.0.0, ports: { http: 80 }, probe: { tcp: true } }\n',
      },
      { workload: { probe: { tcp: true }, image: 'x/y:1.0.0', ports: { http: 80 } } },
    ],
    [
      'a default map lies under every entry of a list, an override over it',
      {
        defaults: '{ route: { auth: local } }',
        app: `${workload}route: [{ name: a, host: a }, { name: b, host: b, auth: none }]\n`,
        overrides: '{ route: { exposure: external } }',
      },
      {
        workload: { image: 'x/y:1.0.0', ports: { http: 80 } },
        route: [
          { auth: 'local', name: 'a', host: 'a', exposure: 'external' },
          { auth: 'none', name: 'b', host: 'b', exposure: 'external' },
        ],
      },
    ],
    [
      'services.app: false is kept',
      { app: 'workload: { image: x/y:1.0.0, ports: { http: 80 }, services: { app: false } }\n' },
      { workload: { image: 'x/y:1.0.0', ports: { http: 80 }, services: { app: false } } },
    ],
  ])('%s', async (_sentence, layers, expected) => {
    const { definition } = await merged(layers);
    expect(definition).toEqual(expected);
  });

  it.each<[string, Layers, JsonObject]>([
    ['a route', { defaults: '{ route: { auth: local } }', app: workload }, {}],
    [
      "another body's keys",
      { defaults: '{ workload: { replicas: 2 } }', app: 'helm: { chart: oci://x/y, version: 1.0.0 }\n' },
      { helm: { chart: 'oci://x/y', version: '1.0.0' } },
    ],
    ['a monitor of what has no route and no probe', { defaults: '{ monitor: true }', app: workload }, {}],
    ['a tile without a route', { defaults: '{ tile: { group: x } }', app: workload }, {}],
    ['a database', { defaults: '{ database: { postgres: { instances: 2 } } }', app: workload }, {}],
    [
      'settings of a storage entry that is not there',
      { defaults: '{ storage: { data: { class: block } } }', app: workload },
      {},
    ],
    [
      'replicas of a job',
      {
        defaults: '{ workload: { replicas: 2 }, monitor: true }',
        app: 'workload: { image: x/y:1.0.0, kind: job, run: 1 }\n',
      },
      { workload: { image: 'x/y:1.0.0', kind: 'job', run: 1 } },
    ],
  ])('drops by default %s', async (_what, layers, expected) => {
    const { definition, lines } = await merged(layers);
    const body = layers.app === workload ? { workload: { image: 'x/y:1.0.0', ports: { http: 80 } } } : {};
    expect(definition).toEqual({ ...body, ...expected });
    expect(lines.filter((line) => line.includes('error['))).toEqual([]);
  });

  it('keeps a default monitor where there is a route, or a probe over HTTP', async () => {
    const withRoute = await merged({ defaults: '{ monitor: true }', app: workload + route });
    expect(withRoute.definition['monitor']).toEqual({ interval: '1m' });
    const withProbe = await merged({
      defaults: '{ monitor: true }',
      app: 'workload: { image: x/y:1.0.0, ports: { http: 80 }, probe: { path: / } }\n',
    });
    expect(withProbe.definition['monitor']).toEqual({ interval: '1m' });
  });

  it('knows where every node was written', async () => {
    const { app } = await merged(
      {
        defaults: '{ labels: { a: "1" } }',
        category: '{ labels: { b: "2" } }',
        app: `labels: { c: "3" }\n${workload}`,
        overrides: '{ labels: { d: "4" } }',
      },
      {},
    );
    const from = (pointer: string) => {
      const origin = originAt(app!.origins, pointer);
      return `${origin?.layer} ${origin?.file} ${origin?.pointer}`;
    };
    expect(from('/labels/a')).toBe('cluster clusters/home.yaml /defaults/labels/a');
    expect(from('/labels/b')).toBe('category apps/games/category.yaml /defaults/labels/b');
    expect(from('/labels/c')).toBe('app apps/games/romm/app.yaml /labels/c');
    expect(from('/labels/d')).toBe('overrides clusters/home.yaml /overrides/games~1romm/labels/d');
    expect(from('/workload/image')).toBe('app apps/games/romm/app.yaml /workload/image');
    expect(originAt(app!.origins, '/enabled')?.layer).toBe('built-in');
  });

  it('keeps what was quoted, by its merged place', async () => {
    const { app } = await merged({
      app: 'workload: { image: x/y:1.0.0, env: { A: "<% app.name %>", B: <% app.name %> } }\n',
      overrides: '{ workload: { env: { C: "<% app.name %>" } } }',
    });
    expect([...app!.quoted]).toEqual(['/workload/env/A', '/workload/env/C']);
  });
});
