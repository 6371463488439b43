import { type Diagnostic, diagnosticCodes } from '@keelson/renderer';
import type { Report } from './reporters.ts';

const levels = { error: 'error', warning: 'warning', note: 'note' } as const;

/** SARIF 2.1.0 (OASIS), one run; rules are the codes that occur. */
export const sarif = ({ results }: Report): string => {
  const diagnostics = results.flatMap((result) => result.diagnostics);
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  const run = {
    tool: {
      driver: {
        name: 'keelson',
        rules: codes.map((code) => ({
          id: code,
          shortDescription: { text: diagnosticCodes[code].meaning },
          help: { text: diagnosticCodes[code].cure },
        })),
      },
    },
    results: diagnostics.map(resultOf),
  };
  return `${JSON.stringify({ version: '2.1.0', runs: [run] }, null, 2)}\n`;
};

const resultOf = ({ code, severity, message, hint, place }: Diagnostic) => ({
  ruleId: code,
  level: levels[severity],
  message: { text: hint === undefined ? message : `${message}\n${hint}` },
  locations:
    place === undefined
      ? []
      : [
          {
            physicalLocation: {
              artifactLocation: { uri: place.file },
              region: { startLine: place.line, startColumn: place.column },
            },
          },
        ],
});
