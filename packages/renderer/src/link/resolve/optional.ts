import type { CompiledApp, CompiledObject } from '../../model/compiled.ts';
import { byCodeUnit, isJsonObject, type JsonPointer, type JsonValue, segmentsOf } from '../../model/json.ts';
import { asJson, type KubernetesObject } from '../../model/kubernetes.ts';
import type { Provisions } from './provisions.ts';

/**
 * Drops the nodes whose `optional: true` reference no enabled app provides and no `external:` lists (FORMAT section 1, env values),
 * and a list or map that is empty without them.
 */
export const dropUnprovided = (apps: readonly CompiledApp[], provisions: Provisions): CompiledApp[] =>
  apps.map((app) =>
    app.objects.some((compiled) => compiled.optional !== undefined)
      ? { ...app, objects: app.objects.map((compiled) => withoutUnprovided(compiled, provisions)) }
      : app,
  );

const withoutUnprovided = (compiled: CompiledObject, provisions: Provisions): CompiledObject => {
  const gone = (compiled.optional ?? []).filter(
    ({ requires }) => !provisions.has(requires) && !provisions.external.has(requires),
  );
  if (gone.length === 0) return compiled;
  // Last first, so that removing a list item does not move the ones that are still to go.
  const pointers = gone.map(({ pointer }) => pointer).sort(lastFirst);
  const object = pointers.reduce<JsonValue>(
    (value, pointer) => without(value, segmentsOf(pointer)) ?? {},
    asJson(compiled.object),
  );
  return { ...compiled, object: object as unknown as KubernetesObject };
};

const lastFirst = (left: JsonPointer, right: JsonPointer): number => {
  const [from, to] = [segmentsOf(left), segmentsOf(right)];
  for (let index = 0; index < Math.min(from.length, to.length); index += 1) {
    const [mine, other] = [from[index]!, to[index]!];
    if (mine !== other)
      return Number.isNaN(Number(mine) - Number(other)) ? byCodeUnit(other, mine) : Number(other) - Number(mine);
  }
  return to.length - from.length;
};

/** The value without the node; `undefined` where nothing is left of it. */
const without = (value: JsonValue, path: readonly string[]): JsonValue | undefined => {
  const [head, ...rest] = path;
  if (head === undefined) return undefined;
  if (Array.isArray(value)) {
    const left = value.flatMap((item, index) => kept(item, String(index) === head, rest));
    return left.length === 0 ? undefined : left;
  }
  if (!isJsonObject(value)) return value;
  const left = Object.entries(value).flatMap(([key, item]) =>
    kept(item, key === head, rest).map((next) => [key, next] as const),
  );
  return left.length === 0 ? undefined : Object.fromEntries(left);
};

const kept = (item: JsonValue, isMeant: boolean, rest: readonly string[]): JsonValue[] => {
  const next = isMeant ? without(item, rest) : item;
  return next === undefined ? [] : [next];
};
