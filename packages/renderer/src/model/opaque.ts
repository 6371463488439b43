import type { JsonValue } from './json.ts';
import { appMarker } from './names.ts';

/**
 * A value that an expression may print and do nothing else with, because compile does not know it yet: its text is a marker
 * that the linker replaces. It travels in tables of names as if it were JSON, told apart by a symbol no template can write.
 */
const opaqueKey: unique symbol = Symbol('keelson.opaque');

interface OpaqueText {
  [opaqueKey]: 'text';
  marker: string;
}
interface OpaqueFamily {
  [opaqueKey]: 'family';
  path: string;
  member: (name: string) => JsonValue | undefined;
  known: readonly string[];
}
export type Opaque = OpaqueText | OpaqueFamily;

const asValue = (opaque: Opaque): JsonValue => opaque as unknown as JsonValue;

/** A value that prints as `marker`. */
export const opaqueText = (marker: string): JsonValue => asValue({ [opaqueKey]: 'text', marker });

/** The opaque behind a value, or `undefined` for ordinary JSON. */
export const opaqueOf = (value: unknown): Opaque | undefined =>
  typeof value === 'object' && value !== null && (value as Partial<Opaque>)[opaqueKey] !== undefined
    ? (value as Opaque)
    : undefined;

/** What may be printed of another app (FORMAT section 2). */
export const appFields = ['url', 'host', 'namespace'] as const;

const appName = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u;

/** `apps`: any app's name, then one of {@link appFields}; whether the cluster runs that app is the linker's to say. */
export const opaqueApps: JsonValue = asValue({
  [opaqueKey]: 'family',
  path: 'apps',
  known: [],
  member: (app) =>
    appName.test(app)
      ? asValue({
          [opaqueKey]: 'family',
          path: `apps.${app}`,
          known: appFields,
          member: (field) =>
            (appFields as readonly string[]).includes(field) ? opaqueText(appMarker(app, field)) : undefined,
        })
      : undefined,
});
