import type { CompiledNamespace } from '../../model/compiled.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { byCodeUnit, isJsonObject, pointerOf } from '../../model/json.ts';
import type { LayerOrigin, OriginMap } from '../../model/layer.ts';
import { originAt } from '../../model/layer.ts';

export const textAt = (data: JsonObject, key: string): string | undefined => {
  const value = data[key];
  return typeof value === 'string' ? value : undefined;
};

const labelsOf = (value: JsonValue | undefined): Record<string, string> =>
  isJsonObject(value) ? Object.fromEntries(Object.entries(value).map(([key, label]) => [key, String(label)])) : {};

/**
 * What a merged category file says of namespaces: its own (`namespace`, else its name), declared without more ado, and those
 * under `namespaces` (FORMAT section 3). Its own comes first, the others by name.
 */
export const namespacesOf = (name: string, file: string, data: JsonObject, origins: OriginMap): CompiledNamespace[] => {
  const own = textAt(data, 'namespace') ?? name;
  const area = textAt(data, 'area') ?? name;
  const declared = isJsonObject(data['namespaces']) ? data['namespaces'] : {};
  const others = Object.keys(declared).filter((key) => key !== own);
  return [own, ...others.sort(byCodeUnit)].map((key) => {
    const fields = isJsonObject(declared[key]) ? declared[key] : {};
    const pointer = Object.hasOwn(declared, key) ? pointerOf(['namespaces', key]) : pointerOf(['namespace']);
    const written = originAt(origins, pointer) as LayerOrigin;
    const level = textAt(fields, 'podSecurity');
    return {
      name: key,
      area,
      file: written.file ?? file,
      pointer: written.pointer,
      external: fields['external'] === true,
      podSecurity: (level ?? 'auto') as CompiledNamespace['podSecurity'],
      podSecurityWritten: level !== undefined,
      labels: labelsOf(fields['labels']),
    };
  });
};

const saidOf = ({ external, podSecurity, podSecurityWritten, labels }: CompiledNamespace): string =>
  JSON.stringify([
    external,
    podSecurity,
    podSecurityWritten,
    Object.entries(labels).sort(([a], [b]) => byCodeUnit(a, b)),
  ]);

/** A namespace that categories declare differently (FORMAT section 3), reported at each declaration but the first. */
export const namespaceConflicts = (namespaces: readonly CompiledNamespace[]): Diagnostic[] => {
  const first = new Map<string, CompiledNamespace>();
  const diagnostics: Diagnostic[] = [];
  for (const namespace of namespaces) {
    const before = first.get(namespace.name);
    if (before === undefined) first.set(namespace.name, namespace);
    else if (saidOf(before) !== saidOf(namespace)) {
      diagnostics.push({
        code: 'namespace-conflict',
        severity: 'error',
        message: `namespace ${namespace.name} is declared here otherwise than in ${before.file}`,
        hint: 'Declare it alike in both, or in one of them only.',
        origin: { file: namespace.file, pointer: namespace.pointer },
        related: [{ message: 'first declared here', origin: { file: before.file, pointer: before.pointer } }],
      });
    }
  }
  return diagnostics;
};
