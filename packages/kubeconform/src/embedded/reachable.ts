export const isSchemaObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every object of a schema and of what its references lead to. `root` is what `#/…` starts from. */
export const reachableFrom = (schema: unknown, root: unknown): ReadonlySet<object> => {
  const seen = new Set<object>();
  const waiting: unknown[] = [schema];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    waiting.push(...Object.values(value));
    if (isSchemaObject(value) && typeof value['$ref'] === 'string') waiting.push(resolveReference(value['$ref'], root));
  }
  return seen;
};

/** `#/definitions/x`: references leave no document. */
const resolveReference = (reference: string, root: unknown): unknown => {
  let value = root;
  for (const segment of reference.replace(/^#\/?/, '').split('/').filter(Boolean)) {
    const key = decodeURIComponent(segment).replaceAll('~1', '/').replaceAll('~0', '~');
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  }
  return value;
};
