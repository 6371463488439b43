import { isJsonObject, type JsonObject, type JsonValue, valueAt } from '../../../model/json.ts';
import { asJson } from '../../../model/kubernetes.ts';
import type { Claim } from './claims.ts';
import type { TreeView } from './view.ts';

/** One port of a node (core/v1 ContainerPort); pods that are bound to different nodes may have the same. */
export const claimsOfHostPorts = (view: TreeView): Claim[] =>
  view.pods.flatMap(({ app, compiled, view: pod }) => {
    const nodes = JSON.stringify(pod.spec['nodeSelector'] ?? pod.spec['nodeName'] ?? pod.spec['affinity'] ?? {});
    return pod.containers.flatMap(({ value, pointer }) =>
      (Array.isArray(value['ports']) ? value['ports'] : []).flatMap((port, index): Claim[] => {
        if (!isJsonObject(port)) return [];
        const number = hostPortOf(port, pod.spec);
        if (number === undefined) return [];
        const field = port['hostPort'] === undefined ? 'containerPort' : 'hostPort';
        const what = `host port ${number} (${String(port['protocol'] ?? 'TCP')})`;
        const key = `${what} ${String(port['hostIP'] ?? '')} ${nodes}`;
        return [{ app, compiled, key, what, pointer: `${pointer}/ports/${index}/${field}`, mention: String(number) }];
      }),
    );
  });

/** With `hostNetwork` every port of a container is one of the node. */
const hostPortOf = (port: JsonObject, spec: JsonObject): JsonValue | undefined =>
  port['hostPort'] ?? (spec['hostNetwork'] === true ? port['containerPort'] : undefined);

/** A folder of a node that a PersistentVolume stands for; one of several namespaces (`shared`) is meant to be the same. */
export const claimsOfPaths = (view: TreeView): Claim[] =>
  view.objects.flatMap(({ app, compiled }): Claim[] => {
    if (compiled.object.kind !== 'PersistentVolume' || compiled.shared === true) return [];
    return ['/spec/local/path', '/spec/hostPath/path'].flatMap((pointer): Claim[] => {
      const path = valueAt(asJson(compiled.object), pointer);
      if (typeof path !== 'string') return [];
      const nodes = JSON.stringify(valueAt(asJson(compiled.object), '/spec/nodeAffinity') ?? {});
      return [{ app, compiled, key: `${path} ${nodes}`, what: `folder ${path}`, pointer, mention: path }];
    });
  });
