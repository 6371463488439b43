import { provisionsOf } from '../../packages/renderer/src/link/resolve/provides.ts';
import type { CompiledApp, CompiledObject } from '../../packages/renderer/src/model/compiled.ts';
import type { JsonValue } from '../../packages/renderer/src/model/json.ts';
import { isJsonObject } from '../../packages/renderer/src/model/json.ts';
import { type KubernetesObject, objectName } from '../../packages/renderer/src/model/kubernetes.ts';
import type { Reference } from '../../packages/renderer/src/model/linked.ts';
import { type Platform, withApps } from './platform.ts';

export type Mutation = 'deleted' | 'renamed';
export const mutations: readonly Mutation[] = ['deleted', 'renamed'];

/** The platform without what meets the reference, or with that under another name; whoever else meets it is left. */
export const mutated = (platform: Platform, { to, provider }: Reference, mutation: Mutation): Platform => {
  const [kind, ...path] = to.split('/');
  if (kind === 'App')
    return withApps(platform, (app) => {
      if (app.section === true || app.name !== path[0]) return app;
      return mutation === 'deleted' ? undefined : { ...app, name: `${app.name}-x`, id: `${app.id}-x` };
    });
  const name = objectName(provider!.object!.object);
  const isMeant = (app: CompiledApp, { object }: CompiledObject): boolean =>
    app.id === provider!.app &&
    objectName(object) === name &&
    object.apiVersion === provider!.object!.object.apiVersion;
  return withApps(platform, (app) => ({
    ...app,
    objects: app.objects.flatMap((compiled) => {
      if (!isMeant(app, compiled)) return [compiled];
      return mutation === 'deleted' ? [] : [{ ...compiled, object: renamed(compiled.object, to) }];
    }),
  }));
};

/** The object under another name, and where that does not change what it makes (`target.name`), that name too. */
const renamed = (object: KubernetesObject, to: string): KubernetesObject => {
  const other = { ...object, metadata: { ...object.metadata, name: `${object.metadata.name}-x` } };
  if (!provisionsOf(other).includes(to)) return other;
  const name = to.split('/').at(-1)!;
  return replaced(other as unknown as JsonValue, name) as unknown as KubernetesObject;
};

const replaced = (value: JsonValue, name: string): JsonValue => {
  if (value === name) return `${name}-x`;
  if (Array.isArray(value)) return value.map((item) => replaced(item, name));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key === name ? `${key}-x` : key, replaced(item, name)]),
  );
};
