import { expect, it } from 'vitest';
import { guideHeader, templateGuide } from '../../src/guide/guide.ts';
import { placeholderRows } from '../../src/guide/rows.ts';
import type { Placeholder } from '../../src/model/placeholder.ts';
import type { ClusterPlaceholders } from '../../src/model/placeholder-uses.ts';

const row = (name: string, source: Placeholder['source']): Placeholder => ({
  name,
  description: `About ${name} | more`,
  type: 'string',
  example: 'x',
  source,
  origin: { file: 'placeholders.yaml', pointer: `/${name}` },
});
const table = [
  row('DOMAIN', { kind: 'Secret', name: 'cluster-secrets' }),
  row('PLANE_*', { kind: 'Secret', name: 'plane' }),
  row('PLANE_REGION', { kind: 'ConfigMap', name: 'cluster-settings' }),
];
const cluster = (name: string, uses: Record<string, string[]>): ClusterPlaceholders => ({
  cluster: name,
  table,
  uses: new Map(Object.entries(uses)),
});

it('counts a name for the row that documents it, over all clusters', () => {
  const rows = placeholderRows([
    cluster('away', { DOMAIN: ['a/b'] }),
    cluster('home', { PLANE_KEY: ['c/plane'], PLANE_REGION: ['c/plane'], DOMIAN: ['x/y'] }),
  ]);
  expect(rows.map(({ name, documented, members, users }) => ({ name, documented, members, users }))).toEqual([
    { name: 'DOMAIN', documented: true, members: [], users: [{ cluster: 'away', apps: ['a/b'] }] },
    { name: 'PLANE_*', documented: true, members: ['PLANE_KEY'], users: [{ cluster: 'home', apps: ['c/plane'] }] },
    { name: 'PLANE_REGION', documented: true, members: [], users: [{ cluster: 'home', apps: ['c/plane'] }] },
    { name: 'DOMIAN', documented: false, members: [], users: [{ cluster: 'home', apps: ['x/y'] }] },
  ]);
});

it('writes a table that a cell cannot break', () => {
  const text = templateGuide(placeholderRows([cluster('home', { DOMAIN: ['a/b'] })]), ['home']);
  expect(text.startsWith(`${guideHeader}\n`)).toBe(true);
  expect(text).toContain(
    '| `DOMAIN` | About DOMAIN \\| more | string | `x` | `Secret/cluster-secrets` | a/b |\n| `PLANE_*` |',
  );
  expect(text).toContain('| nothing |');
});
