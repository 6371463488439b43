import type { MergedApp, MergedCluster } from '../model/cluster.ts';
import type { Origin, Place } from '../model/diagnostic.ts';
import type { JsonPointer } from '../model/json.ts';
import type { LayerName, OriginMap } from '../model/layer.ts';
import type { OrderedTree, ResolvedTree, SerializedFile } from '../model/linked.ts';

/** What an explanation is made from; the join gives what other rooms know. */
export interface ExplainContext {
  cluster: MergedCluster;
  resolved: ResolvedTree;
  ordered: OrderedTree;
  files: readonly SerializedFile[];
  /** The app with its layers merged; `undefined` for a section of the cluster file. */
  mergedApp: (id: string) => MergedApp | undefined;
  /** The scalar that feeds a field of a rendered object, by differential compile: of the app's own file, or of any layer (slower). */
  originOf: (
    app: string,
    rendered: { object: string; pointer: JsonPointer },
    reach: 'own' | 'all',
  ) => Origin | undefined;
  placeOf: (origin: Origin) => Place | undefined;
  /** Text of a file that a person wrote. */
  textOf: (file: string) => string | undefined;
}

/** The layer that says what stands at an origin: the app's own merge knows it, else the cluster's. */
export const layerAt = ({ file, pointer }: Origin, ...maps: (OriginMap | undefined)[]): LayerName | undefined => {
  for (const map of maps)
    for (const origin of map?.values() ?? [])
      if (origin.file === file && origin.pointer === pointer) return origin.layer;
  return undefined;
};
