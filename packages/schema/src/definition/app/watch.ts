/** `monitor`, `metrics`, `tile`: who watches an app, and where it is shown. */
import { Type } from 'typebox';
import { boolean, listOf, may, must, named, object, shapes, text } from '../build.ts';
import { anyText, duration, filePath, objectName, portReference, secretKey, urlPath, words } from '../leaves.ts';
import { environment, secretName } from './container.ts';

const env = may(environment, 'Variables the workload gets where the cluster meets this', { METRICS_ENABLED: true });

export const monitor = shapes('true, false or a map such as { path: / }', {
  boolean: boolean(),
  object: named(
    'Monitor',
    object({
      path: may(urlPath, "Path that is asked; default: the probe's", '/'),
      interval: may(duration('1m'), 'How often', '1m'),
      env,
    }),
  ),
});

export const scrape = named(
  'Metrics',
  object({
    port: may(portReference, 'Port that answers; default: the first', 'metrics'),
    path: may(urlPath, 'Path that answers; default /metrics', '/metrics'),
    interval: may(duration('1m'), 'How often it is read', '1m'),
    service: may(
      objectName('the name of a service', 'app'),
      "Service that answers: a name under `workload.services`, or one of the chart's",
      'app',
    ),
    rules: may(listOf(filePath('files/rules.yaml'), { minItems: 1 }), 'Files with alert rules', ['files/rules.yaml']),
    dashboards: may(listOf(filePath('files/home.json'), { minItems: 1 }), 'Files with Grafana dashboards', [
      'files/home.json',
    ]),
    env,
  }),
);

export const metrics = shapes('true, false, a map such as { port: metrics }, or a list of them', {
  boolean: boolean(),
  object: scrape,
  array: listOf(scrape, { minItems: 1 }),
});

const widget = Type.Unsafe<{ type: string; key?: { secret: string; key: string }; [field: string]: unknown }>({
  type: 'object',
  properties: {
    type: {
      ...text('\\S', 'the kind of a widget such as jellyfin'),
      description: 'Kind of widget',
      examples: ['jellyfin'],
    },
    key: {
      ...object({
        secret: must(secretName, 'Secret that holds the key', 'jellyfin'),
        key: must(secretKey, 'Key in it', 'API_KEY'),
      }),
      description: 'Secret that the widget logs in with',
      examples: [{ secret: 'jellyfin', key: 'API_KEY' }],
    },
  },
  required: ['type'],
  additionalProperties: true,
});

export const tile = shapes('true, false or a map such as { icon: romm }', {
  boolean: boolean(),
  object: named(
    'Tile',
    object({
      group: may(words, 'Heading it stands under', 'Games'),
      name: may(words, "What it is called; default: the app's name", 'RomM'),
      icon: may(anyText, 'Icon, by the name the dashboard knows', 'romm'),
      widget: may(widget, 'Live figures in the tile; further fields pass through', { type: 'romm' }),
      env,
    }),
  ),
});
