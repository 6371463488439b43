import { describe, expect, it } from 'vitest';
import { expandedLinesOf, type Files, homeWith, rommWith, soundFiles } from './repository.ts';

const readsItsHost = { '  ports:': '  env: { URL: "<% route.url %>" }\n  ports:' };
const routing = soundFiles['clusters/home.yaml']!.replace(/^[\s\S]*?(routing:[\s\S]*?)storage:[\s\S]*$/u, '$1');

/** One mistake a row, and the one line that is printed of it. */
const mistakes: [string, Files, string][] = [
  [
    'an entry point that there is not, in an app that reads its host',
    rommWith('', { ...readsItsHost, 'route: { host: romm }': 'route: { host: romm, exposure: intrenal }' }),
    'apps/games/romm/app.yaml:8:32 error[entry-point-unknown] exposure intrenal is no entry point of the cluster',
  ],
  [
    'a route on a cluster without routing',
    { ...homeWith('', { [routing]: '' }), ...rommWith('', readsItsHost) },
    'apps/games/romm/app.yaml:8:8 error[need-unmet] the cluster meets no route: it has no `routing` that says how one is made',
  ],
  [
    'two main bodies',
    rommWith('helm: { chart: oci://ghcr.io/a/b, version: "1.0.0" }\n'),
    'apps/games/romm/app.yaml:8:1 error[body-conflict] /helm: found workload and helm, expected one main body',
  ],
  [
    'a mistyped field that is passed through',
    rommWith('', { '  ports:': '  container: { workingdir: /app }\n  ports:' }),
    'apps/games/romm/app.yaml:5:16 error[unknown-key] /workload/container/workingdir: found the unknown key "workingdir" in container',
  ],
  [
    'a mistyped key of a database Secret',
    rommWith('database: { postgres: true }\n', {
      '  ports:': '  env: { NAME: { secret: database.postgres, key: dbnam } }\n  ports:',
    }),
    'apps/games/romm/app.yaml:5:50 error[name-unknown] found key: dbnam, but secret database.postgres has no such key',
  ],
  [
    'a key that only a database cluster of its own has',
    rommWith('database: { postgres: { cluster: shared } }\n', {
      '  ports:': '  env: { NAME: { secret: database.postgres, key: jdbc-uri } }\n  ports:',
    }),
    'apps/games/romm/app.yaml:5:50 error[name-unknown] found key: jdbc-uri, but secret database.postgres has no such key',
  ],
  [
    'a key that is not in the list of an own Secret',
    rommWith('secrets: { romm: { keys: [API_KEY] } }\n', {
      '  ports:': '  env:\n    NAME: { secret: romm, key: API_KYE }\n  ports:',
    }),
    'apps/games/romm/app.yaml:6:32 error[name-unknown] found key: API_KYE, but secret romm has no such key',
  ],
  [
    'a key that is not made by the template of an own Secret',
    rommWith('secrets: { romm: { keys: [A], template: { B: "{{ .A }}" } } }\n', {
      '  ports:': '  env:\n    NAME: { secret: romm, key: A }\n  ports:',
    }),
    'apps/games/romm/app.yaml:6:32 error[name-unknown] found key: A, but secret romm has no such key',
  ],
  [
    'a folder of a category that holds files and no app.yaml',
    { 'apps/games/plex/templates/a.yaml': 'kind: X\n' },
    'apps/games/plex:1:1 warning[file-missing] apps/games/plex holds files but no app.yaml, so it is no app',
  ],
  [
    'an image without tag or digest',
    rommWith('', { 'romm:5.2.0': 'romm' }),
    'apps/games/romm/app.yaml:4:10 error[schema-violation] /workload/image: expected an image with its tag or digest such as ghcr.io/owner/name:1.2.3, found "ghcr.io/rommapp/romm"',
  ],
];

describe('one mistake, one line', () => {
  it.each(mistakes)('%s', async (_what, files, line) => {
    expect(await expandedLinesOf(files)).toEqual([line]);
  });

  it('finds nothing in keys that are there, or of Secrets that others make', async () => {
    const env = `  env:
    A: { secret: database.postgres, key: fqdn-uri }
    B: { secret: romm, key: API_KEY }
    C: { secret: another, key: ANYTHING }
    D: { secret: mapped, key: TOKEN }
`;
    const traits =
      'database: { postgres: true }\nsecrets: { romm: { keys: [API_KEY] }, mapped: { keys: { TOKEN: a/b } } }\n';
    expect(await expandedLinesOf(rommWith(traits, { '  ports:': `${env}  ports:` }))).toEqual([]);
  });
});
