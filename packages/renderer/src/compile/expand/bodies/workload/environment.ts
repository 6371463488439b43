import type { Diagnostic } from '../../../../model/diagnostic.ts';
import { isJsonObject, type JsonObject, type JsonPointer, type JsonValue, pointerOf } from '../../../../model/json.ts';
import type { EvaluatedApp } from '../../../../model/names.ts';
import { didYouMean } from '../../../../model/nearest.ts';
import { listOf, textOf } from '../../written.ts';
import type { ResolvedContainer } from './resolved.ts';
import { unknownName } from './unknown-name.ts';

interface ResolvedEnvironment {
  /** core/v1 EnvVar list. */
  env: JsonObject[];
  /** core/v1 EnvFromSource list. */
  envFrom: JsonObject[];
  optional: ResolvedContainer['optional'];
  diagnostics: Diagnostic[];
}

const ownValue = (map: unknown, key: string): unknown =>
  typeof map === 'object' && map !== null && Object.hasOwn(map, key)
    ? (map as Record<string, unknown>)[key]
    : undefined;

const traits = ['database', 'cache', 'auth'];

/**
 * The Secret that `{ secret: <written> }` names: a trait's (`database.postgres`), else one of the app's own `secrets`, else a
 * Secret of another app of the namespace by its own name, which the linker proves. Undefined: a trait the app does not have.
 */
const secretNamed = (app: EvaluatedApp, written: string): string | undefined => {
  const [trait = '', kind = ''] = written.split('.');
  if (traits.includes(trait) && kind !== '') {
    const secret = ownValue(ownValue(ownValue(app.names, trait), kind), 'secret');
    return typeof secret === 'string' ? secret : undefined;
  }
  return app.names.secrets?.[written]?.name ?? written;
};

/** The ConfigMap that `{ config: <written> }` names: one of the app's own storage entries, else a ConfigMap by its own name. */
const configNamed = (app: EvaluatedApp, written: string): string => {
  const storage = ownValue(app.names.storage, written);
  const isFiles = ownValue(storage, 'claim') === undefined;
  const name = ownValue(storage, 'name');
  return isFiles && typeof name === 'string' ? name : written;
};

const traitSecrets = (app: EvaluatedApp): string[] =>
  traits.flatMap((trait) => {
    const kinds = ownValue(app.names, trait);
    return typeof kinds === 'object' && kinds !== null
      ? Object.keys(kinds)
          .filter((kind) => typeof ownValue(ownValue(kinds, kind), 'secret') === 'string')
          .map((kind) => `${trait}.${kind}`)
      : [];
  });

const unknownSecret = (app: EvaluatedApp, pointer: JsonPointer, written: string): Diagnostic =>
  unknownName(
    app,
    pointer,
    `found secret: ${written}, but ${app.name} has no ${written} that gives a Secret`,
    didYouMean(written, [...traitSecrets(app), ...Object.keys(app.names.secrets ?? {})]) ??
      `Switch the trait ${written} on, or name a secret of the app.`,
  );

const scalarText = (value: JsonValue): string => (typeof value === 'string' ? value : String(value));

/** `{ field }` is a path of the pod, `{ resource }` one of the container (downward API). */
const downward = (source: JsonObject): JsonObject | undefined =>
  typeof source['field'] === 'string'
    ? { fieldRef: { fieldPath: source['field'] } }
    : typeof source['resource'] === 'string'
      ? { resourceFieldRef: { resource: source['resource'] } }
      : undefined;

/**
 * `env` and `envFrom` of one container, names resolved.
 *
 * 1. Order: as merged (workload, traits, the container's own), then `TZ` unless it is written.
 * 2. Scalars become strings.
 * 3. `optional: true` is not Kubernetes' field: the linker drops the entry when no enabled app provides the Secret.
 */
export const resolveEnvironment = (
  app: EvaluatedApp,
  container: JsonObject,
  traitEnvFrom: readonly JsonObject[],
  timezone: string | undefined,
  pointer: JsonPointer,
): ResolvedEnvironment => {
  const diagnostics: Diagnostic[] = [];
  const optional: ResolvedContainer['optional'] = [];
  const secretOf = (written: string, at: JsonPointer): string => {
    const name = secretNamed(app, written);
    if (name === undefined) diagnostics.push(unknownSecret(app, at, written));
    return name ?? written;
  };
  const written = isJsonObject(container['env']) ? container['env'] : {};
  const env = Object.entries(written).map(([name, value], index): JsonObject => {
    if (!isJsonObject(value)) return { name, value: value === null ? '' : scalarText(value as JsonValue) };
    const reference = downward(value);
    if (reference !== undefined) return { name, valueFrom: reference };
    const key = textOf(value['key']) ?? name;
    const config = textOf(value['config']);
    if (config !== undefined) return { name, valueFrom: { configMapKeyRef: { name: configNamed(app, config), key } } };
    const secret = secretOf(textOf(value['secret']) ?? '', `${pointer}${pointerOf(['env', name])}`);
    if (value['optional'] === true)
      optional.push({ from: 'env', index, requires: `Secret/${app.namespace}/${secret}` });
    return { name, valueFrom: { secretKeyRef: { name: secret, key } } };
  });
  if (timezone !== undefined && !Object.hasOwn(written, 'TZ')) env.push({ name: 'TZ', value: timezone });
  const sources = [...listOf(container['envFrom']).filter(isJsonObject), ...traitEnvFrom];
  const envFrom = sources.map((source, index): JsonObject => {
    const prefix = textOf(source['prefix']);
    const config = textOf(source['config']);
    const secret = secretOf(textOf(source['secret']) ?? '', `${pointer}/envFrom/${index}`);
    const kind = config === undefined ? 'Secret' : 'ConfigMap';
    const name = config === undefined ? secret : configNamed(app, config);
    if (source['optional'] === true) {
      optional.push({ from: 'envFrom', index, requires: `${kind}/${app.namespace}/${name}` });
    }
    const reference: JsonObject = config === undefined ? { secretRef: { name } } : { configMapRef: { name } };
    return prefix === undefined ? reference : { prefix, ...reference };
  });
  return { env, envFrom: uniqueSources(envFrom), optional, diagnostics };
};

/** A collector's Secret that the app names itself too stands once. */
const uniqueSources = (sources: JsonObject[]): JsonObject[] => [
  ...new Map(sources.map((source) => [JSON.stringify(source), source])).values(),
];
