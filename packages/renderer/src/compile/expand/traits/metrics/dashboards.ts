import type { CompiledObject } from '../../../../model/compiled.ts';
import type { Diagnostic } from '../../../../model/diagnostic.ts';
import { isJsonObject, type JsonObject, type JsonValue, pointerOf, segmentsOf } from '../../../../model/json.ts';
import type { KubernetesObject } from '../../../../model/kubernetes.ts';
import type { CarriedFile } from '../../../../model/source.ts';
import type { Contribution } from '../../contribution.ts';
import { made, metadataOf, neverSubstituted } from '../../made.ts';
import { clusterValue, listOf, present, textOf, textsOf } from '../../written.ts';
import type { MetricsEntry } from '../metrics.ts';
import { carriedFile } from '../storage/files.ts';
import { stemOf } from '../storage/paths.ts';

interface Dashboard {
  name: string;
  namespace: string;
  file: CarriedFile & { key: string };
  content: JsonObject;
}

/** How a dashboard reaches Grafana, by `monitoring.dashboards`. */
const makers: Readonly<Record<string, (dashboard: Dashboard) => KubernetesObject>> = {
  /** grafana.integreatly.org: taken by every Grafana labelled `dashboards: grafana`, of whatever namespace. */
  'grafana-operator': ({ name, namespace, file, content }) => ({
    apiVersion: 'grafana.integreatly.org/v1beta1',
    kind: 'GrafanaDashboard',
    metadata: metadataOf(name, namespace, { annotations: neverSubstituted }),
    spec: present({
      allowCrossNamespaceImport: true,
      instanceSelector: { matchLabels: { dashboards: 'grafana' } },
      datasources: datasourcesOf(content),
      json: file.text ?? '',
    }),
  }),
  /** The sidecar of Grafana's own chart: ConfigMaps with this label, of all namespaces. */
  sidecar: ({ name, namespace, file }) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadataOf(name, namespace, { annotations: neverSubstituted, labels: { grafana_dashboard: '1' } }),
    data: { [file.key]: file.text ?? '' },
  }),
};

/** Grafana dashboards: one object a file, byte for byte. */
export const dashboards = (input: MetricsEntry): Contribution => {
  const written = textsOf(input.entry['dashboards']);
  if (written.length === 0) return {};
  const by = textOf(clusterValue(input.cluster, 'monitoring', 'dashboards'));
  const maker = by !== undefined && Object.hasOwn(makers, by) ? makers[by] : undefined;
  if (maker === undefined) return {};
  const made = written.map((path, index) => dashboard(input, maker, path, index));
  return {
    objects: made.flatMap(({ object }) => object ?? []),
    diagnostics: made.flatMap(({ diagnostics }) => diagnostics),
  };
};

const dashboard = (
  { app, pointer }: MetricsEntry,
  maker: (dashboard: Dashboard) => KubernetesObject,
  path: string,
  index: number,
): { object?: CompiledObject; diagnostics: Diagnostic[] } => {
  const at = pointerOf([...segmentsOf(pointer), 'dashboards', index]);
  const { file, diagnostics } = carriedFile(app, path, at);
  if (file === undefined) return { diagnostics };
  const content = jsonOf(file.text ?? '');
  if (content === undefined) return { diagnostics: [notDashboard(file.path)] };
  const object = maker({ name: `${app.name}-${stemOf(path)}`, namespace: app.namespace, file, content });
  return { object: made(app, at, object, { literal: true }), diagnostics: [] };
};

/** An exported dashboard lists its data sources as `__inputs`; each is met by the data source named after its plugin. */
const datasourcesOf = (content: JsonObject): JsonValue[] | undefined => {
  const inputs = listOf(content['__inputs']).filter(isJsonObject);
  const wanted = inputs.flatMap(({ type, name, pluginId }) =>
    type === 'datasource' && typeof name === 'string' && typeof pluginId === 'string'
      ? [{ inputName: name, datasourceName: pluginId }]
      : [],
  );
  return wanted.length === 0 ? undefined : wanted;
};

const jsonOf = (text: string): JsonObject | undefined => {
  try {
    const content = JSON.parse(text) as unknown;
    return isJsonObject(content) ? content : undefined;
  } catch {
    return undefined;
  }
};

const notDashboard = (file: string): Diagnostic => ({
  code: 'file-content',
  severity: 'error',
  message: `${file} is no dashboard: expected the JSON that Grafana exports`,
  hint: 'Export the dashboard again (Share, Export, Save to file).',
  origin: { file, pointer: '' },
});
