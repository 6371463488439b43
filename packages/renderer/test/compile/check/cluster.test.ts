import { describe, expect, it } from 'vitest';
import { type Files, frontOfFiles, homeWith } from '../repository.ts';

const global = (text: string): Files => ({ 'clusters/global.yaml': text });
const extending = (replace: Record<string, string>): Files =>
  homeWith('', { 'description: A cluster\n': 'description: A cluster\nextends: global.yaml\n', ...replace });

/** One fault a row, and the one line that is printed of it. */
const faults: [string, Files, string][] = [
  [
    'a time zone left empty',
    homeWith('', { 'timezone: Europe/Amsterdam': 'timezone:' }),
    'clusters/home.yaml:4:1 error[missing-key] the key timezone is missing in the file',
  ],
  [
    'a name of no time zone',
    homeWith('', { 'Europe/Amsterdam': 'Europe/Amsterdan' }),
    'clusters/home.yaml:4:11 error[schema-violation] /timezone: expected a time zone of the IANA database such as Europe/Amsterdam, found "Europe/Amsterdan"',
  ],
  [
    'a version that no file says',
    { ...extending({ 'kubernetes: 1.36.0\n': '' }), ...global('domain: example.com\n') },
    'clusters/home.yaml:1:1 error[missing-key] the key kubernetes is missing in the file',
  ],
  [
    'no engine in any file',
    {
      ...extending({
        'flux: { version: 2.9.0, bootstrap: operator, source: { kind: GitRepository, name: flux-system } }\n': '',
      }),
      ...global('kubernetes: 1.35.0\n'),
    },
    'clusters/home.yaml:1:1 error[missing-key] found the file without flux or argocd, expected one of them',
  ],
  [
    'an engine that is taken away',
    {
      ...extending({
        'flux: { version: 2.9.0, bootstrap: operator, source: { kind: GitRepository, name: flux-system } }':
          'flux: { version: }',
      }),
      ...global('flux: { version: 2.9.0, bootstrap: operator, source: { kind: GitRepository, name: flux-system } }\n'),
    },
    'clusters/home.yaml:7:7 error[missing-key] /flux: the key version is missing in flux',
  ],
];

describe('a cluster as a whole', () => {
  it.each(faults)('reports %s', async (_what, files, line) => {
    expect((await frontOfFiles(files)).lines.filter((found) => !found.includes(' note['))).toEqual([line]);
  });

  it('takes from the file it extends what its own leaves out', async () => {
    const { lines } = await frontOfFiles({
      ...extending({ 'timezone: Europe/Amsterdam\n': '', 'kubernetes: 1.36.0\n': '' }),
      ...global('timezone: UTC\nkubernetes: 1.36.0\n'),
    });
    expect(lines).toEqual([]);
  });

  it('names the zone that was probably meant', async () => {
    const { diagnostics } = await frontOfFiles(homeWith('', { 'Europe/Amsterdam': 'Europe/Amsterdan' }));
    expect(diagnostics.map(({ hint }) => hint)).toEqual(['Did you mean Europe/Amsterdam?']);
  });

  it('takes null where there was nothing to take away, and a time zone that a placeholder gives', async () => {
    expect((await frontOfFiles(homeWith('tile:\nauth:\n'))).lines).toEqual([]);
  });
});
