export type { ClusterProblem, ClusterView } from './cluster-view.ts';
export { asClusterSees, canReadAsNonString, isSubstitutionDisabled } from './cluster-view.ts';
export type { Variables } from './evaluate.ts';
export type { PlaceholderOperator } from './parse.ts';
export type { FoundPlaceholder } from './placeholders.ts';
export { escapeForSubstitution, findPlaceholders, isWholePlaceholder, keepString } from './placeholders.ts';
export type { ScalarChange } from './read-in-place.ts';
export type { SubstituteOptions, SubstituteResult } from './substitute.ts';
export { substitute } from './substitute.ts';
