import { describe, expect, it } from 'vitest';
import { expandedLinesOf, type Files, homeWith, rommWith, soundFiles } from './repository.ts';

const readsItsHost = { '  ports:': '  env: { URL: "<% route.url %>" }\n  ports:' };
const routing = soundFiles['clusters/home.yaml']!.replace(/^[^]*?(routing:[^]*?)storage:[^]*$/u, '$1');

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
];

describe('one mistake, one line', () => {
  it.each(mistakes)('%s', async (_what, files, line) => {
    expect(await expandedLinesOf(files)).toEqual([line]);
  });
});
