import { meetsNeed } from '../../../model/cluster-needs.ts';
import type { TileFact } from '../../../model/compiled.ts';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { isJsonObject, type JsonObject, type JsonValue, pointerOf } from '../../../model/json.ts';
import type { ExpandInput, Trait } from '../contribution.ts';
import { unmetNeed } from '../finding.ts';
import { definitionOf, isOn, mapOf, textOf } from '../written.ts';
import { groupOfApp } from './group.ts';
import { readRoutes } from './route/entries.ts';
import { remoteKeyOf, secretName } from './secrets.ts';
import { serviceHost, servicePort } from './services.ts';

type Secrets = TileFact['secrets'];

/**
 * `tile`: the app's place on the start page. A fact for the collector of the cluster. A widget's field that is `{ secret, key }`
 * becomes `{{HOMEPAGE_VAR_<APP>_<FIELD>}}`, and the key one that the collector is given.
 */
export const tile: Trait = (input) => {
  const { app, cluster } = input;
  if (!meetsNeed(cluster, 'tile')) return {};
  const written = mapOf(definitionOf(app)['tile']);
  const href = hrefOf(input);
  if (href === undefined && !writtenHere(written)) return {};
  const widget = isJsonObject(written['widget']) ? widgetOf(input, written['widget'], href) : undefined;
  const fact: TileFact = {
    name: textOf(written['name']) ?? app.name,
    group: groupOfApp(app),
    description: app.description,
    icon: textOf(written['icon']) ?? app.name,
    ...(href === undefined ? {} : { href }),
    namespace: app.namespace,
    ...(widget === undefined ? {} : { widget: widget.fields }),
    secrets: widget?.secrets ?? [],
  };
  return { facts: { tile: fact }, env: mapOf(written['env']), diagnostics: widget?.diagnostics ?? [] };
};

/** A tile that says more than the default does is wanted even where there is nothing to click. */
const writtenHere = (written: JsonObject): boolean => ['name', 'icon', 'widget'].some((key) => isOn(written[key]));

const hrefOf = (input: ExpandInput): string | undefined =>
  isOn(definitionOf(input.app)['route']) ? readRoutes(input).items[0]?.url : undefined;

/** The widget's fields in order: type, the address it asks (the app's Service, else its route), then what is written. */
const widgetOf = (input: ExpandInput, written: JsonObject, href: string | undefined) => {
  const { app } = input;
  const { type, url, env: _, ...rest } = written;
  const port = servicePort(app, 'app', undefined);
  const inside = port === undefined ? href : `http://${serviceHost(app, 'app')}:${port}`;
  const address = url ?? inside;
  const keyed = Object.entries(rest).map(([field, value]) => keyedField(input, field, value));
  return {
    fields: {
      ...(type === undefined ? {} : { type }),
      ...(address === undefined ? {} : { url: address }),
      ...Object.fromEntries(keyed.map(({ field, value }) => [field, value])),
    },
    secrets: keyed.flatMap(({ secrets }) => secrets),
    diagnostics: keyed.flatMap(({ diagnostics }) => diagnostics),
  };
};

interface KeyedField {
  field: string;
  value: JsonValue;
  secrets: Secrets;
  diagnostics: Diagnostic[];
}

const keyedField = ({ app }: ExpandInput, field: string, value: JsonValue): KeyedField => {
  const secret = isJsonObject(value) ? textOf(value['secret']) : undefined;
  const key = isJsonObject(value) ? textOf(value['key']) : undefined;
  if (secret === undefined || key === undefined) return { field, value, secrets: [], diagnostics: [] };
  const variable = `HOMEPAGE_VAR_${constantCase(app.name)}_${constantCase(field)}`;
  const remote = remoteKeyOf(app, secret, key);
  const reference = { variable, secret: secretName(app, secret), key, namespace: app.namespace };
  return {
    field,
    value: `{{${variable}}}`,
    secrets: [remote === undefined ? reference : { ...reference, item: remote.item, property: remote.property }],
    diagnostics:
      remote === undefined
        ? unmetNeed(
            app,
            pointerOf(['tile', 'widget', field]),
            `key ${key} of Secret ${secret} is not read from the vault, so the start page cannot be given it`,
          )
        : [],
  };
};

/** `apiKey`, `api-key` → `API_KEY`. */
const constantCase = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/gu, '$1_$2')
    .replace(/[^A-Za-z0-9]+/gu, '_')
    .toUpperCase();
