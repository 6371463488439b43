/** The exported types take what the schemas take. The compiler is the judge: `pnpm typecheck` fails when one is too wide or too narrow. */
import { expect, it } from 'vitest';
import {
  type AppDefinition,
  type AppLayer,
  type CategoryDefinition,
  type ClusterDefinition,
  type PlaceholdersDefinition,
  validateMerged,
} from '../src/index.ts';

const app: AppDefinition = {
  name: 'romm',
  description: 'x',
  workload: {
    image: 'a/b:1',
    kind: 'deployment',
    ports: { http: 8080, bt: { port: 1, protocol: ['TCP', 'UDP'] } },
    env: { A: 1, B: { secret: 'a', key: 'b' } },
  },
  route: [{ name: 'a', host: 'b', auth: 'oidc' }],
  storage: {
    data: { size: '1Gi', mount: ['/a', { path: '/b' }] },
    media: { shared: 'media', path: 'x' },
    tmp: { empty: {} },
    old: false,
  },
  secrets: { romm: { keys: ['A'] } },
  tile: { widget: { type: 'x', further: 1 } },
};
const layer: AppLayer = { tile: null, workload: { image: null }, storage: { data: { mount: '/x' } } };
const category: CategoryDefinition = {
  name: 'games',
  description: 'x',
  defaults: layer,
  namespaces: { games: { podSecurity: 'auto' }, old: false },
};
const cluster: ClusterDefinition = {
  name: 'home',
  description: 'x',
  kubernetes: '1.36.0',
  timezone: 'UTC',
  flux: { version: '2.9.0', bootstrap: 'cli', source: { kind: 'GitRepository', name: 'flux-system' } },
  tiers: [{ apps: { games: 'all', media: ['plex'] } }],
  defaults: layer,
  overrides: { 'games/romm': layer },
};
const placeholders: PlaceholdersDefinition = {
  A: { description: 'x', type: 'port', example: 80, source: 'ConfigMap/cluster-settings' },
};

export const refused: AppDefinition[] = [
  // @ts-expect-error an unknown key
  { name: 'a', description: 'b', workoad: {} },
  // @ts-expect-error a missing key
  { name: 'a' },
  // @ts-expect-error a member that there is not
  { name: 'a', description: 'b', workload: { kind: 'pod' } },
  // @ts-expect-error a shared volume that is no name
  { name: 'a', description: 'b', storage: { x: { shared: 3 } } },
  // @ts-expect-error a route without a name in a list
  { name: 'a', description: 'b', route: [{ host: 'a' }] },
  // @ts-expect-error null is for layers
  { name: 'a', description: 'b', tile: null },
];

it('are what the validators take', () => {
  expect(validateMerged('app', app)).toEqual([]);
  expect(validateMerged('category', category)).toEqual([]);
  expect(validateMerged('cluster', cluster)).toEqual([]);
  expect(validateMerged('placeholders', placeholders)).toEqual([]);
  for (const definition of refused) expect(validateMerged('app', definition)).toHaveLength(1);
});
