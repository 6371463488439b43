import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The tool's own folder. */
export const toolFolder = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
/** The checkout the tool stands in. */
export const repositoryFolder = join(toolFolder, '..', '..');
/** Where the schemas are written. */
export const schemasFolder = join(repositoryFolder, 'schemas', 'kubernetes');
/** The renderer's types. */
export const typesFile = join(repositoryFolder, 'packages', 'renderer', 'src', 'model', 'generated', 'kubernetes.ts');
