import type { JsonObject } from '../../model/json.ts';

/**
 * The lowest layer: what an app has unless somebody says otherwise (FORMAT section 1). These fill traits that are on and switch
 * none on. What depends on the rendered objects (TZ, /tmp, `Recreate`, CronJob `Forbid`) is the bodies' to add.
 */
export const builtInDefaults: JsonObject = {
  enabled: true,
  monitor: { interval: '1m' },
};
