import type { CompiledApp, CompiledObject } from '../../../model/compiled.ts';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { isJsonObject, type JsonValue, valueAt } from '../../../model/json.ts';
import { asJson, groupOf, type KubernetesObject, objectName } from '../../../model/kubernetes.ts';
import { didYouMean } from '../../../model/nearest.ts';
import { valuesAt } from '../fields.ts';
import { finding } from '../finding.ts';
import type { PodSet } from './pods.ts';
import type { Rule, TreeView } from './view.ts';

const keysOf = (value: JsonValue | undefined): string[] => (isJsonObject(value) ? Object.keys(value) : []);

/** CloudNativePG, "Connecting from an application": the keys of `<cluster>-app`. */
const applicationKeys = [
  'dbname',
  'fqdn-jdbc-uri',
  'fqdn-uri',
  'host',
  'jdbc-uri',
  'password',
  'pgpass',
  'port',
  'uri',
  'user',
  'username',
];

/** Kind → the keys of a Secret or ConfigMap it is or makes; `undefined` where they cannot be known. */
const rows: Readonly<Record<string, (object: KubernetesObject, name: string) => string[] | undefined>> = {
  '/Secret': (object) => ['/data', '/stringData'].flatMap((path) => keysOf(valueAt(asJson(object), path))),
  '/ConfigMap': (object) => ['/data', '/binaryData'].flatMap((path) => keysOf(valueAt(asJson(object), path))),
  'external-secrets.io/ExternalSecret': (object) => {
    const spec = valueAt(asJson(object), '/spec');
    const template = valueAt(spec, '/target/template');
    if (valueAt(template, '/templateFrom') !== undefined || valueAt(spec, '/target/manifest') !== undefined)
      return undefined;
    const templated = keysOf(valueAt(template, '/data'));
    if (templated.length > 0 && valueAt(template, '/mergePolicy') !== 'Merge') return templated;
    if (valueAt(spec, '/dataFrom') !== undefined) return undefined;
    return [...templated, ...valuesAt(asJson(object), '/spec/data/*/secretKey').map(({ value }) => String(value))];
  },
  'postgresql.cnpg.io/Cluster': (object, name) =>
    name === `${object.metadata.name}-app` || name === `${object.metadata.name}-superuser`
      ? applicationKeys
      : undefined,
};

const sources = [
  { source: 'secretKeyRef', kind: 'Secret' },
  { source: 'configMapKeyRef', kind: 'ConfigMap' },
];

/** A key that env reads must be one of the Secret or ConfigMap, where its keys are known. */
export const environmentKeys: Rule = {
  name: 'a key that env reads is there',
  find: (view) =>
    [...view.pods.values()]
      .flat()
      .flatMap((set) =>
        set.view.containers.flatMap(({ env }) =>
          env.flatMap(({ value, from }) =>
            sources.flatMap(({ source, kind }) =>
              missingKey(
                view,
                set,
                isJsonObject(value['valueFrom']) ? value['valueFrom'][source] : undefined,
                kind,
                `${from}/${source}`,
              ),
            ),
          ),
        ),
      ),
};

const missingKey = (
  view: TreeView,
  set: PodSet,
  reference: JsonValue | undefined,
  kind: string,
  pointer: string,
): Diagnostic[] => {
  if (!isJsonObject(reference) || reference['optional'] === true) return [];
  const { name, key } = reference;
  if (typeof name !== 'string' || typeof key !== 'string') return [];
  const to = `${kind}/${set.namespace}/${name}`;
  const provider = view.provisions.get(to);
  const known = provider?.object === undefined ? undefined : keysMadeBy(provider.object, name);
  if (provider?.object === undefined || known === undefined || known.includes(key) || key.includes('${')) return [];
  return [
    finding(
      { ...set, pointer: `${pointer}/key`, mention: key },
      {
        code: 'unresolved-reference',
        message: `${objectName(set.compiled.object)} reads key ${key} of ${to}, which has no such key`,
        hint: didYouMean(key, known) ?? `Add the key to ${to}, or read one that it has.`,
      },
      [{ message: `${to} is made here`, end: endOf(provider.app, provider.object) }],
    ),
  ];
};

const keysMadeBy = ({ object, literal }: CompiledObject, name: string): string[] | undefined =>
  literal === true && object.kind === 'Secret'
    ? undefined
    : rows[`${groupOf(object.apiVersion)}/${object.kind}`]?.(object, name);

const endOf = (app: CompiledApp, compiled: CompiledObject) => ({ app, compiled, pointer: '' });
