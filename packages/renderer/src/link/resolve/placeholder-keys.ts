import type { CompiledApp, CompiledObject } from '../../model/compiled.ts';
import { isJsonObject, type JsonObject, valueAt } from '../../model/json.ts';
import { asJson, type KubernetesObject } from '../../model/kubernetes.ts';
import { placeholdersOf } from '../../model/placeholder-places.ts';

/**
 * Leaves in the Secrets that fill placeholders (`secrets.placeholders`) only the keys that this cluster's tree uses: one item that
 * the vault lacks fails the whole ExternalSecret, and a shared catalogue documents more than one cluster needs. One that nothing
 * uses is dropped. Items that are read whole stay as they are.
 */
export const keepUsedKeys = (apps: readonly CompiledApp[]): CompiledApp[] => {
  if (!apps.some(isSecrets)) return [...apps];
  const used = usedNames(apps);
  return apps.map((app) =>
    isSecrets(app) ? { ...app, objects: app.objects.flatMap((object) => withUsed(object, used)) } : app,
  );
};

const isSecrets = (app: CompiledApp): boolean => app.section === true && app.name === 'secrets';

const usedNames = (apps: readonly CompiledApp[]): ReadonlySet<string> => {
  const used = new Set<string>();
  for (const { objects } of apps)
    for (const { object, literal } of objects)
      if (!literal) for (const { name } of placeholdersOf(object)) used.add(name);
  return used;
};

const withUsed = (compiled: CompiledObject, used: ReadonlySet<string>): CompiledObject[] => {
  const data = valueAt(asJson(compiled.object), '/spec/data');
  if (compiled.object.kind !== 'ExternalSecret' || !Array.isArray(data)) return [compiled];
  const kept = data.filter((entry) => isJsonObject(entry) && used.has(String(entry['secretKey'])));
  if (kept.length === data.length) return [compiled];
  const spec = asJson(compiled.object)['spec'] as JsonObject;
  if (kept.length === 0 && spec['dataFrom'] === undefined) return [];
  return [
    { ...compiled, object: { ...compiled.object, spec: { ...spec, data: kept } } as unknown as KubernetesObject },
  ];
};
