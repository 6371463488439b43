export { checkPlaceholderValue, type PlaceholderType, placeholderTypes } from './placeholder-types.ts';
export type { FileKind, Problem } from './problem.ts';
export type * from './types/app.ts';
export type * from './types/cluster.ts';
export { validateMerged, validateWritten } from './validate.ts';
