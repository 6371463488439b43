import type { CompiledApp, CompiledObject } from '../../model/compiled.ts';
import { byCodeUnit, type JsonObject } from '../../model/json.ts';
import type { KubernetesObject } from '../../model/kubernetes.ts';
import { withCollectedSecrets } from './collected-secrets.ts';
import { collectorFormats } from './collector-formats.ts';

/** Gives every collector (`storage.<x>.collect`) what the trait of every running app said, in its format. */
export const fillCollectors = (apps: readonly CompiledApp[]): CompiledApp[] => {
  const running = apps.filter((app) => app.section !== true).sort((left, right) => byCodeUnit(left.id, right.id));
  return apps.map((app) =>
    app.objects.some(({ collect, collectSecrets }) => collect !== undefined || collectSecrets === true)
      ? { ...app, objects: app.objects.flatMap((compiled) => filled(compiled, running)) }
      : app,
  );
};

const filled = (compiled: CompiledObject, apps: readonly CompiledApp[]): CompiledObject[] => {
  const { collect, object } = compiled;
  if (compiled.collectSecrets === true) return withCollectedSecrets(compiled, apps);
  if (collect === undefined) return [compiled];
  const format = collectorFormats[`${collect.trait}/${collect.as}`];
  if (format === undefined) return [compiled];
  const data: JsonObject = { ...(object['data'] as JsonObject | undefined), [collect.key]: format(apps) };
  return [{ ...compiled, object: { ...object, data } as KubernetesObject }];
};
