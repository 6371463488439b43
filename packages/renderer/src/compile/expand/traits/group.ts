import type { EvaluatedApp } from '../../../model/names.ts';
import { definitionOf, mapOf, textOf } from '../written.ts';

/** The heading an app stands under on dashboards and status pages: its tile's group, else its category. */
export const groupOfApp = (app: EvaluatedApp): string =>
  textOf(mapOf(definitionOf(app)['tile'])['group']) ?? titleOf(app.category);

/** `arr-connections` → `Arr Connections`. */
const titleOf = (name: string): string =>
  name
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ');
