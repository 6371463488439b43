export { findRoot, loadClusterNames } from './compile/load/load.ts';
export { type CompileOptions, compile, staleObjectFiles } from './compile-command.ts';
export type { VerifyOptions } from './link/verify/verify.ts';
export { type CodeDocumentation, type DiagnosticCode, diagnosticCodes } from './model/codes.ts';
export type { Diagnostic, Place, Severity } from './model/diagnostic.ts';
export type { ChangeSet, FileChange } from './model/tree.ts';
export { render } from './render.ts';
export type { Figures, RenderOptions, RenderResult } from './result.ts';
