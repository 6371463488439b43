import type { CompiledApp, HealthExpression, Provides, WrittenDependency } from '../../model/compiled.ts';
import { isJsonObject, type JsonValue, pointerOf } from '../../model/json.ts';
import type { EvaluatedApp } from '../../model/names.ts';
import { definitionOf, isOn, listOf, mapOf, textOf, textsOf } from './written.ts';

type Facts = Omit<CompiledApp, 'objects' | 'source' | 'routes' | 'monitor' | 'tile'>;

/** What the linker reads of an app besides its objects. */
export const factsOf = (app: EvaluatedApp): Facts => {
  const definition = definitionOf(app);
  const reason = textOf(mapOf(mapOf(definition['workload'])['security'])['reason']);
  return {
    id: app.id,
    name: app.name,
    category: app.category,
    description: app.description,
    namespace: app.namespace,
    area: app.area,
    tier: app.tier,
    file: app.file,
    bootstrap: definition['bootstrap'] === true,
    body: bodyOf(app),
    provides: providesOf(definition['provides']),
    dependsOn: listOf(definition['dependsOn']).flatMap(dependency),
    external: Object.entries(mapOf(definition['external'])).map(([reference, why]) => ({
      reference,
      reason: String(why),
      pointer: pointerOf(['external', reference]),
    })),
    health: listOf(definition['health']).filter(isJsonObject) as unknown as HealthExpression[],
    ...(reason === undefined ? {} : { podSecurityReason: reason }),
  };
};

/** The main body an app is written with; `none` for one of manifests or traits only. */
export const bodyOf = (app: EvaluatedApp): CompiledApp['body'] => {
  const definition = definitionOf(app);
  for (const body of ['workload', 'helm', 'source'] as const) if (isOn(definition[body])) return body;
  return 'none';
};

const providesOf = (written: JsonValue | undefined): Provides => {
  const { loadBalancer, ...lists } = mapOf(written);
  const provided = Object.entries(lists).flatMap(([word, names]) => (isOn(names) ? [[word, textsOf(names)]] : []));
  return { ...Object.fromEntries(provided), ...(isOn(loadBalancer) ? { loadBalancer: String(loadBalancer) } : {}) };
};

const dependency = (written: JsonValue, index: number): WrittenDependency[] => {
  const { app, reason, strict } = isJsonObject(written) ? written : { app: written };
  const name = textOf(app);
  if (name === undefined) return [];
  return [
    {
      app: name,
      ...(typeof reason === 'string' ? { reason } : {}),
      ...(strict === true ? { strict } : {}),
      pointer: pointerOf(['dependsOn', index]),
    },
  ];
};
