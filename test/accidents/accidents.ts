import type { DiagnosticCode } from '../../packages/renderer/src/index.ts';
import type { Files } from './repository.ts';

/** One real accident: what was written, where Keelson must say what, and how it is written right. */
export interface Accident {
  name: string;
  /** What happened in the cluster. */
  story: string;
  wrong: Files;
  /** Exactly these findings: code, file, and the text of the line. */
  expected: { code: DiagnosticCode; file: string; line: string }[];
  right: Files;
}

const app = (name: string, body: string): Files => ({
  [`apps/home/${name}/app.yaml`]: `name: ${name}\ndescription: An app that an accident happens to\n${body}`,
});
const workload = (env: string): string =>
  `workload:\n  image: docker.io/library/busybox:1.37.0\n  ports: { http: 8080 }\n  probe: { path: / }\n  env:\n${env}`;
const cron = (more: string): string =>
  `workload:\n  image: docker.io/library/busybox:1.37.0\n  kind: cronjob\n  schedule: "0 3 * * *"\n${more}`;
const row = (name: string, type: string, example: string, source: string): string =>
  `${name}: { description: A value of the accident, type: ${type}, example: "${example}", source: ${source} }\n`;

const script = `apiVersion: v1
kind: ConfigMap
metadata: { name: rotate }
data:
  rotate.sh: |
    #!/bin/sh
    for file in "\${files[@]}"; do
      gzip "\${file}"
    done
`;

const dashboard = `apiVersion: v1
kind: ConfigMap
metadata: { name: dashboard, labels: { grafana_dashboard: "1" } }
data:
  load.json: |
    {
      "datasource": "\${DS_PROMETHEUS}",
      "title": "Load"
    }
`;

const route = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: status }
spec:
  parentRefs: [{ name: internal, namespace: network }]
  hostnames: ["\${STATUS_HOST}"]
  rules: [{ backendRefs: [{ name: web, port: 8080 }] }]
`;

const channel = (value: string): string => `apiVersion: v1
kind: ConfigMap
metadata: { name: alerts }
data:
  channel: "${value}"
`;

const release = (text: string): string => `helm:
  chart: oci://ghcr.io/example/charts/dumper
  version: 1.2.3
  values:
    schedule: "0 4 * * *"
    script: |
      set -eu
${text}`;

const credentials = row('MQTT_PASSWORD', 'string', 'hunter2', 'Secret/mqtt');
const broker = (more: string): string =>
  `${workload('    MQTT_URL: mqtt://frigate:${MQTT_PASSWORD}@broker:1883\n')}secrets:\n  mqtt: { keys: [MQTT_PASSWORD]${more} }\n`;
const settings = (...lines: string[]): string => `settings:\n${lines.map((line) => `  ${line}\n`).join('')}`;

export const accidents: readonly Accident[] = [
  {
    name: 'a script in a ConfigMap',
    story: 'Flux fills in the variables of the shell with nothing; the script deletes or skips the wrong files.',
    wrong: {
      ...app('rotate', 'manifests: [templates/script.yaml]\n'),
      'apps/home/rotate/templates/script.yaml': script,
    },
    expected: [
      {
        code: 'foreign-variable',
        file: 'apps/home/rotate/templates/script.yaml',
        line: '    for file in "${files[@]}"; do',
      },
    ],
    right: {
      ...app('rotate', `${cron('')}storage: { scripts: { files: [rotate.sh], mount: /scripts } }\n`),
      'apps/home/rotate/files/rotate.sh': '#!/bin/sh\nfor file in "${files[@]}"; do\n  gzip "${file}"\ndone\n',
    },
  },
  {
    name: 'a blank API token',
    story: 'The Secret lacks the key, the default is empty: the app starts without a token and answers 401 for days.',
    wrong: {
      ...app('dns', workload('    API_TOKEN: "${API_TOKEN:=}"\n')),
      '+placeholders.yaml': row('API_TOKEN', 'string', 't0k3n', 'Secret/cluster-secrets'),
    },
    expected: [{ code: 'sensitive-default', file: 'apps/home/dns/app.yaml', line: '    API_TOKEN: "${API_TOKEN:=}"' }],
    right: {
      ...app('dns', workload('    API_TOKEN: "${API_TOKEN}"\n')),
      '+placeholders.yaml': row('API_TOKEN', 'string', 't0k3n', 'Secret/cluster-secrets'),
    },
  },
  {
    name: 'a quoted port',
    story: 'kustomize drops the quotes before Flux fills in 8080; the API server refuses a number in env.',
    wrong: {
      ...app('proxy', workload('    LISTEN: "${PROXY_PORT:=8080}"\n')),
      '+placeholders.yaml': row('PROXY_PORT', 'port', '8080', 'ConfigMap/cluster-settings'),
      '+clusters/home.yaml': settings('PROXY_PORT: "8080"'),
    },
    expected: [
      { code: 'placeholder-not-string', file: 'apps/home/proxy/app.yaml', line: '    LISTEN: "${PROXY_PORT:=8080}"' },
    ],
    right: {
      ...app('proxy', workload('    LISTEN: "${PROXY_PORT}"\n')),
      '+placeholders.yaml': row('PROXY_PORT', 'port', '8080', 'ConfigMap/cluster-settings'),
      '+clusters/home.yaml': settings('PROXY_PORT: "8080"'),
    },
  },
  {
    name: 'MQTT credentials blanked',
    story: "The Secret stands in the app's namespace, where Flux does not read; the password becomes empty.",
    wrong: { ...app('frigate', broker('')), '+placeholders.yaml': credentials },
    expected: [
      {
        code: 'placeholder-unprovided',
        file: 'apps/home/frigate/app.yaml',
        line: '    MQTT_URL: mqtt://frigate:${MQTT_PASSWORD}@broker:1883',
      },
    ],
    right: { ...app('frigate', broker(', substitute: true')), '+placeholders.yaml': credentials },
  },
  {
    name: '${DS_PROMETHEUS} in a dashboard',
    story: 'The input of an exported dashboard is filled in with nothing; every panel says "data source not found".',
    wrong: {
      ...app('panels', 'manifests: [templates/dashboard.yaml]\n'),
      'apps/home/panels/templates/dashboard.yaml': dashboard,
    },
    expected: [
      {
        code: 'foreign-variable',
        file: 'apps/home/panels/templates/dashboard.yaml',
        line: '      "datasource": "${DS_PROMETHEUS}",',
      },
    ],
    right: {
      ...app('panels', 'manifests: [templates/dashboard.yaml]\n'),
      'apps/home/panels/templates/dashboard.yaml': dashboard.replace('${DS', () => '$${DS'),
    },
  },
  {
    name: 'a hostname regex against a placeholder',
    story:
      'The value has a scheme, the field wants a host name: refused in the cluster, invisible to a validator that skips ${…}.',
    wrong: {
      ...app('status', 'manifests: [templates/route.yaml]\n'),
      'apps/home/status/templates/route.yaml': route,
      '+placeholders.yaml': row('STATUS_HOST', 'url', 'https://status.example.com', 'ConfigMap/cluster-settings'),
      '+clusters/home.yaml': settings('STATUS_HOST: https://status.example.com'),
    },
    expected: [
      {
        code: 'object-invalid',
        file: 'apps/home/status/templates/route.yaml',
        line: '  hostnames: ["${STATUS_HOST}"]',
      },
    ],
    right: {
      ...app('status', 'manifests: [templates/route.yaml]\n'),
      'apps/home/status/templates/route.yaml': route,
      '+placeholders.yaml': row('STATUS_HOST', 'fqdn', 'status.example.com', 'ConfigMap/cluster-settings'),
      '+clusters/home.yaml': settings('STATUS_HOST: status.example.com'),
    },
  },
  {
    name: 'a boolean suspend: ${X}',
    story: '`suspend` gets a text: the whole Kustomization is refused, and nothing of it is updated any more.',
    wrong: {
      ...app('report', cron('  controller: { suspend: "${REPORTS_PAUSED}" }\n')),
      '+placeholders.yaml': row('REPORTS_PAUSED', 'string', 'paused', 'ConfigMap/cluster-settings'),
      '+clusters/home.yaml': settings('REPORTS_PAUSED: paused'),
    },
    expected: [
      {
        code: 'schema-violation',
        file: 'apps/home/report/app.yaml',
        line: '  controller: { suspend: "${REPORTS_PAUSED}" }',
      },
    ],
    right: {
      ...app('report', cron('  controller: { suspend: "${REPORTS_PAUSED}" }\n')),
      '+placeholders.yaml': row('REPORTS_PAUSED', 'boolean', 'false', 'ConfigMap/cluster-settings'),
      '+clusters/home.yaml': settings('REPORTS_PAUSED: "false"'),
    },
  },
  {
    name: 'a quantity default ${SIZE:=1Gi}',
    story:
      'The default is no quantity (1GB): the claim is refused, and validators had skipped it because of the placeholder.',
    wrong: {
      ...app('files', `${workload('    A: b\n')}storage:\n  data: { size: "\${DATA_SIZE:=1GB}", mount: /data }\n`),
      '+placeholders.yaml': row('DATA_SIZE', 'quantity', '1Gi', 'ConfigMap/cluster-settings'),
      '+clusters/home.yaml': `  StorageClass/local-path: made elsewhere\n${settings('DATA_SIZE: 5Gi')}`,
    },
    expected: [
      {
        code: 'placeholder-default',
        file: 'apps/home/files/app.yaml',
        line: '  data: { size: "${DATA_SIZE:=1GB}", mount: /data }',
      },
    ],
    right: {
      ...app('files', `${workload('    A: b\n')}storage:\n  data: { size: "\${DATA_SIZE:=1Gi}", mount: /data }\n`),
      '+placeholders.yaml': row('DATA_SIZE', 'quantity', '1Gi', 'ConfigMap/cluster-settings'),
      '+clusters/home.yaml': `  StorageClass/local-path: made elsewhere\n${settings('DATA_SIZE: 5Gi')}`,
    },
  },
  {
    name: 'token: null',
    story: 'An empty value without its quotes is null: the ConfigMap is refused, or the app reads the word "null".',
    wrong: {
      ...app('alerts', 'manifests: [templates/config.yaml]\n'),
      'apps/home/alerts/templates/config.yaml': channel('${ALERT_CHANNEL:=}'),
      '+placeholders.yaml': row('ALERT_CHANNEL', 'string', 'null', 'ConfigMap/cluster-settings'),
      '+clusters/home.yaml': settings('ALERT_CHANNEL: general'),
    },
    expected: [
      {
        code: 'placeholder-not-string',
        file: 'apps/home/alerts/templates/config.yaml',
        line: '  channel: "${ALERT_CHANNEL:=}"',
      },
    ],
    right: {
      ...app('alerts', 'manifests: [templates/config.yaml]\n'),
      'apps/home/alerts/templates/config.yaml': channel('${ALERT_CHANNEL}'),
      '+placeholders.yaml': row('ALERT_CHANNEL', 'string', 'null', 'ConfigMap/cluster-settings'),
      '+clusters/home.yaml': settings('ALERT_CHANNEL: general'),
    },
  },
  {
    name: 'a cron script in a HelmRelease value',
    story: 'The date of the file name is filled in with nothing: every night overwrites the one dump there is.',
    wrong: app('dumper', release('      dump --all > "${BACKUP_DIR:?}/dump-${day}.sql"\n')),
    expected: [
      {
        code: 'foreign-variable',
        file: 'apps/home/dumper/app.yaml',
        line: '      dump --all > "${BACKUP_DIR:?}/dump-${day}.sql"',
      },
    ],
    right: app('dumper', release('      dump --all > "$${BACKUP_DIR:?}/dump-$${day}.sql"\n')),
  },
];
