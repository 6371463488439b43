import { describe, expect, it } from 'vitest';
import { metrics } from '../../../../src/compile/expand/traits/metrics.ts';
import { cluster, codesOf, madeBy, objectsOf, run } from '../fixture.ts';

const workload = 'workload: { image: x, ports: { http: 8080, metrics: 9100 } }';

describe('what is scraped', () => {
  it('selects the Service of a workload by the labels that the chart gives it', () => {
    const result = run(metrics, `{ name: romm, ${workload}, metrics: true }`);
    expect(objectsOf(result)).toEqual([
      {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'ServiceMonitor',
        metadata: { name: 'romm', namespace: 'games' },
        spec: {
          selector: {
            matchLabels: {
              'app.kubernetes.io/instance': 'romm',
              'app.kubernetes.io/name': 'romm',
              'app.kubernetes.io/service': 'romm',
            },
          },
          endpoints: [{ port: 'metrics' }],
        },
      },
    ]);
    expect(result.objects![0]!.observes).toBe(true);
  });

  it('keeps the one Service of a chart that is named', () => {
    const yaml =
      '{ name: forgejo, helm: { chart: x }, metrics: { service: forgejo-http, port: http, path: /metrics, interval: 30s } }';
    expect(objectsOf(run(metrics, yaml))[0]!['spec']).toEqual({
      selector: { matchLabels: { 'app.kubernetes.io/instance': 'forgejo' } },
      endpoints: [
        {
          port: 'http',
          path: '/metrics',
          interval: '30s',
          relabelings: [{ sourceLabels: ['__meta_kubernetes_service_name'], regex: 'forgejo-http', action: 'keep' }],
        },
      ],
    });
  });

  it('names each further entry of a list after what it scrapes', () => {
    const result = run(
      metrics,
      `{ name: a, ${workload}, metrics: [{ port: metrics }, { port: http, path: /x }, { port: 9999 }] }`,
    );
    expect(madeBy(result)).toEqual([
      'ServiceMonitor/games/a',
      'ServiceMonitor/games/a-http',
      'ServiceMonitor/games/a-9999',
    ]);
    expect(objectsOf(result)[2]!['spec']).toMatchObject({ endpoints: [{ targetPort: 9999 }] });
    expect(result.objects!.map(({ pointer }) => pointer)).toEqual(['/metrics/0', '/metrics/1', '/metrics/2']);
  });

  it('has VictoriaMetrics’ names on a cluster that runs it', () => {
    const victoria = cluster('monitoring: { metrics: victoria }');
    const yaml = '{ name: forgejo, helm: { chart: x }, metrics: { service: web, port: http, rules: [files/r.yaml] } }';
    const result = run(metrics, yaml, { cluster: victoria, files: { 'r.yaml': 'groups: []\n' } });
    expect(madeBy(result)).toEqual(['VMServiceScrape/games/forgejo', 'VMRule/games/forgejo-r']);
    expect(objectsOf(result)[0]!['spec']).toMatchObject({ endpoints: [{ relabelConfigs: [{ action: 'keep' }] }] });
  });

  it.each([
    ['a service the app has not', `${workload}, metrics: { service: web }`],
    ['a chart without a port', 'helm: { chart: x }, metrics: true'],
  ])('refuses %s', (_, rest) => {
    expect(codesOf(run(metrics, `{ name: a, ${rest} }`))).toEqual(['error service-unknown']);
  });

  it('makes nothing, and gives no env, on a cluster that gathers none', () => {
    const none = cluster('monitoring: { metrics: false }');
    const yaml = `{ name: a, ${workload}, metrics: { port: http, rules: [files/r.yaml], env: { METRICS: true } } }`;
    expect(run(metrics, yaml, { cluster: none })).toMatchObject({ objects: [], env: {}, diagnostics: [] });
    expect(run(metrics, yaml).env).toEqual({ METRICS: true });
  });
});

describe('rules', () => {
  const files = {
    'rules.yaml':
      'groups:\n  - name: home\n    rules:\n      - alert: Down\n        expr: up == 0\n        annotations: { summary: "${x} {{ $labels.pod }}" }\n',
    'bad.yaml': 'alerts: []\n',
    'broken.yaml': 'groups: [',
  };
  it('carries the groups of a file as they stand there, and scrapes nothing for them', () => {
    const result = run(metrics, '{ name: kps, helm: { chart: x }, metrics: { rules: [files/rules.yaml] } }', { files });
    expect(objectsOf(result)).toEqual([
      {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'PrometheusRule',
        metadata: {
          name: 'kps-rules',
          namespace: 'games',
          annotations: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' },
        },
        spec: {
          groups: [
            {
              name: 'home',
              rules: [{ alert: 'Down', expr: 'up == 0', annotations: { summary: '${x} {{ $labels.pod }}' } }],
            },
          ],
        },
      },
    ]);
    expect(result.objects![0]).toMatchObject({ literal: true, observes: true });
  });

  it.each(['bad.yaml', 'broken.yaml'])('refuses %s', (file) => {
    const result = run(metrics, `{ name: kps, helm: { chart: x }, metrics: { rules: [files/${file}] } }`, { files });
    expect(codesOf(result)).toEqual(['error file-content']);
    expect(result.diagnostics![0]!.origin!.file).toBe(`apps/games/kps/files/${file}`);
  });

  it('names a file that is not there', () => {
    const result = run(metrics, '{ name: kps, helm: { chart: x }, metrics: { rules: [files/rule.yaml] } }', { files });
    expect(result.diagnostics![0]).toMatchObject({
      code: 'file-missing',
      hint: 'Did you mean rules.yaml?',
      origin: { pointer: '/metrics/rules/0' },
    });
  });
});

describe('dashboards', () => {
  const text =
    '{\n  "uid": "home",\n  "__inputs": [{ "name": "DS_PROMETHEUS", "type": "datasource", "pluginId": "prometheus" }],\n  "x": "${DS_PROMETHEUS}"\n}\n';
  const yaml = '{ name: grafana, helm: { chart: x }, metrics: { dashboards: [files/home.json] } }';

  it('gives Grafana’s operator the bytes of the file, and its data sources', () => {
    const result = run(metrics, yaml, { files: { 'home.json': text } });
    expect(objectsOf(result)).toEqual([
      {
        apiVersion: 'grafana.integreatly.org/v1beta1',
        kind: 'GrafanaDashboard',
        metadata: {
          name: 'grafana-home',
          namespace: 'games',
          annotations: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' },
        },
        spec: {
          allowCrossNamespaceImport: true,
          instanceSelector: { matchLabels: { dashboards: 'grafana' } },
          datasources: [{ inputName: 'DS_PROMETHEUS', datasourceName: 'prometheus' }],
          json: text,
        },
      },
    ]);
    expect(result.objects![0]).toMatchObject({ literal: true, observes: true });
  });

  it('is a labelled ConfigMap for the sidecar of Grafana’s chart', () => {
    const sidecar = cluster('monitoring: { dashboards: sidecar }');
    const [object] = objectsOf(run(metrics, yaml, { cluster: sidecar, files: { 'home.json': text } }));
    expect(object).toMatchObject({
      kind: 'ConfigMap',
      metadata: { labels: { grafana_dashboard: '1' } },
      data: { 'home.json': text },
    });
  });

  it('refuses what is no JSON, and is nothing on a cluster that shows none', () => {
    expect(codesOf(run(metrics, yaml, { files: { 'home.json': '{' } }))).toEqual(['error file-content']);
    const none = cluster('monitoring: { dashboards: false }');
    expect(madeBy(run(metrics, yaml, { cluster: none, files: { 'home.json': text } }))).toEqual([]);
  });
});
