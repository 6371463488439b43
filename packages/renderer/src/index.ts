export { findRoot, loadClusterNames } from './compile/load/load.ts';
export { type CompileOptions, compile, staleObjectFiles } from './compile-command.ts';
export type {
  AppExplanation,
  ExplainedReference,
  Explanation,
  LineExplanation,
} from './explain/explanation.ts';
export { explainable, explained } from './explained.ts';
export { graphFormats } from './graph/formats.ts';
export { type Graph, graph } from './graph/graph.ts';
export type { PlaceholderRow } from './guide/rows.ts';
export { type Inspection, inspect } from './inspect.ts';
export type { VerifyOptions } from './link/verify/verify.ts';
export { type CodeDocumentation, type DiagnosticCode, diagnosticCodes } from './model/codes.ts';
export type { Diagnostic, Place, Severity } from './model/diagnostic.ts';
export { didYouMean } from './model/nearest.ts';
export type { ChangeSet, FileChange } from './model/tree.ts';
export { type GuideChange, guideChange, placeholdersOf, writeGuide } from './placeholders.ts';
export type { Blocked, Plan, Reason } from './plan/outcome.ts';
export { partsByName, plan } from './plan/plan.ts';
export { render } from './render.ts';
export type { Figures, RenderOptions, RenderResult } from './result.ts';
