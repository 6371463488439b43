import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import type { JsonValue } from '../../../src/model/json.ts';
import { groupOf, type KubernetesObject } from '../../../src/model/kubernetes.ts';

const shared = new URL('../../../../../../shared/', import.meta.url);
const schemas = fileURLToPath(new URL('schemas/', shared));
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
const validators = new Map<string, ValidateFunction>();

/** A file of the shared folder beside the checkout; tests that need it are skipped where it is absent. */
export const sharedPath = (path: string): string => fileURLToPath(new URL(path, shared));

/** True where the independent bundle of upstream schemas lies beside the checkout. */
export const hasOracle = existsSync(schemas);

/** Values that a cluster would put in for placeholders, where the schema is narrower than a string. */
const plausible: Readonly<Record<string, string>> = {
  LAN_CIDR: '10.0.0.0/24',
  SECRET_DOMAIN: 'example.com',
  MEDIA_SERVER: '/mnt/media',
};

const substituted = (value: JsonValue): JsonValue =>
  typeof value === 'string'
    ? value.replaceAll(/\$\{([A-Za-z_][A-Za-z0-9_]*)[^}]*\}/gu, (_, name: string) => plausible[name] ?? 'example')
    : Array.isArray(value)
      ? value.map(substituted)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, substituted(item)]))
        : value;

const schemaPath = ({ apiVersion, kind }: KubernetesObject): string => {
  const group = groupOf(apiVersion);
  const version = apiVersion.slice(apiVersion.lastIndexOf('/') + 1);
  const lower = kind.toLowerCase();
  if (group !== '' && group.includes('.') && !group.endsWith('.k8s.io'))
    return `crds/${group}/${lower}_${version}.json`;
  if (existsSync(`${schemas}crds/${group}/${lower}_${version}.json`)) return `crds/${group}/${lower}_${version}.json`;
  const middle = group === '' ? '' : `-${group.split('.')[0]}`;
  return `v1.36.0-standalone-strict/${lower}${middle}-${version}.json`;
};

/** `(?i)` is Go's and no ECMAScript: such patterns are left out. */
const withoutGoFlags = (key: string, value: unknown): unknown =>
  key === 'pattern' && typeof value === 'string' && value.includes('(?i)') ? undefined : value;

/** What the upstream schema of its kind finds wrong with an object; a kind that has none is a finding too. */
export const findingsOf = (object: KubernetesObject): string[] => {
  const path = schemaPath(object);
  if (!existsSync(schemas + path)) return [`no schema ${path}`];
  let validate = validators.get(path);
  if (validate === undefined) {
    validate = ajv.compile(JSON.parse(readFileSync(schemas + path, 'utf8'), withoutGoFlags) as object);
    validators.set(path, validate);
  }
  if (validate(substituted(JSON.parse(JSON.stringify(object)) as JsonValue))) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${object.kind}${instancePath} ${message} ${JSON.stringify(params)}`,
  );
};
