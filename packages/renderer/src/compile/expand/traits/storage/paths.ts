/** Joins parts of a path with single slashes; absent and empty parts are left out, `/` in front is kept. */
export const joined = (...parts: (string | undefined)[]): string => {
  const written = parts.filter((part): part is string => part !== undefined && part !== '');
  return written
    .map((part, index) => (index === 0 ? part.replace(/(?!^)\/+$/u, '') : part.replace(/^\/+|\/+$/gu, '')))
    .filter((part) => part !== '')
    .join('/')
    .replace(/^\/\//u, '/');
};

/** `config.json` of `files/sub/config.json`: the key of a ConfigMap, which cannot hold a slash. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** `rules` of `files/rules.yaml`. */
export const stemOf = (path: string): string => baseName(path).replace(/\.[^.]*$/u, '');
