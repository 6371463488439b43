import type { DiagnosticCode } from '../../model/codes.ts';
import type { CompiledApp, CompiledObject } from '../../model/compiled.ts';
import type { Diagnostic, Origin, RenderedPlace, Severity } from '../../model/diagnostic.ts';
import type { JsonPointer } from '../../model/json.ts';
import { objectName } from '../../model/kubernetes.ts';

/** One end of what does not fit: a field of an object that an app makes. */
export interface End {
  app: CompiledApp;
  compiled: CompiledObject;
  pointer: JsonPointer;
  /** Text of the field, by which it is found in a text template. */
  mention?: string;
}

/** The narrowest place of an object that is known without compiling again. */
export const originOf = (app: CompiledApp, object: CompiledObject): Origin =>
  object.origin ??
  (object.file === app.file ? { file: app.file, pointer: object.pointer } : { file: object.file, pointer: '' });

const placeOf = ({ app, compiled, pointer, mention }: End): { origin: Origin; rendered: RenderedPlace } => ({
  origin: originOf(app, compiled),
  rendered: {
    object: objectName(compiled.object),
    pointer,
    ...(mention === undefined || compiled.file === app.file ? {} : { mention }),
  },
});

/** What is wrong at one end, and where the other end stands. */
export const finding = (
  at: End,
  said: { code: DiagnosticCode; severity?: Severity; message: string; hint: string; subject?: string },
  others: readonly { message: string; end: End }[] = [],
): Diagnostic => ({
  code: said.code,
  severity: said.severity ?? 'error',
  message: said.message,
  hint: said.hint,
  ...(said.subject === undefined ? {} : { subject: said.subject }),
  ...placeOf(at),
  ...(others.length === 0 ? {} : { related: others.map(({ message, end }) => ({ message, ...placeOf(end) })) }),
});
