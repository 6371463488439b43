import type { CompiledObject } from '../../../../../model/compiled.ts';
import type { KubernetesObject } from '../../../../../model/kubernetes.ts';
import { type ResolvedService, type ResolvedWorkload, selectorLabels } from '../resolved.ts';

/** A Service, with the labels app-template gives it (a ServiceMonitor selects by `app.kubernetes.io/service`). */
export const serviceObject = (workload: ResolvedWorkload, service: ResolvedService, file: string): CompiledObject => {
  const object: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: service.name,
      namespace: workload.namespace,
      labels: {
        ...workload.labels,
        'app.kubernetes.io/instance': workload.app,
        'app.kubernetes.io/name': workload.app,
        'app.kubernetes.io/service': service.name,
      },
    },
    spec: { selector: selectorLabels(workload.app, service.controller), ...service.spec },
  };
  return { object, pointer: '/workload', file };
};
