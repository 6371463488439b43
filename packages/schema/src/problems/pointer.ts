/** JSON Pointers (RFC 6901). This package is a leaf, so it has its own. */
export const segmentsOf = (pointer: string): string[] =>
  pointer === ''
    ? []
    : pointer
        .slice(1)
        .split('/')
        .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));

export const child = (pointer: string, key: string): string =>
  `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;

export const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a pointer goes through a list of the document. */
export const insideList = (document: unknown, pointer: string): boolean => {
  let value: unknown = document;
  for (const segment of segmentsOf(pointer)) {
    if (Array.isArray(value)) return true;
    value = isMap(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
  }
  return Array.isArray(value);
};
