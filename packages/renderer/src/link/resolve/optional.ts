import type { CompiledApp, CompiledObject } from '../../model/compiled.ts';
import { byCodeUnit, isJsonObject, type JsonPointer, type JsonValue, segmentsOf } from '../../model/json.ts';
import { asJson, type KubernetesObject } from '../../model/kubernetes.ts';
import type { Provisions } from './provisions.ts';

/** Drops the nodes whose `optional: true` reference no enabled app provides (FORMAT section 1, env values). */
export const dropUnprovided = (apps: readonly CompiledApp[], provisions: Provisions): CompiledApp[] =>
  apps.map((app) =>
    app.objects.some((compiled) => compiled.optional !== undefined)
      ? { ...app, objects: app.objects.map((compiled) => withoutUnprovided(compiled, provisions)) }
      : app,
  );

const withoutUnprovided = (compiled: CompiledObject, provisions: Provisions): CompiledObject => {
  const gone = (compiled.optional ?? []).filter(({ requires }) => !provisions.has(requires));
  if (gone.length === 0) return compiled;
  // Last first, so that removing a list item does not move the ones that are still to go.
  const pointers = gone.map(({ pointer }) => pointer).sort(lastFirst);
  const object = pointers.reduce<JsonValue>(
    (value, pointer) => without(value, segmentsOf(pointer)),
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

const without = (value: JsonValue, path: readonly string[]): JsonValue => {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  if (Array.isArray(value)) {
    return rest.length === 0
      ? value.filter((_, index) => index !== Number(head))
      : value.map((item, index) => (index === Number(head) ? without(item, rest) : item));
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      key !== head ? [[key, item]] : rest.length === 0 ? [] : [[key, without(item, rest)]],
    ),
  );
};
