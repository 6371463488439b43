import { isJsonObject, type JsonObject, type JsonValue } from '../../../../../model/json.ts';
import { listOf, present } from '../../../written.ts';
import { compactEmpty } from '../merge.ts';
import type { ResolvedContainer } from '../resolved.ts';
import { escapeText, escapeValue, splitFields } from './escape.ts';

/** Container fields that the chart's values have under the same name (its schema, `containers.container`). */
const sameName = [
  'command',
  'args',
  'workingDir',
  'lifecycle',
  'ports',
  'resources',
  'restartPolicy',
  'stdin',
  'terminationMessagePath',
  'terminationMessagePolicy',
  'tty',
  'securityContext',
];

const probeNames: Readonly<Record<string, string>> = {
  livenessProbe: 'liveness',
  readinessProbe: 'readiness',
  startupProbe: 'startup',
};

/**
 * `repository` and `tag` of an image, the digest kept in the tag. An image without a tag is one string, which the chart takes
 * since 4.2. The colon of a registry's port or of a placeholder's default is no tag's.
 */
const imageValue = (image: JsonValue | undefined, pullPolicy: JsonValue | undefined): JsonValue | undefined => {
  if (typeof image !== 'string') return undefined;
  const masked = image.replaceAll(/\$\{[^}]*\}/gu, (placeholder) => 'x'.repeat(placeholder.length));
  const name = masked.split('@')[0] ?? masked;
  const colon = name.lastIndexOf(':');
  if (colon <= name.lastIndexOf('/')) return image;
  return present({ repository: image.slice(0, colon), tag: image.slice(colon + 1), pullPolicy });
};

const envValue = (variable: JsonObject): JsonValue =>
  typeof variable['value'] === 'string' ? escapeText(variable['value']) : present({ valueFrom: variable['valueFrom'] });

/** `$(NAME)` reads a variable that stands before it; the chart sorts a map by name, but keeps a list as it is. */
const readsOthers = (env: readonly JsonObject[]): boolean =>
  env.some(({ value }) => typeof value === 'string' && env.some(({ name }) => value.includes(`$(${String(name)})`)));

const envValues = (env: readonly JsonObject[]): JsonValue | undefined => {
  if (env.length === 0) return undefined;
  if (!readsOthers(env))
    return Object.fromEntries(env.map((variable) => [String(variable['name']), envValue(variable)]));
  return env.map((variable): JsonObject => {
    const value = envValue(variable);
    const name = String(variable['name']);
    return isJsonObject(value) ? { name, ...value } : { name, value };
  });
};

/** Key of an env entry in the values: its name in a map, its index in a list. */
export const envKey = (container: ResolvedContainer, index: number): string => {
  const env = listOf(container.spec['env']).filter(isJsonObject);
  return readsOthers(env) ? String(index) : String(env[index]?.['name']);
};

const probeValues = (spec: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(probeNames).flatMap(([field, name]) => {
      const probe = spec[field];
      return probe === undefined ? [] : [[name, { enabled: true, custom: true, spec: escapeValue(probe) }]];
    }),
  );

/** Ports of the container say nothing that the Service does not, unless they are opened on the node. */
const opensHostPort = (ports: JsonValue | undefined): boolean =>
  listOf(ports).some((port) => isJsonObject(port) && (port['hostPort'] !== undefined || port['hostIP'] !== undefined));

const special = ['image', 'imagePullPolicy', 'env', 'envFrom', ...Object.keys(probeNames)];

const plainFields = (spec: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(spec).filter(([key]) => !special.includes(key) && (key !== 'ports' || opensHostPort(spec['ports']))),
  );

/**
 * One container as the chart's values, and the fields the chart lacks (for a post-renderer). `dependsOn` is the container that
 * has to stand before this one.
 */
export const containerValues = (
  container: ResolvedContainer,
  dependsOn: string | undefined,
): { values: JsonObject; rest: JsonObject } => {
  const { spec } = container;
  const { values, rest } = splitFields(plainFields(spec), sameName);
  const image = imageValue(spec['image'], spec['imagePullPolicy']);
  const untold = typeof image === 'string' ? present({ imagePullPolicy: spec['imagePullPolicy'] }) : {};
  const { command, args, workingDir, lifecycle, ports, ...others } = values;
  return {
    values: compactEmpty({
      dependsOn,
      image,
      command,
      args,
      workingDir,
      env: envValues(listOf(spec['env']).filter(isJsonObject)),
      envFrom: spec['envFrom'],
      lifecycle,
      ports,
      probes: probeValues(spec),
      ...others,
    }),
    rest: { ...rest, ...untold },
  };
};
