import type { JsonObject } from '../../../src/model/json.ts';

/** The names that most tests of templates read. */
export const names: JsonObject = {
  app: { name: 'romm', namespace: 'games', category: 'games', description: 'ROM collections' },
  vars: {
    color: 'blue',
    size: 3,
    empty: '',
    off: false,
    tags: ['a', 'b', 'c'],
    nested: { deep: { key: 'v' } },
    nothing: null,
  },
  ports: { http: 8080, bt: 6881 },
  route: { host: 'romm.${SECRET_DOMAIN}', url: 'https://romm.${SECRET_DOMAIN}' },
  secrets: { 'cloudflare-api-token': { name: 'cf' }, romm: { name: 'romm' } },
  sources: [
    { name: 'prometheus', type: 'metrics', weight: 3, on: true },
    { name: 'loki', type: 'logs', weight: 1, on: false },
    { name: 'mimir', type: 'metrics', weight: 2, on: true },
  ],
  cluster: {
    name: 'home',
    domain: '${SECRET_DOMAIN}',
    apps: ['prometheus', 'loki'],
    has: { metrics: true, oidc: false },
    pools: { lan: '10.0.0.0/24', dmz: '10.1.0.0/24' },
  },
};
