import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The nearest folder from `start` upward that holds `placeholders.yaml`, absolute; `undefined` when there is none. */
export const findRoot = (start: string): string | undefined => {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'placeholders.yaml'))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
};
