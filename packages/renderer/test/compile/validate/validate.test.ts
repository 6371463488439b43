import { describe, expect, it } from 'vitest';
import { load } from '../../../src/compile/load/load.ts';
import { validate } from '../../../src/compile/validate/validate.ts';
import { type Files, frontOfFiles, homeWith, rommWith, soundFiles, writeRepository } from '../repository.ts';

/** One fault a row: what is wrong, the files, the exact place and code, and a word of the message. */
const faults: [string, Files, string, string][] = [
  [
    'a wrong type',
    rommWith('storage: { data: { size: 20 gigs } }\n'),
    'apps/games/romm/app.yaml:8:26 error[schema-violation]',
    '"20 gigs"',
  ],
  ['an unknown key', rommWith('', { 'image:': 'imgae:' }), 'apps/games/romm/app.yaml:4:3 error[unknown-key]', 'imgae'],
  [
    'no description',
    rommWith('', { 'description: Manager of ROM collections\n': '' }),
    'apps/games/romm/app.yaml:1:1 error[missing-key]',
    'description',
  ],
  [
    'another name than the folder',
    rommWith('', { 'name: romm': 'name: room' }),
    'apps/games/romm/app.yaml:1:7 error[name-differs]',
    'expected romm',
  ],
  [
    'a category named otherwise',
    { 'apps/games/category.yaml': 'name: gamez\ndescription: Games\n' },
    'apps/games/category.yaml:1:7 error[name-differs]',
    'expected games',
  ],
  [
    'a cluster named otherwise',
    homeWith('', { 'name: home': 'name: house' }),
    'clusters/home.yaml:1:7 error[name-differs]',
    'expected home',
  ],
  [
    'a reserved name',
    { 'apps/games/tier-x/app.yaml': 'name: tier-x\ndescription: d\nmanifests: [templates/a.yaml]\n' },
    'apps/games/tier-x/app.yaml:1:7 error[name-differs]',
    'tier-',
  ],
  [
    'a fault in an app that does not run',
    { 'apps/games/plex/app.yaml': 'name: plex\ndescription: d\nimage: x\n' },
    'apps/games/plex/app.yaml:3:1 error[unknown-key]',
    'image',
  ],
  [
    'an example of another type',
    {
      'placeholders.yaml': `${soundFiles['placeholders.yaml']}BAD: { description: d, type: port, example: http, source: Secret/x }\n`,
    },
    'placeholders.yaml:3:45 error[schema-violation]',
    'port',
  ],
  [
    'a section that is not built',
    homeWith('backup: { by: volsync, target: x, targets: { x: { path: /x, secret: s } } }\n'),
    'clusters/home.yaml:18:1 error[not-built]',
    'backup',
  ],
  [
    'a trait that is not built',
    rommWith('backup: daily\nstorage: { data: { size: 1Gi } }\n'),
    'apps/games/romm/app.yaml:8:1 error[not-built]',
    'the trait backup',
  ],
  [
    'a default that is not built',
    homeWith('defaults: { backup: daily }\n'),
    'clusters/home.yaml:18:13 error[not-built]',
    'the trait backup',
  ],
];

describe('validate', () => {
  it('finds nothing wrong with a sound repository', async () => {
    expect((await frontOfFiles({})).lines).toEqual([]);
  });

  it.each(faults)('reports %s at its place, and nothing else', async (_what, files, place, word) => {
    const { lines } = await frontOfFiles(files);
    expect(lines.filter((line) => !line.includes(' note['))).toHaveLength(1);
    expect(lines[0]).toContain(`${place} `);
    expect(lines[0]).toContain(word);
  });

  it('does not ask of apps that nobody runs whether they are built', async () => {
    const app = 'name: plex\ndescription: d\nmanifests: [templates/a.yaml]\nbackup: daily\n';
    expect((await frontOfFiles({ 'apps/games/plex/app.yaml': app })).lines).toEqual([]);
  });

  it('reports every file at once, and leaves what is wrong out of the rest', async () => {
    const root = writeRepository({
      ...rommWith('bad: 1\n'),
      'apps/games/category.yaml': 'name: games\ndescription: Games\nbad: 1\n',
      'apps/arcade/category.yaml': 'name: arcade\ndescription: d\n',
      'apps/arcade/doom/app.yaml': 'name: doom\ndescription: d\nbad: 1\n',
      'apps/arcade/quake/app.yaml': 'name: quake\ndescription: d\nmanifests: [templates/a.yaml]\n',
    });
    const { items, diagnostics } = validate((await load({ root, cluster: 'home' })).items);
    expect(diagnostics.map(({ origin }) => origin?.file)).toEqual([
      'apps/arcade/doom/app.yaml',
      'apps/games/romm/app.yaml',
      'apps/games/category.yaml',
    ]);
    expect(items.categories.map(({ name, apps }) => [name, apps.map(({ folder }) => folder)])).toEqual([
      ['arcade', ['quake']],
    ]);
    expect([...items.faulty].sort()).toEqual(['arcade/doom', 'games', 'games/romm']);
  });

  it('has no follow-up when the cluster or the placeholders cannot be read', async () => {
    const env = rommWith('', { '  ports:': '  env: { A: "${UNKNOWN}" }\n  ports:' });
    const { lines } = await frontOfFiles({ ...env, 'placeholders.yaml': 'X: [\n' });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('placeholders.yaml:');
    const wrongCluster = await frontOfFiles({ ...env, ...homeWith('nonsense: 1\n') });
    expect(wrongCluster.lines).toHaveLength(1);
    expect(wrongCluster.lines[0]).toContain('clusters/home.yaml:18:1 error[unknown-key]');
  });
});
