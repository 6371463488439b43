import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { buildKeelson, kubeconform, type Outcome, type RunOptions, repository } from './harness/command.ts';
import { copySmall, edit, write } from './harness/tree.ts';

const binary = await kubeconform();
const keelson = await buildKeelson(binary);
const romm = 'apps/games/romm/app.yaml';
const route = 'kubernetes/apps/games/romm/app/httproute.yaml';

const schema = JSON.parse(readFileSync(join(repository, 'schemas/report.schema.json'), 'utf8')) as object;
const isReport = new Ajv({ allErrors: true, strict: true }).compile(schema);

const faulty = (): string => {
  const root = copySmall();
  edit(root, romm, 'size: 20Gi', 'size: 20 gigs');
  edit(root, 'apps/media/jellyfin/app.yaml', '  ports: {', '  prots: {');
  return root;
};

const drifted = async (): Promise<string> => {
  const root = copySmall();
  expect((await keelson.run(['render'], { cwd: root })).code).toBe(0);
  edit(root, romm, 'host: romm', 'host: games');
  edit(root, 'clusters/home.yaml', '[reloader, issuers]', '[reloader]');
  write(root, 'kubernetes/apps/notes.md', 'mine');
  return root;
};

const reported = async (
  root: string,
  reporter: string,
  command = 'check',
  options: RunOptions = {},
): Promise<Outcome> => keelson.run([command, '--reporter', reporter], { cwd: root, ...options });

describe('json', () => {
  it.each<[string, () => Promise<string> | string, string, number]>([
    ['of a clean render', copySmall, 'render', 0],
    ['of findings', faulty, 'render', 1],
    ['of drift', drifted, 'check', 1],
  ])('%s is what its schema says', async (_name, make, command, code) => {
    const outcome = await reported(await make(), 'json', command);
    expect(outcome.code).toBe(code);
    const report = JSON.parse(outcome.stdout) as unknown;
    expect(isReport(report), JSON.stringify(isReport.errors)).toBe(true);
  });

  it('the schema refuses what is not a report', () => {
    const cluster = { cluster: 'home', diagnostics: [], foreign: [], notices: [] };
    expect(isReport({ version: 1, keelson: '1.0.0', command: 'render', clusters: [cluster] })).toBe(true);
    expect(isReport({ version: 2, keelson: '1.0.0', command: 'render', clusters: [cluster] })).toBe(false);
    expect(isReport({ version: 1, keelson: '1.0.0', command: 'render', clusters: [{ ...cluster, x: 1 }] })).toBe(false);
    const finding = { code: 'x', severity: 'fatal', message: 'y' };
    expect(
      isReport({ version: 1, keelson: '1', command: 'x', clusters: [{ ...cluster, diagnostics: [finding] }] }),
    ).toBe(false);
  });

  it('every property of the schema has a description', () => {
    const bare: string[] = [];
    const walk = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      for (const [key, value] of Object.entries(node)) {
        if (key === 'properties')
          for (const [name, property] of Object.entries(value as Record<string, Record<string, unknown>>)) {
            const { $ref, description } = property;
            if ($ref === undefined && description === undefined) bare.push(`${path}/${name}`);
          }
        walk(value, `${path}/${key}`);
      }
    };
    walk(schema, '');
    expect(bare).toEqual([]);
  });

  it('says what drifted and where, and names places', async () => {
    const { stdout } = await reported(await drifted(), 'json');
    const { clusters } = JSON.parse(stdout) as { clusters: { changes: { path: string }[]; foreign: string[] }[] };
    expect(clusters[0]!.foreign).toEqual(['kubernetes/apps/notes.md']);
    expect(clusters[0]!.changes.find(({ path }) => path === route)).toEqual({
      path: route,
      change: 'configured',
      difference: { line: 14, before: `    - romm.\${SECRET_DOMAIN}`, after: `    - games.\${SECRET_DOMAIN}` },
    });
    const found = JSON.parse((await reported(faulty(), 'json')).stdout) as { clusters: { diagnostics: object[] }[] };
    expect(found.clusters[0]!.diagnostics[0]).toEqual({
      code: 'schema-violation',
      severity: 'error',
      message: '/storage/data/size: expected a quantity such as 20Gi, found "20 gigs"',
      place: { file: romm, line: 13, column: 17 },
    });
  });
});

describe('human', () => {
  it('check prints what drifted and why', async () => {
    const { code, stdout } = await reported(await drifted(), 'human');
    expect(code).toBe(1);
    expect(stdout).toContain(
      `configured ${route}:14\n  -     - romm.\${SECRET_DOMAIN}\n  +     - games.\${SECRET_DOMAIN}\n`,
    );
    expect(stdout).toContain('\ndeleted    kubernetes/apps/infrastructure/issuers/ks.yaml\n');
    expect(stdout).toContain('\n1 file in the tree not written by Keelson: kubernetes/apps/notes.md\n');
    expect(stdout).toMatch(
      /\nhome: drifted: 4 apps, \d+ objects in \d+ files \(\d+ configured, \d+ deleted, \d+ unchanged\); /,
    );
    const after = await keelson.run(['check'], { cwd: copySmall() });
    expect([after.code, after.stdout.split('\n')[0]]).toEqual([
      1,
      'created    kubernetes/apps/games/kustomization.yaml',
    ]);
  });

  it('check of an up-to-date tree ends with 0 and validates every object again', async () => {
    const root = copySmall();
    await keelson.run(['render'], { cwd: root });
    const { code, stdout } = await reported(root, 'human');
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(
        /^(?:kubeconform could not.*\n)?home: up to date: 5 apps, 42 objects in 41 files \(41 unchanged\); 42 validated by /,
      ),
    ]);
  });

  it.each<[string, Record<string, string>, boolean]>([
    ['no terminal', {}, false],
    ['FORCE_COLOR=1', { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, false],
    ['NO_COLOR=1, FORCE_COLOR=1', { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  ])('is coloured or not: %s', async (_name, env, isColoured) => {
    const { stdout } = await reported(faulty(), 'human', 'render', { env });
    expect(stdout.includes('\u001b[31merror[schema-violation]\u001b[0m')).toBe(isColoured);
    expect(stdout.includes('\u001b')).toBe(isColoured);
  });
});

describe('github', () => {
  it('annotates lines, with everything escaped, and is the default in GitHub Actions', async () => {
    const { code, stdout } = await keelson.run(['render'], { cwd: faulty(), env: { GITHUB_ACTIONS: 'true' } });
    expect(code).toBe(1);
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      `::error file=${romm},line=13,col=17,title=schema-violation::/storage/data/size: expected a quantity such as 20Gi, found "20 gigs"`,
      '::error file=apps/media/jellyfin/app.yaml,line=5,col=3,title=unknown-key::/workload/prots: found the unknown key "prots" in workload%0ADid you mean ports?',
    ]);
    expect(stdout).toContain(`\n${romm}:13:17 error[schema-violation] `);
    const chosen = await reported(faulty(), 'human', 'render', { env: { GITHUB_ACTIONS: 'true' } });
    expect(chosen.stdout).not.toContain('::error');
  });

  it('check annotates each file that drifted', async () => {
    const { stdout } = await reported(await drifted(), 'github');
    expect(stdout).toContain(
      `::error file=${route},title=drift::${route} would be configured: run \`pnpm render\` and commit the tree\n`,
    );
  });
});

describe('sarif', () => {
  it('is SARIF 2.1.0: each result names a rule that is described', async () => {
    const { stdout } = await reported(faulty(), 'sarif', 'render');
    const log = JSON.parse(stdout) as {
      version: string;
      runs: {
        tool: { driver: { name: string; rules: { id: string; shortDescription: { text: string } }[] } };
        results: { ruleId: string; level: string; locations: unknown[] }[];
      }[];
    };
    expect(log.version).toBe('2.1.0');
    const [run] = log.runs;
    expect(run!.tool.driver.rules.map(({ id }) => id)).toEqual(['schema-violation', 'unknown-key']);
    expect(run!.tool.driver.rules.every(({ shortDescription }) => shortDescription.text.length > 20)).toBe(true);
    expect(run!.results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ['schema-violation', 'error'],
      ['unknown-key', 'error'],
    ]);
    expect(run!.results[0]!.locations).toEqual([
      { physicalLocation: { artifactLocation: { uri: romm }, region: { startLine: 13, startColumn: 17 } } },
    ]);
  });
});
