import { groupOf, type KubernetesObject } from '../../../model/kubernetes.ts';
import { isThereBefore } from '../groups.ts';

/** Custom kinds of these groups configure what runs elsewhere. */
const quietGroups = new Set([
  'acme.cert-manager.io',
  'barmancloud.cnpg.io',
  'cert-manager.io',
  'cilium.io',
  'external-secrets.io',
  'gateway.envoyproxy.io',
  'gateway.networking.k8s.io',
  'generators.external-secrets.io',
  'grafana.integreatly.org',
  'k8s.cni.cncf.io',
  'metallb.io',
  'monitoring.coreos.com',
  // Pods of CloudNativePG bear labels of its own domain: see `isOfOperator`.
  'postgresql.cnpg.io',
  'snapshot.storage.k8s.io',
  'traefik.io',
  'volsync.backube',
]);

/** Kinds of those groups whose operator runs pods and Services in the namespace of the object. */
const makers = new Set(['Alertmanager', 'Gateway', 'Grafana', 'Prometheus', 'PrometheusAgent', 'ThanosRuler']);

/** True for an object whose operator runs pods beside it, with labels that no table knows. */
export const makersOfPods = ({ apiVersion, kind }: KubernetesObject): boolean => {
  const group = groupOf(apiVersion);
  return makers.has(kind) || !(isThereBefore(group) || quietGroups.has(group));
};

/** A label that only operators write on the pods they run. */
export const isOfOperator = (label: string): boolean => label.startsWith('cnpg.io/');
