import type { DiagnosticCode } from './codes.ts';

/** What is wrong with a text, at an offset in characters from its start. */
export interface YamlFault {
  offset: number;
  message: string;
  hint?: string;
  code?: DiagnosticCode;
}

/** Line and column from 1, of an offset in characters. */
export const placeOfOffset = (text: string, offset: number): { line: number; column: number } => {
  const before = text.slice(0, Math.min(offset, text.length));
  const lastBreak = before.lastIndexOf('\n');
  let line = 1;
  for (let at = before.indexOf('\n'); at !== -1; at = before.indexOf('\n', at + 1)) line += 1;
  return { line, column: before.length - lastBreak };
};

const quoteHint = 'Inside flow style { … } and [ … ], quote it: "${…}", "<% … %>", "{{ … }}".';

/** The line the offset is in, and the one before it: a flow map that broke is often noticed on the next line. */
const linesAround = (text: string, offset: number): string => {
  const lines = text.slice(0, offset).split('\n');
  const from = lines.slice(0, -2).join('\n').length;
  const end = text.indexOf('\n', offset);
  return text.slice(from, end === -1 ? text.length : end);
};

/** What the parser found, with the cure for the cases that this format makes likely (FORMAT section 2: flow style, tabs). */
export const syntaxFault = (
  text: string,
  error: { code: string; message: string; pos: [number, number] },
): YamlFault => {
  const offset = error.pos[0];
  const around = linesAround(text, offset);
  if (error.code === 'MULTIPLE_DOCS') {
    return { offset, message: 'found a second document, expected one a file', hint: 'Remove the `---` between them.' };
  }
  if (error.code === 'TAB_AS_INDENT' || /^\t/mu.test(around)) {
    return { offset, message: `found a tab in the indentation: ${error.message}`, hint: 'Indent with spaces.' };
  }
  if (/[{[].*(\$\{|<%|\{\{)/u.test(around) || /:\s*\{\{/u.test(around))
    return { offset, message: error.message, hint: quoteHint };
  if (/:\s*[@`%]/u.test(around)) {
    return { offset, message: error.message, hint: 'A value cannot start with @, ` or %: quote it.' };
  }
  if (/same column|compact mappings/u.test(error.message))
    return {
      offset,
      message: error.message,
      hint: 'Keys of one map stand in the same column: compare the indentation with the lines above.',
    };
  return { offset, message: error.message };
};
