import type { CompiledApp, CompiledObject } from '../../../model/compiled.ts';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { objectName } from '../../../model/kubernetes.ts';

/** Origin and rendered place of a field of an object; the join narrows the origin to what was written, and to `mention` in it. */
export const placeOf = (
  app: CompiledApp,
  compiled: CompiledObject,
  pointer: string,
  mention?: string,
): Pick<Diagnostic, 'origin' | 'rendered'> => ({
  origin:
    compiled.origin ??
    (compiled.file === app.file ? { file: app.file, pointer: compiled.pointer } : { file: compiled.file, pointer: '' }),
  rendered: { object: objectName(compiled.object), pointer, ...(mention === undefined ? {} : { mention }) },
});
