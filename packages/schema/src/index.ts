/** What people write in Keelson: types, schemas, validators and the words of their messages. A leaf: imports nothing of ours. */
export { describePointer, type KeyDescription } from './describe-pointer.ts';
export { type ExpressionName, expressionNames } from './expression-names.ts';
export { type NotBuilt, type NotBuiltRow, notBuilt, notBuiltTable } from './not-built.ts';
export {
  checkPlaceholderValue,
  type PlaceholderType,
  placeholderTypeNames,
  placeholderTypes,
} from './placeholder-types.ts';
export type { FileKind, Problem } from './problem.ts';
export { didYouMean, nearest } from './problems/suggest.ts';
export { type JsonSchema, schemas } from './schemas.ts';
export type * from './types/app.ts';
export type * from './types/cluster.ts';
export { validateMerged, validateWritten } from './validate.ts';
