import { chargeText, type Meter } from './budget.ts';
import type { Position } from './problem.ts';

/** The template line that made a line of output; `file` is absent when the template has none. */
export interface LineOrigin {
  file?: string;
  line: number;
}

/** Collects output. A captured one (macro, block set, filter block) may be worked on, so nothing opaque may go into it. */
export interface Writer {
  parts: string[];
  length: number;
  captured: boolean;
  lines: LineOrigin[];
  atLineStart: boolean;
}

export const newWriter = (captured: boolean): Writer => ({
  parts: [],
  length: 0,
  captured,
  lines: [],
  atLineStart: true,
});

/** Adds text. `verbatim`: its lines are the template's, one for one; else all of it was made by the line at `at`. */
export const write = (
  writer: Writer,
  meter: Meter,
  text: string,
  at: Position,
  file: string | undefined,
  verbatim: boolean,
): void => {
  if (text === '') return;
  writer.length += text.length;
  chargeText(meter, text.length);
  if (writer.length > meter.budget.characters) chargeText(meter, writer.length);
  writer.parts.push(text);
  if (writer.captured) return;
  let line = at.line;
  for (let from = 0; from < text.length; ) {
    if (writer.atLineStart) writer.lines.push(file === undefined ? { line } : { file, line });
    const end = text.indexOf('\n', from);
    writer.atLineStart = end !== -1;
    if (end === -1) return;
    if (verbatim) line += 1;
    from = end + 1;
  }
};
