import type { CompiledApp, CompiledObject, TileFact } from '../../model/compiled.ts';
import { byCodeUnit, isJsonObject, type JsonObject } from '../../model/json.ts';
import { asJson, type KubernetesObject } from '../../model/kubernetes.ts';

type ReadKey = TileFact['secrets'][number] & { item: string; property: string };

/** The ExternalSecret of a collector of tiles, with every key that a widget of the tree reads; nothing when there is none. */
export const withCollectedSecrets = (compiled: CompiledObject, apps: readonly CompiledApp[]): CompiledObject[] => {
  const keys = apps
    .flatMap((app) => app.tile?.secrets ?? [])
    .filter((key): key is ReadKey => key.item !== undefined && key.property !== undefined)
    .sort((left, right) => byCodeUnit(left.variable, right.variable));
  if (keys.length === 0) return [];
  const { spec } = asJson(compiled.object);
  const data: JsonObject[] = keys.map(({ variable, item, property }) => ({
    secretKey: variable,
    remoteRef: { key: item, property },
  }));
  const object: KubernetesObject = { ...compiled.object, spec: { ...(isJsonObject(spec) ? spec : {}), data } };
  return [{ ...compiled, object }];
};
