import type { Diagnostic } from '../../../model/diagnostic.ts';
import { pointerOf } from '../../../model/json.ts';
import type { KubernetesObject } from '../../../model/kubernetes.ts';
import { finding, originOf } from '../finding.ts';
import { fluxNamespace } from '../flux-namespace.ts';
import { made, metadataOf, watched } from '../made.ts';
import { clusterMap, stringsOf } from '../written.ts';
import type { Section } from './sections.ts';

/** `settings`: ConfigMap cluster-settings, values of placeholders that are no secret, all of them strings. */
export const settings: Section = (cluster) => {
  const data = stringsOf(clusterMap(cluster, 'settings'));
  if (Object.keys(data).length === 0) return { items: [], diagnostics: [] };
  const object: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadataOf('cluster-settings', fluxNamespace, { labels: watched }),
    data,
  };
  return {
    items: [made(cluster, '/settings', object, { origin: originOf(cluster, '/settings') })],
    diagnostics: Object.entries(data).flatMap(([name, value]): Diagnostic[] =>
      value.includes("'") ? [quoted(cluster, name)] : [],
    ),
  };
};

const quoted = (cluster: Parameters<Section>[0], name: string): Diagnostic =>
  finding(cluster, {
    code: 'settings-quote',
    pointer: pointerOf(['settings', name]),
    message: `setting ${name} holds a single quote`,
    hint: 'Write it without the quote, or let the app read it from a Secret of its own.',
  });
