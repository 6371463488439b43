import { describe, expect, it } from 'vitest';
import { type Files, frontOfFiles, homeWith, rommWith, soundFiles } from '../repository.ts';

const app = (name: string, more = ''): string =>
  `name: ${name}\ndescription: d\nworkload: { image: x/y:1.0.0, ports: { http: 80 } }\n${more}`;
const tiers = (text: string): Files => homeWith('', { '  - apps: { games: [romm] }\n': text });
const plex = { 'apps/games/plex/app.yaml': app('plex') };
const media = { 'apps/media/category.yaml': 'name: media\ndescription: d\n' };

const faults: [string, Files, string, string][] = [
  [
    'an app the catalogue does not have',
    tiers('  - apps: { games: [room] }\n'),
    'clusters/home.yaml:8:21 error[cluster-unknown]',
    'has no app room',
  ],
  [
    'a category the catalogue does not have',
    tiers('  - apps: { gamez: all }\n'),
    'clusters/home.yaml:8:13 error[cluster-unknown]',
    'no category gamez',
  ],
  [
    'an app named twice',
    tiers('  - a: { games: [romm] }\n  - b: { games: [romm] }\n'),
    'clusters/home.yaml:9:18 error[app-twice]',
    'games/romm is named twice',
  ],
  [
    'a category taken twice',
    tiers('  - a: { games: all }\n  - b: { games: all }\n'),
    'clusters/home.yaml:9:17 error[app-twice]',
    'games/romm is named twice',
  ],
  [
    'a tier listed twice',
    tiers('  - a: { games: all }\n  - a: {}\n'),
    'clusters/home.yaml:9:5 error[app-twice]',
    'tier a',
  ],
  [
    'an override of nothing',
    homeWith('overrides: { games/room: { enabled: true } }\n'),
    'clusters/home.yaml:18:14 error[cluster-unknown]',
    'no app games/room',
  ],
  [
    'two apps of one name',
    { ...tiers('  - a: { games: all, media: all }\n'), ...media, 'apps/media/romm/app.yaml': app('romm') },
    'apps/media/romm/app.yaml:1:7 error[app-twice]',
    'two apps that run are named romm',
  ],
  [
    'a namespace nobody declares',
    rommWith('namespace: gamez\n'),
    'apps/games/romm/app.yaml:8:12 error[namespace-undeclared]',
    'namespace gamez',
  ],
  [
    'a namespace declared differently',
    {
      ...tiers('  - a: { games: all, media: all }\n'),
      'apps/games/category.yaml': 'name: games\ndescription: d\nnamespaces: { x: { podSecurity: baseline } }\n',
      'apps/media/category.yaml': 'name: media\ndescription: d\nnamespaces: { x: {} }\n',
      'apps/media/plex/app.yaml': app('plex'),
    },
    'apps/media/category.yaml:3:18 error[namespace-conflict]',
    'namespace x',
  ],
  [
    'an undocumented placeholder of the cluster',
    homeWith('', { '10.0.0.21': '"${SECRET_DOMIAN}"' }),
    'clusters/home.yaml:13:91 error[undocumented-placeholder]',
    'SECRET_DOMIAN',
  ],
  [
    'an undocumented setting',
    homeWith('settings: { NFS_HOST: nas }\n'),
    'clusters/home.yaml:18:13 error[undocumented-placeholder]',
    'NFS_HOST',
  ],
];

describe('mergeCluster', () => {
  it.each(faults)('reports %s at its place', async (_what, files, place, word) => {
    const { lines } = await frontOfFiles(files);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`${place} `);
    expect(lines[0]).toContain(word);
  });

  it('suggests the name that was meant', async () => {
    const { diagnostics } = await frontOfFiles(tiers('  - apps: { games: [rom] }\n'));
    expect(diagnostics[0]?.hint).toBe('Did you mean romm?');
  });

  it('selects in order: lists by name, `all` what no list names', async () => {
    const { cluster } = await frontOfFiles({
      ...tiers('  - first: { games: [plex] }\n  - empty: {}\n  - second: { games: all }\n'),
      ...plex,
      'apps/games/doom/app.yaml': app('doom'),
    });
    expect(cluster.tiers).toEqual([
      { name: 'first', apps: ['games/plex'] },
      { name: 'empty', apps: [] },
      { name: 'second', apps: ['games/doom', 'games/romm'] },
    ]);
    expect(cluster.selected.get('games/romm')).toEqual({ id: 'games/romm', category: 'games', name: 'romm', tier: 2 });
  });

  it("falls back to the app's own tier under `all` only", async () => {
    const own = {
      'apps/games/plex/app.yaml': app('plex', 'tier: late\n'),
      'apps/games/doom/app.yaml': app('doom', 'tier: elsewhere\n'),
    };
    const all = await frontOfFiles({ ...tiers('  - early: { games: all }\n  - late: {}\n'), ...own });
    expect(all.cluster.tiers.map(({ apps }) => apps)).toEqual([['games/doom', 'games/romm'], ['games/plex']]);
    const listed = await frontOfFiles({ ...tiers('  - early: { games: [plex] }\n  - late: {}\n'), ...own });
    expect(listed.cluster.tiers.map(({ apps }) => apps)).toEqual([['games/plex'], []]);
  });

  it.each([
    ['its own file', plex, 'enabled: false\n', ''],
    ['an override', plex, '', 'overrides: { games/plex: { enabled: false } }\n'],
    ['the category', plex, '', 'overrides: { games: { defaults: { enabled: false } } }\n'],
  ])('does not run what %s switches off', async (_who, _files, own, more) => {
    const { cluster, merged } = await frontOfFiles({
      ...homeWith(more, { '[romm]': 'all' }),
      ...rommWith('enabled: true\n'),
      'apps/games/plex/app.yaml': app('plex', own),
    });
    expect([...cluster.selected.keys()]).toEqual(['games/romm']);
    expect(merged.map(({ id }) => id)).toEqual(['games/romm']);
  });

  it('puts an app into the namespace and area that the last layer says', async () => {
    const place = async (files: Files) => {
      const { merged, lines } = await frontOfFiles(files);
      expect(lines).toEqual([]);
      return [merged[0]?.namespace, merged[0]?.area];
    };
    const category = (more: string): Files => ({
      'apps/games/category.yaml': `${soundFiles['apps/games/category.yaml']}${more}`,
    });
    expect(await place({})).toEqual(['games', 'games']);
    expect(await place(category('namespace: play\narea: fun\n'))).toEqual(['play', 'fun']);
    expect(await place({ ...category('namespaces: { x: {} }\n'), ...rommWith('namespace: x\n') })).toEqual([
      'x',
      'games',
    ]);
    const override =
      'overrides: { games: { namespace: a, namespaces: { b: {} } }, games/romm: { namespace: b, area: c } }\n';
    expect(await place(homeWith(override))).toEqual(['b', 'c']);
  });

  it('lists the namespaces of a category, its own first, described by whoever describes them', async () => {
    const { cluster } = await frontOfFiles({
      ...tiers('  - a: { games: all, media: all }\n'),
      'apps/games/category.yaml':
        'name: games\ndescription: d\nnamespaces: { media: { podSecurity: privileged }, kube-system: { external: true } }\n',
      ...media,
      'apps/media/plex/app.yaml': app('plex'),
    });
    const short = (category: string) =>
      cluster.namespaces
        .get(category)
        ?.map(({ name, podSecurity, podSecurityWritten, external }) => [
          name,
          podSecurity,
          podSecurityWritten,
          external,
        ]);
    expect(short('games')).toEqual([
      ['games', 'auto', false, false],
      ['kube-system', 'auto', false, true],
      ['media', 'privileged', true, false],
    ]);
    expect(short('media')).toEqual([['media', 'privileged', true, false]]);
  });

  it('merges what a cluster extends, and takes both files for layers', async () => {
    const { cluster, merged } = await frontOfFiles({
      ...homeWith('extends: global.yaml\ndefaults: { labels: { b: own } }\n', { 'timezone: Europe/Amsterdam\n': '' }),
      'clusters/global.yaml':
        'timezone: UTC\npodCidr: 10.42.0.0/16\ndefaults: { labels: { a: base, b: base } }\noverrides: { games/romm: { labels: { c: base } } }\n',
    });
    expect(cluster.definition.timezone).toBe('UTC');
    expect(cluster.origins.get('/timezone')).toEqual({
      layer: 'extends',
      file: 'clusters/global.yaml',
      pointer: '/timezone',
    });
    expect(merged[0]?.definition.labels).toEqual({ a: 'base', b: 'own', c: 'base' });
    expect(merged[0]?.origins.get('/labels/a')?.layer).toBe('extends');
    expect(merged[0]?.origins.get('/labels/c')?.layer).toBe('overrides');
  });

  it('reads the table of placeholders', async () => {
    const { cluster } = await frontOfFiles({});
    expect(cluster.placeholders[1]).toEqual({
      name: 'HTTP_PORT',
      description: 'Port',
      type: 'port',
      example: '8080',
      source: { kind: 'ConfigMap', name: 'cluster-settings' },
      origin: { file: 'placeholders.yaml', pointer: '/HTTP_PORT', key: true },
    });
  });
});

describe('needs the cluster does not meet', () => {
  it('switches off with a note what the app asks for, silently what comes by default', async () => {
    const asked = await frontOfFiles(rommWith('tile: { icon: romm }\nmonitor: true\nmetrics: { port: http }\n'));
    expect(asked.lines.map((line) => line.slice(0, line.indexOf(']') + 1))).toEqual([
      'apps/games/romm/app.yaml:9:1 note[need-unmet]',
      'apps/games/romm/app.yaml:8:1 note[need-unmet]',
      'apps/games/romm/app.yaml:10:1 note[need-unmet]',
    ]);
    const byDefault = await frontOfFiles(
      homeWith('defaults: { tile: true, monitor: true, route: { auth: forward } }\n'),
    );
    expect(byDefault.lines).toEqual([]);
    expect(byDefault.merged[0]?.definition).not.toHaveProperty('tile');
    expect(byDefault.merged[0]?.definition.route).toEqual({ auth: 'none', host: 'romm' });
  });

  it.each([
    ['auth: { oidc: local, forward: none }\n', 'oidc', 'local'],
    ['auth: { oidc: "https://auth.example.com/" }\n', 'oidc', 'oidc'],
    ['auth: { oidc: local, forward: none }\n', 'forward', 'none'],
    ['', 'forward', 'none'],
    ['', 'local', 'local'],
  ])('with `%s` the wish %s becomes %s', async (section, wish, expected) => {
    const files = { ...homeWith(section), ...rommWith('', { 'host: romm': `host: romm, auth: ${wish}` }) };
    const { merged } = await frontOfFiles(files);
    expect(merged[0]?.definition.route).toMatchObject({ auth: expected });
  });

  it('keeps the dashboards of metrics where only scraping is unmet', async () => {
    const files = {
      ...homeWith('monitoring: { metrics: false, dashboards: sidecar }\n'),
      ...rommWith('metrics: { port: http, dashboards: [files/a.json] }\n'),
      'apps/games/romm/files/a.json': '{}',
    };
    expect((await frontOfFiles(files)).merged[0]?.definition.metrics).toEqual({ dashboards: ['files/a.json'] });
  });
});
