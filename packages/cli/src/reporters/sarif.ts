import { type Diagnostic, diagnosticCodes, type Place } from '@keelson/renderer';
import type { Report } from './reporters.ts';

const levels = { error: 'error', warning: 'warning', note: 'note' } as const;

/** SARIF 2.1.0 (OASIS), one run; rules are the codes that occur. A finding that several clusters share stands once. */
export const sarif = ({ version, results }: Report): string => {
  const findings = results.flatMap(({ diagnostics }) => diagnostics.map(resultOf));
  const unique = [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
  const codes = [...new Set(results.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)))].sort();
  const rules = codes.map((code) => ({
    id: code,
    shortDescription: { text: diagnosticCodes[code].meaning },
    help: { text: diagnosticCodes[code].cure },
  }));
  const run = {
    tool: { driver: { name: 'keelson', semanticVersion: version, rules } },
    columnKind: 'utf16CodeUnits',
    results: unique,
  };
  const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
  return `${JSON.stringify({ $schema: schema, version: '2.1.0', runs: [run] }, null, 2)}\n`;
};

const resultOf = ({ code, severity, message, hint, place, related = [] }: Diagnostic) => {
  const places = related.flatMap((other) =>
    other.place === undefined ? [] : [{ message: { text: other.message }, ...locationOf(other.place) }],
  );
  return {
    ruleId: code,
    level: levels[severity],
    message: { text: hint === undefined ? message : `${message}\n${hint}` },
    locations: place === undefined ? [] : [locationOf(place)],
    ...(places.length === 0 ? {} : { relatedLocations: places }),
  };
};

/** A path becomes a relative URI reference (RFC 3986): each segment is encoded. */
const locationOf = ({ file, line, column }: Place) => ({
  physicalLocation: {
    artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
    region: { startLine: line, startColumn: column },
  },
});
