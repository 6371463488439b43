import type { Diagnostic } from '../../../../model/diagnostic.ts';
import type { JsonPointer } from '../../../../model/json.ts';
import { finding, type Written } from '../../finding.ts';

/** A name of the app's own (port, service, controller, container, secret) that it does not have. */
export const unknownName = (written: Written, pointer: JsonPointer, message: string, hint?: string): Diagnostic =>
  finding(written, { code: 'name-unknown', pointer, message, ...(hint === undefined ? {} : { hint }) });
