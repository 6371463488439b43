/** The four kinds of file, as schemas. */
import { app } from './app/index.ts';
import { category } from './category.ts';
import { cluster } from './cluster/index.ts';
import { placeholders } from './placeholders.ts';

export const files = { app, category, cluster, placeholders };
