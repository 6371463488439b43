import { describe, expect, it } from 'vitest';
import { monitor } from '../../../../src/compile/expand/traits/monitor.ts';
import { tile } from '../../../../src/compile/expand/traits/tile.ts';
import { cluster, codesOf, run } from '../fixture.ts';

const workload = 'workload: { image: x, ports: { http: 8080 }, probe: { path: /healthz } }';

describe('monitor', () => {
  const factOf = (yaml: string, on = cluster()) => run(monitor, yaml, { cluster: on }).facts?.monitor;

  it('asks the route at the path of the probe', () => {
    expect(factOf(`{ name: romm, ${workload}, route: { host: romm }, monitor: true }`)).toEqual({
      name: 'romm',
      group: 'Games',
      url: 'https://romm.${SECRET_DOMAIN}/healthz',
      interval: '1m',
    });
  });

  it('is called and grouped as its tile, at its own path and interval', () => {
    const yaml = `{ name: a, ${workload}, route: true, tile: { group: Cloud, name: Paperless }, monitor: { path: /x, interval: 5m } }`;
    expect(factOf(yaml)).toEqual({
      name: 'Paperless',
      group: 'Cloud',
      url: 'https://a.${SECRET_DOMAIN}/x',
      interval: '5m',
    });
  });

  it('asks the Service without a route, and behind a login page', () => {
    expect(factOf(`{ name: a, ${workload}, monitor: true }`)!.url).toBe('http://a.games.svc:8080/healthz');
    const guarded = cluster('auth: { forward: "http://outpost.auth.svc:9000" }');
    expect(factOf(`{ name: a, ${workload}, route: { auth: forward }, monitor: true }`, guarded)!.url).toBe(
      'http://a.games.svc:8080/healthz',
    );
    const chart = '{ name: a, helm: { chart: x }, route: { auth: forward, service: web, port: 80 }, monitor: true }';
    expect(factOf(chart, guarded)!.url).toBe('http://web.games.svc:80/');
  });

  it('finds the probe of the first container that has one', () => {
    const yaml =
      '{ name: a, workload: { controllers: { s: { containers: { app: { ports: { http: 1 }, probe: { path: /up } } } } } }, monitor: true }';
    expect(factOf(yaml)!.url).toBe('http://a.games.svc:1/up');
  });

  it('says nothing where nobody watches, nor of an app that cannot be asked', () => {
    const blind = cluster('monitoring: { uptime: false }');
    const yaml = `{ name: a, ${workload}, monitor: { env: { A: 1 } } }`;
    expect(run(monitor, yaml, { cluster: blind })).toEqual({});
    expect(run(monitor, yaml).env).toEqual({ A: 1 });
    expect(run(monitor, '{ name: crds, source: { git: x }, monitor: true }')).toEqual({});
  });
});

describe('tile', () => {
  const yaml = `
name: arr-connections
description: Joins the arrs
${workload}
route: { host: arr }
secrets: { arr: { keys: { API_KEY: vault/arr/key } }, made: { template: { K: "{{ .k }}" } } }
tile: { icon: arr, group: Media, widget: { type: sonarr, enableQueue: true, key: { secret: arr, key: API_KEY } } }`;

  it('shows the app, and gives the collector the keys of its widget', () => {
    expect(run(tile, yaml).facts?.tile).toEqual({
      name: 'arr-connections',
      group: 'Media',
      description: 'Joins the arrs',
      icon: 'arr',
      href: 'https://arr.${SECRET_DOMAIN}',
      namespace: 'games',
      widget: {
        type: 'sonarr',
        url: 'http://arr-connections.games.svc:8080',
        enableQueue: true,
        key: '{{HOMEPAGE_VAR_ARR_CONNECTIONS_KEY}}',
      },
      secrets: [
        {
          variable: 'HOMEPAGE_VAR_ARR_CONNECTIONS_KEY',
          secret: 'arr',
          key: 'API_KEY',
          namespace: 'games',
          item: 'vault/arr',
          property: 'key',
        },
      ],
    });
  });

  it('is noted where a key cannot be read from the vault', () => {
    const result = run(tile, yaml.replace('secret: arr, key: API_KEY', 'secret: made, key: K'));
    expect(codesOf(result)).toEqual(['note need-unmet']);
    expect(result.facts?.tile?.secrets[0]).not.toHaveProperty('item');
  });

  it('is not shown by default where there is nothing to click, nor where there is no start page', () => {
    expect(run(tile, '{ name: crds, source: { git: x }, tile: true }')).toEqual({});
    expect(run(tile, yaml, { cluster: cluster('tile: false') })).toEqual({});
  });
});
