import type { CompiledNamespace } from '../../model/compiled.ts';
import { isJsonObject } from '../../model/json.ts';
import type { Sources } from '../../model/source.ts';
import { mergedCategory } from './category-node.ts';
import { namespacesOf } from './namespaces.ts';

/**
 * The namespaces of every category that runs apps. A category's own namespace that only another one describes under
 * `namespaces` is as that one says.
 */
export const namespaceTable = (
  sources: Sources,
  running: ReadonlySet<string>,
): ReadonlyMap<string, readonly CompiledNamespace[]> => {
  const described = new Map<string, CompiledNamespace>();
  const table = new Map<string, { namespace: CompiledNamespace; declared: boolean }[]>();
  for (const category of sources.categories) {
    if (!running.has(category.name)) continue;
    const { data, origins } = mergedCategory(category, sources).flat;
    const declared = isJsonObject(data['namespaces']) ? Object.keys(data['namespaces']) : [];
    const namespaces = namespacesOf(category.name, category.definition.path, data, origins);
    table.set(
      category.name,
      namespaces.map((namespace) => ({ namespace, declared: declared.includes(namespace.name) })),
    );
    for (const namespace of namespaces) {
      if (declared.includes(namespace.name) && !described.has(namespace.name)) described.set(namespace.name, namespace);
    }
  }
  const resolved = [...table].map(([category, rows]) => {
    const namespaces = rows.map(({ namespace, declared }): CompiledNamespace => {
      const other = declared ? undefined : described.get(namespace.name);
      if (other === undefined) return namespace;
      const { external, podSecurity, podSecurityWritten, labels } = other;
      return { ...namespace, external, podSecurity, podSecurityWritten, labels };
    });
    return [category, namespaces] as const;
  });
  return new Map(resolved);
};
