import type { Trait } from '../contribution.ts';
import { cache } from './cache.ts';
import { database } from './database.ts';
import { metrics } from './metrics.ts';
import { monitor } from './monitor.ts';
import { rbac } from './rbac.ts';
import { route } from './route.ts';
import { secrets } from './secrets.ts';
import { storage } from './storage.ts';
import { tile } from './tile.ts';

/** Every trait that is built, by its key in app.yaml, in the order they are run: later `env:` is laid over earlier. */
export const traits: readonly { name: string; trait: Trait }[] = [
  { name: 'secrets', trait: secrets },
  { name: 'storage', trait: storage },
  { name: 'database', trait: database },
  { name: 'cache', trait: cache },
  { name: 'rbac', trait: rbac },
  { name: 'route', trait: route },
  { name: 'metrics', trait: metrics },
  { name: 'monitor', trait: monitor },
  { name: 'tile', trait: tile },
];
