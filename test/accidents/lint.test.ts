import { expect, it } from 'vitest';
import { type Files, renderWith } from './repository.ts';

const row = (name: string, source: string, type = 'string', example = 'x'): string =>
  `${name}: { description: A value, type: ${type}, example: "${example}", source: ${source} }\n`;
const app = (env: string, more = ''): Files => ({
  'apps/home/bot/app.yaml': `name: bot
description: A bot
workload:
  image: docker.io/library/busybox:1.37.0
  ports: { http: 8080 }
  probe: { path: / }
  env: ${env}
${more}`,
});
const kustomization = (body: string): Files => ({
  ...app('{ A: b }', 'manifests: [templates/ks.yaml]\nsecrets: { broker: { keys: [PASSWORD] } }\n'),
  'apps/home/bot/templates/ks.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: other, namespace: flux-system }
spec:
  interval: 1h
  path: ./other
  prune: true
  sourceRef: { kind: GitRepository, name: flux-system }
  postBuild:
${body}`,
});

const faults: [what: string, files: Files, expected: string[]][] = [
  [
    'a setting that is missing',
    { ...app('{ A: "${BOT_ROOM}" }'), '+placeholders.yaml': row('BOT_ROOM', 'ConfigMap/cluster-settings') },
    ['apps/home/bot/app.yaml:7:14 error[placeholder-unprovided] Add BOT_ROOM to `settings:`'],
  ],
  [
    'a setting that is spelled differently',
    {
      ...app('{ A: "${BOT_ROOM}" }'),
      '+placeholders.yaml':
        row('BOT_ROOM', 'ConfigMap/cluster-settings') + row('BOT_ROOMS', 'ConfigMap/cluster-settings'),
      '+clusters/home.yaml': 'settings: { BOT_ROOMS: kitchen }\n',
    },
    [
      'apps/home/bot/app.yaml:7:14 error[placeholder-unprovided] Did you mean BOT_ROOMS?',
      'placeholders.yaml:3:1 note[unused-placeholder]',
    ],
  ],
  [
    'a source that nobody makes',
    { ...app('{ A: "${BOT_ROOM}" }'), '+placeholders.yaml': row('BOT_ROOM', 'Secret/bot') },
    ['apps/home/bot/app.yaml:7:14 error[placeholder-unprovided] List bot under `secrets.placeholders`'],
  ],
  [
    'a source that nobody makes, with a default',
    { ...app('{ A: "b-${BOT_ROOM:=hall}" }'), '+placeholders.yaml': row('BOT_ROOM', 'Secret/bot') },
    ['apps/home/bot/app.yaml:7:16 error[placeholder-unprovided] List bot under'],
  ],
  [
    'a key that the Secret lacks',
    {
      ...app('{ A: "${BOT_ROOM}" }', 'secrets: { bot: { keys: [BOT_HALL], substitute: true } }\n'),
      '+placeholders.yaml': row('BOT_ROOM', 'Secret/bot'),
    },
    ['apps/home/bot/app.yaml:7:14 error[placeholder-unprovided] Add BOT_ROOM to its keys'],
  ],
  [
    'a source that Flux never sees',
    { ...app('{ A: "${BOT_ROOM}" }'), '+placeholders.yaml': row('BOT_ROOM', 'File/talos/talenv.yaml') },
    ['apps/home/bot/app.yaml:7:14 error[placeholder-unprovided] Document it with a Secret or ConfigMap'],
  ],
  [
    'what reads a Secret that it makes itself',
    {
      ...app(
        '{ A: b }',
        'secrets: { bot: { keys: [BOT_ROOM], substitute: true, template: { BOT_ROOM: "{{ .BOT_ROOM }}-${BOT_ROOM}" } } }\n',
      ),
      '+placeholders.yaml': row('BOT_ROOM', 'Secret/bot'),
    },
    ['apps/home/bot/app.yaml:8:94 error[substitution-waits] Write the value out here'],
  ],
  [
    'an optional source',
    kustomization('    substituteFrom: [{ kind: ConfigMap, name: site, optional: true }]\n'),
    [
      'apps/home/bot/templates/ks.yaml:10 note[unresolved-reference]',
      'apps/home/bot/templates/ks.yaml:10 error[substitution-optional]',
    ],
  ],
  [
    'a source in another namespace',
    kustomization('    substituteFrom: [{ kind: Secret, name: broker }]\n'),
    ['apps/home/bot/templates/ks.yaml:10 error[unresolved-reference] Secret/home/broker stands in another namespace'],
  ],
  [
    'a variable that is a boolean',
    kustomization('    substitute: { "NO": x }\n'),
    ['apps/home/bot/templates/ks.yaml:10 error[placeholder-name]'],
  ],
  [
    'a placeholder that is a boolean',
    { '+placeholders.yaml': row('ON', 'Secret/cluster-secrets') },
    ['placeholders.yaml:2:1 error[placeholder-name]'],
  ],
  [
    'a setting of the wrong type',
    {
      ...app('{ A: "${BOT_ADDRESS}" }'),
      '+placeholders.yaml': row('BOT_ADDRESS', 'ConfigMap/cluster-settings', 'ipv4', '10.0.0.1'),
      '+clusters/home.yaml': 'settings: { BOT_ADDRESS: nas }\n',
    },
    ['clusters/home.yaml:23:26 error[schema-violation] placeholders.yaml says that BOT_ADDRESS is of type ipv4.'],
  ],
  [
    'a setting with a quote',
    {
      ...app('{ A: "${BOT_ROOM}" }'),
      '+placeholders.yaml': row('BOT_ROOM', 'ConfigMap/cluster-settings'),
      '+clusters/home.yaml': `settings: { BOT_ROOM: "it's" }\n`,
    },
    ['clusters/home.yaml:23:23 error[settings-quote]'],
  ],
  [
    'a setting of a sensitive placeholder',
    {
      ...app('{ A: "${BOT_TOKEN}" }'),
      '+placeholders.yaml': row('BOT_TOKEN', 'Secret/cluster-secrets'),
      '+clusters/home.yaml': 'settings: { BOT_TOKEN: x1 }\n',
    },
    ['clusters/home.yaml:23:24 error[sensitive-value]'],
  ],
  [
    'a setting of another source',
    {
      ...app('{ A: "${BOT_ROOM}" }'),
      '+placeholders.yaml': row('BOT_ROOM', 'ConfigMap/site'),
      '+clusters/home.yaml': '  ConfigMap/flux-system/site: made elsewhere\nsettings: { BOT_ROOM: hall }\n',
    },
    ['clusters/home.yaml:24:13 error[placeholder-source]'],
  ],
  [
    'a setting that nobody documents',
    { '+clusters/home.yaml': 'settings: { SECRET_DOMIAN: hall }\n' },
    ['clusters/home.yaml:23:13 error[undocumented-placeholder] Did you mean SECRET_DOMAIN?'],
  ],
  [
    'a row that nothing uses',
    { '+placeholders.yaml': row('OLD_DOMAIN', 'Secret/cluster-secrets') + row('OLD_*', 'Secret/cluster-secrets') },
    ['placeholders.yaml:2:1 note[unused-placeholder]', 'placeholders.yaml:3:1 note[unused-placeholder]'],
  ],
];

it.each(faults)('says %s, with the cure', async (_what, files, expected) => {
  const { diagnostics } = await renderWith(files);
  const lines = diagnostics.map(
    ({ place, severity, code, hint }) => `${place?.file}:${place?.line}:${place?.column} ${severity}[${code}] ${hint}`,
  );
  expect(lines, lines.join('\n')).toHaveLength(expected.length);
  for (const [index, line] of expected.entries()) {
    const [, file, number, column, rest] = /^(\S+?):(\d+):?(\d*) (.*)$/.exec(line)!;
    expect(lines[index]).toMatch(new RegExp(`^${file}:${number}:${column === '' ? '\\d+' : column} `));
    expect(lines[index]).toContain(rest);
  }
});

it('uses of other clusters and of apps that do not run count', async () => {
  const { diagnostics } = await renderWith({
    '+placeholders.yaml': row('AWAY_ROOM', 'Secret/cluster-secrets') + row('SPARE_ROOM', 'Secret/cluster-secrets'),
    'clusters/away.yaml': 'name: away\ndescription: "${AWAY_ROOM}"\n',
    'clusters/home.yaml': (await import('./repository.ts'))
      .laidOver({})
      ['clusters/home.yaml']!.replace('home: all', 'home: [web]'),
    ...app('{ A: "${SPARE_ROOM}" }'),
  });
  expect(diagnostics).toEqual([]);
});

it('cluster-secrets asks the vault only for what this cluster uses', async () => {
  const { changeSet, diagnostics } = await renderWith({
    '+placeholders.yaml': row('AWAY_ROOM', 'Secret/cluster-secrets'),
    'clusters/away.yaml': 'name: away\ndescription: "${AWAY_ROOM}"\n',
  });
  expect(diagnostics).toEqual([]);
  const file = changeSet?.changes.find(({ path }) => path === 'kubernetes/flux/cluster/secrets/externalsecret.yaml');
  expect(file?.after).toContain('secretKey: SECRET_DOMAIN');
  expect(file?.after).not.toContain('AWAY_ROOM');
});
