import { isJsonObject } from '../../../model/json.ts';
import type { KubernetesObject } from '../../../model/kubernetes.ts';
import { originOf } from '../finding.ts';
import { fluxNamespace } from '../flux-namespace.ts';
import { made, metadataOf } from '../made.ts';
import { storeOf } from '../traits/secrets.ts';
import { clusterMap } from '../written.ts';
import type { Section } from './sections.ts';

const pointer = '/secrets/externalSecrets';

/** `secrets.externalSecrets`: the store that every ExternalSecret reads; none where the cluster says no `provider` (made elsewhere). */
export const stores: Section = (cluster) => {
  const backend = clusterMap(cluster, 'secrets', 'externalSecrets');
  const { provider } = backend;
  if (!isJsonObject(provider)) return { items: [], diagnostics: [] };
  const { kind, name } = storeOf(backend);
  const object: KubernetesObject = {
    apiVersion: 'external-secrets.io/v1',
    kind,
    metadata: metadataOf(name, kind === 'ClusterSecretStore' ? undefined : fluxNamespace),
    spec: { provider },
  };
  return { items: [made(cluster, pointer, object, { origin: originOf(cluster, pointer) })], diagnostics: [] };
};
