import { diagnosticCodes } from '../src/model/codes.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** Code of several lines: a table row is one line of Markdown. */
const code = (text: string): string =>
  text
    .split('\n')
    .map((line) => `\`${cell(line)}\``)
    .join('<br>');

/** The text of docs/diagnostics.md: one row a code, in code-unit order. */
export const diagnosticsPage = (): string => {
  const rows = Object.entries(diagnosticCodes)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(
      ([name, { meaning, example, cure }]) =>
        `| <a id="${name}"></a>\`${name}\` | ${cell(meaning)} | ${code(example)} | ${cell(cure)} |`,
    );
  return `# Diagnostics

Every message has one of these codes; codes may be added but are never renamed. A message is printed as
\`file:line:column severity[code] what was found and what was expected\`, a hint line says what to do. Generated from
\`packages/renderer/src/model/codes.ts\` by \`pnpm generate\`; a test holds the two equal.

| code | meaning | example | cure |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
};
