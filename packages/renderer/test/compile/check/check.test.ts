import { describe, expect, it } from 'vitest';
import { type Files, frontOfFiles, homeWith, rommWith } from '../repository.ts';

const env = (text: string): Files => rommWith('', { '  ports:': `  env: ${text}\n  ports:` });

const faults: [string, Files, string, string][] = [
  [
    'an undocumented placeholder',
    env('{ A: "https://${SECRET_DOMIAN}/x" }'),
    'apps/games/romm/app.yaml:5:22 error[undocumented-placeholder]',
    'SECRET_DOMIAN',
  ],
  [
    'one after an expression',
    env('{ A: "<% route.host %> ${NOPE}" }'),
    'apps/games/romm/app.yaml:5:31 error[undocumented-placeholder]',
    'NOPE',
  ],
  [
    'one in a manifest',
    {
      ...rommWith('manifests: [templates/a.yaml]\n'),
      'apps/games/romm/templates/a.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\ndata:\n  # a comment ${IGNORED}\n  a: ${NOPE}\n',
    },
    'apps/games/romm/templates/a.yaml:6:6 error[undocumented-placeholder]',
    'NOPE',
  ],
  [
    'a name that is not there',
    env('{ A: <% rout.host %> }'),
    'apps/games/romm/app.yaml:5:16 error[template-undefined]',
    'rout',
  ],
  [
    'one in a template',
    {
      ...rommWith('manifests: [templates/a.yaml]\n'),
      'apps/games/romm/templates/a.yaml': 'a: 1\nb: <% vars.nope %>\n',
    },
    'apps/games/romm/templates/a.yaml:2:12 error[template-undefined]',
    'nope',
  ],
  [
    'a template that renders to broken YAML',
    {
      ...rommWith('manifests: [templates/a.yaml]\n'),
      'apps/games/romm/templates/a.yaml': '<%% if true %%>\na: [\n<%% endif %%>\n',
    },
    'apps/games/romm/templates/a.yaml:',
    'yaml-syntax',
  ],
  [
    'a manifest that is not there',
    { ...rommWith('manifests: [templates/isuer.yaml]\n'), 'apps/games/romm/templates/issuer.yaml': 'a: 1\n' },
    'apps/games/romm/app.yaml:8:13 error[file-missing]',
    'templates/isuer.yaml does not exist',
  ],
  [
    'a file of storage that is not there',
    rommWith('storage: { c: { files: [a.yml], mount: /c } }\n'),
    'apps/games/romm/app.yaml:8:25 error[file-missing]',
    'files/a.yml',
  ],
  [
    'a type that an expression gives wrong',
    rommWith('storage: { data: { size: <% app.name %> } }\n'),
    'apps/games/romm/app.yaml:8:26 error[schema-violation]',
    'romm',
  ],
  [
    'a placeholder of the wrong type',
    rommWith('storage: { data: { size: "${SECRET_DOMAIN}" } }\n'),
    'apps/games/romm/app.yaml:8:26 error[schema-violation]',
    'example.com',
  ],
  [
    'a key that no layer gives',
    { 'apps/games/romm/app.yaml': 'name: romm\ndescription: d\nhelm: { chart: oci://x/y }\n' },
    'apps/games/romm/app.yaml:3:7 error[missing-key]',
    'version',
  ],
  [
    'nothing to render',
    { 'apps/games/romm/app.yaml': 'name: romm\ndescription: d\n' },
    'apps/games/romm/app.yaml:1:1 error[body-conflict]',
    'something to render',
  ],
  [
    'a schedule of a deployment',
    rommWith('', { '  ports:': '  schedule: "0 1 * * *"\n  ports:' }),
    'apps/games/romm/app.yaml:5:3 error[trait-unfit]',
    'schedule',
  ],
  [
    'a mount that nothing mounts',
    {
      'apps/games/romm/app.yaml':
        'name: romm\ndescription: d\nhelm: { chart: oci://x/y, version: 1.0.0 }\nstorage: { data: { size: 1Gi, mount: /d } }\n',
    },
    'apps/games/romm/app.yaml:4:31 error[trait-unfit]',
    'no workload',
  ],
  [
    'a monitor of what cannot be asked',
    {
      ...homeWith('monitoring: { uptime: gatus }\n'),
      'apps/games/romm/app.yaml':
        'name: romm\ndescription: d\nhelm: { chart: oci://x/y, version: 1.0.0 }\nmonitor: true\n',
    },
    'apps/games/romm/app.yaml:4:1 error[trait-unfit]',
    'monitor',
  ],
];

describe('check', () => {
  it.each(faults)('reports %s at its place, and nothing else', async (_what, files, place, word) => {
    const { lines } = await frontOfFiles(files);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(place);
    expect(lines[0]).toContain(word);
  });

  it.each(['${SECRET DOMAIN}', '${}', '${SECRET_DOMAIN', '${1X}', '${a.b}', '${X-d}', '${X?d}', '${X:}'])(
    'refuses %s, which is no placeholder',
    async (text) => {
      const { lines } = await frontOfFiles(env(`{ A: 'x ${text}' }`));
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain('apps/games/romm/app.yaml:5:16 error[placeholder-syntax]');
    },
  );

  it('suggests the placeholder that was meant', async () => {
    const { diagnostics } = await frontOfFiles(env('{ A: "${SECRET_DOMIAN}" }'));
    expect(diagnostics[0]?.hint).toContain('Did you mean SECRET_DOMAIN?');
  });

  it('takes a whole placeholder of a number where a number is wanted, and of text where text is', async () => {
    const { lines, apps } = await frontOfFiles({
      ...rommWith('', { 'http: 8080': 'http: "${HTTP_PORT}"', '  ports:': '  args: ["${HTTP_PORT}"]\n  ports:' }),
    });
    expect(lines).toEqual([]);
    expect(apps[0]?.definition.workload?.ports).toEqual({ http: '${HTTP_PORT}' });
  });

  it.each([
    ['a literal', '{ A: "$${NOT_A_PLACEHOLDER}" }'],
    ['a shell variable', '{ A: "$HOME" }'],
    ['a default', '{ A: "${HTTP_PORT:=80}" }'],
    ['a length and a slice', '{ A: "${#SECRET_DOMAIN} ${SECRET_DOMAIN:0:3}" }'],
    ['a replacement', '{ A: "${SECRET_DOMAIN//./-}" }'],
  ])('takes %s', async (_what, text) => {
    expect((await frontOfFiles(env(text))).lines).toEqual([]);
  });

  it('says nothing of placeholders in files that are carried byte for byte', async () => {
    const files = {
      ...rommWith('storage: { c: { files: [a.sh], mount: /c } }\n'),
      'apps/games/romm/files/a.sh': 'echo ${HOME}\n',
    };
    expect((await frontOfFiles(files)).lines).toEqual([]);
  });

  it('takes what is read of another app for a value of its kind', async () => {
    expect((await frontOfFiles(env('{ A: <% apps.other.url %> }'))).lines).toEqual([]);
  });

  it('reports the faults of all apps at once', async () => {
    const bad = (name: string): string =>
      `name: ${name}\ndescription: d\nworkload: { image: x/y:1.0.0, env: { A: "\${NOPE}" } }\n`;
    const { lines } = await frontOfFiles({
      ...homeWith('', { '[romm]': 'all' }),
      'apps/games/a/app.yaml': bad('a'),
      'apps/games/b/app.yaml': bad('b'),
    });
    expect(lines).toHaveLength(2);
  });
});
