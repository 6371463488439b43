import type { MergedApp } from '../model/cluster.ts';
import type { CompiledApp, CompiledObject } from '../model/compiled.ts';
import type { Origin, Place } from '../model/diagnostic.ts';
import { byCodeUnit, isJsonObject, type JsonValue, valueAt } from '../model/json.ts';
import { objectName } from '../model/kubernetes.ts';
import { originAt } from '../model/layer.ts';
import type { Reference } from '../model/linked.ts';
import type { ExplainContext } from './context.ts';
import type { AppExplanation, ExplainedReference, ExplainedValue } from './explanation.ts';

/** Tier, parts, what it needs and why, who needs it, and what its values come from. */
export const explainApp = (app: CompiledApp, context: ExplainContext): AppExplanation => {
  const { resolved, ordered } = context;
  const merged = context.mergedApp(app.id);
  const parts = ordered.parts.filter((part) => part.app.id === app.id);
  const own = resolved.references.filter(({ from }) => from.app === app.id);
  const others = resolved.references.filter(({ from, provider }) => provider?.app === app.id && from.app !== app.id);
  const leaves = own.filter(
    ({ grade, provider }) => grade === 'external' || (provider !== undefined && provider.app !== app.id),
  );
  return {
    kind: 'app',
    id: app.id,
    description: app.description,
    ...placed(context, { file: app.file, pointer: '' }),
    namespace: app.namespace,
    tier: tierName(app.tier, context),
    parts: parts.map((part) => ({
      name: part.name,
      tier: tierName(part.tier, context),
      objects: part.objects.map(({ object }) => objectName(object)).sort(byCodeUnit),
      waitsFor: part.dependsOn.map(({ on, reason, latched, origin }) => ({
        on,
        reason,
        latched,
        ...placed(context, origin),
      })),
      neededBy: ordered.parts.flatMap((other) =>
        other.dependsOn.filter(({ on }) => on === part.name).map(({ reason }) => ({ part: other.name, reason })),
      ),
    })),
    needs: unique(
      leaves.map((reference) =>
        explained(reference, reference.provider?.app, placed(context, authorOf(reference, app, merged, context))),
      ),
    ),
    neededBy: unique(
      others.map((reference) => {
        const asker = resolved.apps.find(({ id }) => id === reference.from.app);
        const origin = asker === undefined ? undefined : statedAt(reference.from.object, asker, undefined);
        return explained(reference, reference.from.app, placed(context, origin));
      }),
    ),
    values: merged === undefined ? [] : valuesOf(merged, context),
  };
};

const tierName = (index: number, { cluster }: ExplainContext): string => cluster.tiers[index]?.name ?? String(index);

const placed = (context: ExplainContext, origin: Origin | undefined): { place?: Place } => {
  const place = origin === undefined ? undefined : context.placeOf(origin);
  return place === undefined ? {} : { place };
};

/** The scalar that feeds the referring field where the app's own file has one, else where the trait or body stands. */
const authorOf = (
  { from }: Reference,
  app: CompiledApp,
  merged: MergedApp | undefined,
  context: ExplainContext,
): Origin | undefined => {
  const stated = statedAt(from.object, app, merged);
  if (app.section || from.pointer === '' || from.pointer === '/apiVersion') return stated;
  const rendered = { object: objectName(from.object.object), pointer: from.pointer };
  return context.originOf(app.id, rendered, 'own') ?? stated;
};

/** Where the trait or body that made an object was written: the app's file, or the layer of defaults that has it. */
export const statedAt = (object: CompiledObject, app: CompiledApp, merged: MergedApp | undefined): Origin => {
  if (object.origin !== undefined) return object.origin;
  if (object.file !== app.file) return { file: object.file, pointer: '' };
  const layer = merged === undefined ? undefined : originAt(merged.origins, object.pointer);
  return layer?.file === undefined
    ? { file: app.file, pointer: object.pointer }
    : { file: layer.file, pointer: layer.pointer };
};

const explained = (
  { from, to, grade, soft, provider }: Reference,
  app: string | undefined,
  place: { place?: Place },
): ExplainedReference => ({
  ...place,
  object: objectName(from.object.object),
  pointer: from.pointer,
  key: to,
  grade,
  soft: soft === true,
  ...(app === undefined ? {} : { app }),
  ...(provider?.object === undefined ? {} : { provider: objectName(provider.object.object) }),
});

/** One line an object and key; sorted. */
const unique = (references: readonly ExplainedReference[]): ExplainedReference[] => {
  const byKey = new Map<string, ExplainedReference>();
  for (const reference of references) {
    const key = `${reference.object} ${reference.key}`;
    if (!byKey.has(key)) byKey.set(key, reference);
  }
  return [...byKey].sort(([left], [right]) => byCodeUnit(left, right)).map(([, reference]) => reference);
};

/** Every scalar that a layer other than the app's own file says, in the order of its pointer. */
const valuesOf = (merged: MergedApp, context: ExplainContext): ExplainedValue[] =>
  [...merged.origins]
    .flatMap(([pointer, { layer, file, pointer: written }]): ExplainedValue[] => {
      const value = valueAt(merged.definition as unknown as JsonValue, pointer);
      if (layer === 'app' || value === undefined || isJsonObject(value) || Array.isArray(value)) return [];
      const origin = file === undefined ? undefined : { file, pointer: written };
      return [{ pointer, value, layer, ...placed(context, origin) }];
    })
    .sort((left, right) => byCodeUnit(left.pointer, right.pointer));
