import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildKeelson, kubeconform } from './harness/command.ts';
import { copySmall, edit } from './harness/tree.ts';

const binary = await kubeconform();
const keelson = await buildKeelson(binary);
const guide = 'TEMPLATE_GUIDE.md';

describe('keelson placeholders', () => {
  it('prints each with its type, its source and who uses it', async () => {
    const { code, stdout } = await keelson.run(['placeholders'], { cwd: copySmall() });
    expect(code).toBe(0);
    expect(stdout.split('\n')[0]).toMatch(/^name +type +read from +used by$/u);
    expect(stdout).toMatch(/^SECRET_DOMAIN +fqdn +Secret\/cluster-secrets +\S/mu);
    expect(stdout).toContain('2 placeholders of home: 0 not documented');
  });

  it('prints json on demand', async () => {
    const { stdout } = await keelson.run(['placeholders', '--reporter', 'json'], { cwd: copySmall() });
    const found = JSON.parse(stdout) as { version: number; clusters: string[]; placeholders: { name: string }[] };
    expect([found.version, found.clusters]).toEqual([1, ['home']]);
    expect(found.placeholders.map(({ name }) => name)).toEqual(['SECRET_DOMAIN', 'NFS_STORAGE_HOST']);
  });

  it('lists a name that is not documented, and says so in the exit code', async () => {
    const root = copySmall();
    appendFileSync(join(root, 'apps/games/romm/app.yaml'), 'vars: { site: "${SECRET_DOMIAN}" }\n');
    const { code, stdout } = await keelson.run(['placeholders'], { cwd: root });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^SECRET_DOMIAN +- +NOT DOCUMENTED +games\/romm$/mu);
  });

  it('writes the guide, once, and not over a file of somebody else', async () => {
    const root = copySmall();
    const write = () => keelson.run(['placeholders', '--write'], { cwd: root });
    expect((await write()).stdout).toBe(`created ${guide}\n`);
    expect((await write()).stdout).toBe(`unchanged ${guide}\n`);
    writeFileSync(join(root, guide), '# Mine\n');
    const refused = await write();
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('was not written by Keelson')]);
    expect(readFileSync(join(root, guide), 'utf8')).toBe('# Mine\n');
  });

  it.skipIf(binary === undefined)(
    'render keeps the guide in step once it is there, check says when it is not',
    async () => {
      const root = copySmall();
      await keelson.run(['render'], { cwd: root });
      expect(existsSync(join(root, guide))).toBe(false);
      await keelson.run(['placeholders', '--write'], { cwd: root });
      edit(root, 'placeholders.yaml', 'Address of the NAS', 'Where the NAS is');
      const drifted = await keelson.run(['check'], { cwd: root });
      expect([drifted.code, drifted.stdout]).toEqual([1, expect.stringContaining(`configured ${guide}`)]);
      await keelson.run(['render'], { cwd: root });
      expect(readFileSync(join(root, guide), 'utf8')).toContain('Where the NAS is');
      expect((await keelson.run(['check'], { cwd: root })).code).toBe(0);
    },
  );
});
