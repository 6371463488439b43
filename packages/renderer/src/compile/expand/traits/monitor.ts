import { meetsNeed } from '../../../model/cluster-needs.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../model/json.ts';
import type { EvaluatedApp } from '../../../model/names.ts';
import type { ExpandInput, Trait } from '../contribution.ts';
import { definitionOf, isOn, mapOf, textOf } from '../written.ts';
import { groupOfApp } from './group.ts';
import { isGuarded } from './route/authentication.ts';
import { readRoutes } from './route/entries.ts';
import { serviceHost, servicePort } from './services.ts';

const defaultInterval = '1m';

/**
 * `monitor`: is the app up? A fact for the collector of the cluster. What is asked is the app's route, and its Service in the
 * cluster where there is no route or the route answers with a login page.
 */
export const monitor: Trait = (input) => {
  const { app, cluster } = input;
  const written = mapOf(definitionOf(app)['monitor']);
  const address = addressOf(input);
  if (!meetsNeed(cluster, 'monitor') || address === undefined) return {};
  const path = textOf(written['path']) ?? probePath(app) ?? '/';
  const name = textOf(mapOf(definitionOf(app)['tile'])['name']) ?? app.name;
  const interval = textOf(written['interval']) ?? defaultInterval;
  return {
    facts: {
      monitor: { name, group: groupOfApp(app), url: `${address}${path.startsWith('/') ? path : `/${path}`}`, interval },
    },
    env: mapOf(written['env']),
  };
};

const addressOf = (input: ExpandInput): string | undefined => {
  const { app } = input;
  const entries = isOn(definitionOf(app)['route']) ? readRoutes(input).items : [];
  const port = servicePort(app, 'app', undefined);
  const inside = port === undefined ? undefined : `http://${serviceHost(app, 'app')}:${port}`;
  const [first] = entries;
  if (first === undefined) return inside;
  return isGuarded([first]) ? (inside ?? behind(first)) : first.url;
};

/** The Service that a guarded route of a chart leads to. */
const behind = ({ app, rules }: ReturnType<typeof readRoutes>['items'][number]): string =>
  `http://${serviceHost(app, rules[0]!.service)}:${rules[0]!.port}`;

/** The path of the short probe: of the workload, else of the first container that has one. */
const probePath = (app: EvaluatedApp): string | undefined => {
  const workload = mapOf(definitionOf(app)['workload']);
  const controllers = Object.values(mapOf(workload['controllers'])).filter(isJsonObject);
  const containers = controllers.flatMap((controller) => [
    controller,
    ...Object.values(mapOf(controller['containers'])),
  ]);
  return [workload, ...containers].flatMap((owner) => pathOf(owner) ?? [])[0];
};

const pathOf = (owner: JsonValue): string | undefined => textOf(mapOf((mapOf(owner) as JsonObject)['probe'])['path']);
